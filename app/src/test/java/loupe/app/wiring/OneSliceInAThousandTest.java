package loupe.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.pixel.SeriesScreen;
import loupe.inference.engine.EngineSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A series is looked at run by run, and still a string on a single slice is found.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneSliceInAThousandTest {
    private static final int SIDE = 192;

    private final PpOcrText text = new PpOcrText(new EngineSettings(2, true));
    private final SeriesScreen screen = new SeriesScreen(text);

    @AfterAll
    void close() {
        text.close();
    }

    /// A body with organs that move slowly from slice to slice, with noise; some slices have a name on them.
    ///
    /// @param percent contrast of the name, in percent of the range
    private static SourceInstance slice(int z, boolean named, int percent) {
        SplittableRandom random = new SplittableRandom(z);
        byte[] ink = named ? ink() : new byte[SIDE * SIDE];
        byte[] raw = new byte[2 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            double x = i % SIDE - SIDE / 2.0;
            double y = i / SIDE - SIDE / 2.0;
            double v = Math.hypot(x / 88, y / 66) < 1 ? 1000 : 30;
            double lung = 20 + 10 * Math.sin(z / 300.0);
            v = Math.hypot((Math.abs(x) - 38) / lung, y / (1.3 * lung)) < 1 ? 200 : v;
            v = Math.hypot(x - 4 * Math.sin(z / 40.0), y - 48) < 11 ? 1500 : v;
            v += random.nextInt(40) + (ink[i] != 0 ? percent * 16 : 0);
            raw[2 * i] = (byte) (int) v;
            raw[2 * i + 1] = (byte) ((int) v >> 8);
        }
        DataSet data = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3." + z)
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3")
                .put(Tag.Modality, Vr.CS, "CT")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) SIDE)
                .put(Tag.Columns, Vr.US, (double) SIDE)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 12.0)
                .put(Tag.HighBit, Vr.US, 11.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OW, raw)
                .build();
        return new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), data);
    }

    private static byte[] ink() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.setFont(new Font("DejaVu Sans", Font.PLAIN, 14));
        g.drawString("NOVAK^Anna 1951", 30, 100);
        g.dispose();
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    private boolean isClean(int from, IntPredicate named, int percent) {
        List<SourceInstance> run = new ArrayList<>();
        for (int z = from; z < Math.min(1000, from + SeriesScreen.MOST); z++) {
            run.add(slice(z, named.test(z), percent));
        }
        Optional<SourceInstance> before =
                from == 0 ? Optional.empty() : Optional.of(slice(from - 1, named.test(from - 1), percent));
        return screen.isClean(run, before, JobContext.unattended());
    }

    @Test
    void a_string_planted_on_one_slice_is_found_and_few_other_runs_need_a_second_look() {
        List<Integer> suspicious = new ArrayList<>();
        for (int from = 0; from < 1000; from += SeriesScreen.MOST) {
            if (!isClean(from, z -> z == 613, 30)) {
                suspicious.add(from);
            }
        }
        assertThat(suspicious).contains(613 / SeriesScreen.MOST * SeriesScreen.MOST).hasSizeLessThan(8);
    }

    @ParameterizedTest
    @CsvSource({"0,0,12", "15,15,12", "5,7,12", "0,15,12", "8,15,12", "3,3,60"})
    void it_is_found_wherever_in_a_run_it_begins_and_ends_and_faint_too(int first, int last, int percent) {
        assertThat(isClean(320, z -> z >= 320 + first && z <= 320 + last, percent)).isFalse();
    }

    @Test
    void slices_that_differ_too_much_are_not_judged() {
        List<SourceInstance> far = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            far.add(slice(i * 160, false, 0));
        }
        assertThat(screen.isClean(far, Optional.empty(), JobContext.unattended())).isFalse();
    }
}
