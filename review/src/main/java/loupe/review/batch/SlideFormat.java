package loupe.review.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Slides that are not DICOM, and what converts them. Loupe reads none of them.
enum SlideFormat {
    /// TIFF of Aperio.
    APERIO("an Aperio slide", "wsidicomizer or OrthancWSIDicomizer", ".svs"),
    /// TIFF of Hamamatsu.
    HAMAMATSU("a Hamamatsu slide", "wsidicomizer or OrthancWSIDicomizer", ".ndpi", ".ndpis", ".vms"),
    /// 3DHISTECH.
    MIRAX("a 3DHISTECH slide", "wsidicomizer or OrthancWSIDicomizer", ".mrxs"),
    /// Leica.
    LEICA("a Leica slide", "OrthancWSIDicomizer or bfconvert", ".scn"),
    /// Ventana.
    VENTANA("a Ventana slide", "OrthancWSIDicomizer or bfconvert", ".bif"),
    /// Philips' own TIFF.
    PHILIPS("a Philips slide", "wsidicomizer, after export as TIFF", ".isyntax"),
    /// Zeiss.
    ZEISS("a Zeiss slide", "wsidicomizer or bfconvert", ".czi"),
    /// Olympus.
    OLYMPUS("an Olympus slide", "bfconvert", ".vsi", ".ets"),
    /// Akoya.
    AKOYA("an Akoya slide", "bfconvert", ".qptiff"),
    /// Any other TIFF.
    TIFF("a TIFF picture or slide", "wsidicomizer or bfconvert", ".tif", ".tiff", ".btf", ".tf8");

    private final String what;
    private final String converter;
    private final List<String> endings;

    SlideFormat(String what, String converter, String... endings) {
        this.what = what;
        this.converter = converter;
        this.endings = List.of(endings);
    }

    /// What to do with a file that was refused, if its name says that it is such a slide.
    static Optional<String> advice(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        for (SlideFormat f : values()) {
            if (f.endings.stream().anyMatch(name::endsWith)) {
                return Optional.of(f.what + " is not read; convert it to DICOM (" + f.converter
                        + ") and put what comes out of that into the folder instead");
            }
        }
        return Optional.empty();
    }
}
