package loupe.deid.face;

import java.util.List;
import java.util.Locale;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.series.Headers;
import loupe.core.geometry.ImagePlane;

/// Tells by an image's header whether a face can be seen in a rendering of its series.
public final class HeadImages {
    private static final int BODY_PART = 0x00180015;
    private static final int PROTOCOL_NAME = 0x00181030;
    private static final double COARSEST_MM = 6;
    private static final double SMALLEST_FIELD_MM = 100;
    private static final List<String> PARTS = List.of(
            "HEAD", "BRAIN", "SKULL", "FACE", "FACIAL", "NECK", "ORBIT", "SINUS", "JAW", "MAXILLA", "MANDIBLE", "NOSE",
            "EAR", "CRANI", "WHOLEBODY", "CEREB", "PITUITARY", "SELLA");
    private static final List<String> WORDS = List.of(
            "HEAD", "BRAIN", "SKULL", "CRANI", "FACE", "FACIAL", "SCHAEDEL", "SCHÄDEL", "KOPF", "NEURO", "CEREBR", "MPRAGE",
            "T1W", "FLAIR", "ORBIT", "SINUS");

    private HeadImages() {}

    /// Whether it is a CT or MR image that may be of a head, by its words, and fine enough to show a face.
    public static boolean mayShowFace(DataSet header) {
        return isSection(header) && mayBeHead(header, true) && isFine(header);
    }

    /// Whether it may be of a head as far as its words say: those of an image that says nothing may.
    static boolean mayBeHead(DataSet header) {
        return isSection(header) && mayBeHead(header, false);
    }

    /// Whether its words say that it is of a head.
    static boolean saysHead(DataSet header) {
        return mayBeHead(header, true);
    }

    private static boolean isSection(DataSet header) {
        String modality = header.string(Tag.Modality, "");
        return (modality.equals("CT") || modality.equals("MR")) && header.integer(Tag.SamplesPerPixel, 0) == 1;
    }

    private static boolean mayBeHead(DataSet header, boolean mustSay) {
        String part = header.string(BODY_PART, "").toUpperCase(Locale.ROOT);
        if (!part.isEmpty()) {
            return PARTS.stream().anyMatch(part::contains);
        }
        String words = String.join(
                        " ",
                        header.string(Tag.SeriesDescription, ""),
                        header.string(Tag.StudyDescription, ""),
                        header.string(PROTOCOL_NAME, ""))
                .toUpperCase(Locale.ROOT);
        return !mustSay || WORDS.stream().anyMatch(words::contains);
    }

    /// Slices of six millimetres and less, over ten centimetres at least.
    private static boolean isFine(DataSet header) {
        List<ImagePlane> planes = Headers.instance(header).planes();
        if (planes.isEmpty()) {
            return true;
        }
        ImagePlane p = planes.getFirst();
        return p.thicknessMm() <= COARSEST_MM
                && p.columns() * p.columnMm() >= SMALLEST_FIELD_MM
                && p.rows() * p.rowMm() >= SMALLEST_FIELD_MM;
    }
}
