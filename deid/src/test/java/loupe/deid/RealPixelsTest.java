package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.image.Frame;
import loupe.core.work.JobContext;
import loupe.deid.pixel.TextBox;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RealPixelsTest {
    private static final TextBox BOX = new TextBox(20, 30, 50, 12);

    @Nested
    class Compressed_pixels_with_text {

        @Test
        void leave_uncompressed_with_only_the_box_changed() throws Exception {
            Map<String, String> wrong = new TreeMap<>();
            int looked = 0;
            List<Path> files;
            try (Stream<Path> all = Files.walk(Oracles.shared("data/wg04"))) {
                files = all.filter(Files::isRegularFile)
                        .filter(p -> p.toString().contains("J2KR"))
                        .filter(p -> p.toFile().length() < 400_000)
                        .sorted()
                        .toList();
            }
            for (Path p : files) {
                DicomFile f = DicomReader.usual().read(p);
                if (!PixelDecoder.supports(f.syntax()) || f.data().integer(Tag.Rows, 0) < 60) {
                    continue;
                }
                DeidOutcome outcome = new Deidentifier(
                                Profiles.importProfile(),
                                PseudonymKey.of(new byte[32]),
                                (image, job) -> isFlat(image) ? List.of() : List.of(BOX))
                        .deidentify(new SourceInstance(f.syntax(), f.meta(), f.data()), JobContext.unattended());
                assertThat(outcome).as(p.getFileName().toString()).isInstanceOf(DeidOutcome.Cleaned.class);
                DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) outcome;
                if (c.report().boxes().isEmpty()) {
                    continue; // nothing stands there that could be taken for text
                }
                assertThat(c.instance().syntax()).isEqualTo(TransferSyntax.EXPLICIT_LE);
                SourceInstance again = Files10.read(Files10.write(c.instance()));
                looked++;
                String difference = difference(f, again.data());
                if (!difference.isEmpty()) {
                    wrong.put(p.getFileName().toString(), difference);
                }
            }
            assertThat(looked).isGreaterThan(2);
            assertThat(wrong).isEmpty();
        }

        /// Whether all pixels of the box and its margin look the same, as they do once they are black.
        private static boolean isFlat(loupe.deid.pixel.GrayImage image) {
            int first = image.at(BOX.column(), BOX.row());
            for (int r = BOX.row(); r < BOX.row() + BOX.height(); r++) {
                for (int c = BOX.column(); c < BOX.column() + BOX.width(); c++) {
                    if (image.at(c, r) != first) {
                        return false;
                    }
                }
            }
            return true;
        }

        private static String difference(DicomFile before, DataSet after) throws Exception {
            Frame a = PixelDecoder.decode(before.data(), before.syntax(), 0);
            Frame b = PixelDecoder.decode(after, TransferSyntax.EXPLICIT_LE, 0);
            TextBox grown = BOX.within(a.columns(), a.rows(), 2);
            int spp = a.samplesPerPixel();
            boolean any = false;
            for (int r = 0; r < a.rows(); r++) {
                for (int c = 0; c < a.columns(); c++) {
                    boolean inside = c >= grown.column() && c < grown.column() + grown.width()
                            && r >= grown.row() && r < grown.row() + grown.height();
                    for (int s = 0; s < spp; s++) {
                        long i = ((long) r * a.columns() + c) * spp + s;
                        if (!inside && a.sample(i) != b.sample(i)) {
                            return "changed outside at " + c + "," + r;
                        }
                        any |= inside && b.sample(i) != b.sample(((long) grown.row() * a.columns() + grown.column()) * spp + s);
                    }
                }
            }
            return any ? "the box is not of one value" : "";
        }

        @Test
        void pass_untouched_where_no_text_is_found() throws Exception {
            DicomFile f = DicomReader.usual().read(Oracles.shared("data/t1_dicom/dicoms/N2D_0001.dcm"));
            DeidOutcome outcome = new Deidentifier(
                            Profiles.importProfile(), PseudonymKey.of(new byte[32]), (image, job) -> List.of())
                    .deidentify(new SourceInstance(f.syntax(), f.meta(), f.data()), JobContext.unattended());
            DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) outcome;
            assertThat(c.instance().data().bytes(Tag.PixelData).orElseThrow().toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(f.data().bytes(Tag.PixelData).orElseThrow().toArray(ValueLayout.JAVA_BYTE));
            assertThat(c.instance().data().string(Tag.BurnedInAnnotation)).contains("NO");
        }
    }
}
