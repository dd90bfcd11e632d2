package loupe.core.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.core.Shared;
import loupe.core.dicom.DicomReader;
import loupe.core.image.Frame;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams made by gdcm and dcmtk from phantoms with known samples; the cells of docs/conformance.md.
class CodecsTest {
    @TempDir Path folder;

    static List<Phantom> phantoms() {
        List<Phantom> out = new ArrayList<>();
        out.add(new Phantom(67, 45, 1, 8, 8, false));
        out.add(new Phantom(67, 45, 1, 16, 12, false));
        out.add(new Phantom(67, 45, 1, 16, 16, false));
        out.add(new Phantom(67, 45, 1, 16, 16, true));
        out.add(new Phantom(67, 45, 1, 16, 12, true));
        out.add(new Phantom(67, 45, 3, 8, 8, false));
        out.add(new Phantom(1, 1, 1, 8, 8, false));
        return out;
    }

    private void comesBack(Phantom p, String... command) throws IOException {
        Path made = Oracle.converted(Oracle.write(p.dataSet(), folder.resolve("raw.dcm")), command);
        Frame frame = Oracle.frame(made, 0);
        assertThat(DicomReader.usual().read(made).syntax().encapsulated()).isTrue();
        for (int y = 0; y < p.rows(); y++) {
            for (int x = 0; x < p.columns(); x++) {
                for (int s = 0; s < p.samples(); s++) {
                    int i = (y * p.columns() + x) * p.samples() + s;
                    assertThat(frame.sample(i)).as("column %d, row %d, channel %d", x, y, s)
                            .isEqualTo(p.value(x, y, s));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void jpeg_ls_lossless_by_gdcm_comes_back_exactly(Phantom p) throws IOException {
        comesBack(p, "gdcmconv", "-L");
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void jpeg_ls_lossless_by_dcmtk_comes_back_exactly_in_each_interleaving(Phantom p) throws IOException {
        comesBack(p, "dcmcjpls", "+el");
        if (p.samples() == 3) {
            comesBack(p, "dcmcjpls", "+el", "+il");
            comesBack(p, "dcmcjpls", "+el", "+il", "+is");
            comesBack(p, "dcmcjpls", "+in", "+il", "+in", "+is");
        }
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void jpeg_lossless_comes_back_exactly(Phantom p) throws IOException {
        comesBack(p, "gdcmconv", "-J");
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void jpeg_2000_lossless_comes_back_exactly(Phantom p) throws IOException {
        comesBack(p, "gdcmconv", "-K");
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void rle_comes_back_exactly(Phantom p) throws IOException {
        comesBack(p, "gdcmconv", "-R");
    }
}
