package loupe.inference.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.image.Frame;
import loupe.core.work.JobContext;
import loupe.inference.engine.EngineSettings;
import org.junit.jupiter.api.Test;

/// A brain must not lose its gyri to the black-out of text.
class TellingTextFromAnatomyTest {

    @Test
    void leaves_a_brain_without_text_nearly_whole() throws Exception {
        Path shared = Path.of(System.getProperty("loupe.shared", "../shared"));
        assumeTrue(Files.isDirectory(shared), "skipped: the folder of public inputs (../shared) is not there");
        long blacked = 0;
        long all = 0;
        try (TextDetector detector = TextDetector.open(EngineSettings.sparing(0))) {
            for (int i = 40; i < 384; i += 40) {
                Path file = shared.resolve(String.format("data/t1_dicom/dicoms/N2D_%04d.dcm", i));
                DicomFile dicom = DicomReader.usual().read(file);
                Frame frame = PixelDecoder.decode(dicom.data(), dicom.syntax(), 0);
                List<TextCandidate> boxes =
                        detector.find(frame.columns(), frame.rows(), gray(frame), JobContext.unattended());
                blacked += boxes.stream().mapToLong(b -> (long) b.width() * b.height()).sum();
                all += (long) frame.columns() * frame.rows();
            }
        }
        assertThat((double) blacked / all).isLessThanOrEqualTo(0.01);
    }

    private static byte[] gray(Frame f) {
        int n = f.columns() * f.rows();
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (int i = 0; i < n; i++) {
            low = Math.min(low, f.sample(i));
            high = Math.max(high, f.sample(i));
        }
        byte[] out = new byte[n];
        for (int i = 0; i < n; i++) {
            out[i] = (byte) Math.round(255 * (f.sample(i) - low) / Math.max(1, high - low));
        }
        return out;
    }
}
