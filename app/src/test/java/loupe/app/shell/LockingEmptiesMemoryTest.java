package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.core.image.RasterImage;
import loupe.core.study.Instance;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.review.session.StudyImages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// FINDINGS B4: decrypted images stayed in memory behind the lock. What is alive on the heap is dumped and searched for pixels of
/// the study.
@ExtendWith(WindowRobot.class)
@Tag("display")
class LockingEmptiesMemoryTest {
    private static final int RUN = 16;
    private static final int SLICE = 2;

    @TempDir
    static Path folder;

    private static SampleStore store;
    private static HeapDump pixels;

    private MainWindow window;
    private WindowDriver driver;

    @BeforeAll
    static void fill() throws Exception {
        store = SampleStore.copyTo(folder.resolve("store"));
        try (Workplace w = store.open()) {
            pixels = new HeapDump(run(w, ct(w)));
        }
    }

    private static String ct(Workplace w) throws IOException {
        return w.store().studies().stream()
                .filter(s -> s.modalities().contains("CT"))
                .map(StudySummary::studyUid)
                .findFirst()
                .orElseThrow();
    }

    /// Neighbouring pixels of the slice that is shown, the most unlike each other of all: they occur nowhere by chance.
    private static short[] run(Workplace w, String uid) throws IOException {
        StudyImages images = StudyImages.of(w.store(), uid);
        Instance slice = images.series().getFirst().instances().get(SLICE - 1);
        RasterImage.Gray gray = (RasterImage.Gray) images.picture(slice.sopInstanceUid(), 0);
        int best = 0;
        long most = 0;
        for (int at = 0; at + RUN <= gray.values().length; at++) {
            short[] some = at(gray.values(), at);
            long unlike = java.util.stream.IntStream.range(0, RUN).map(i -> some[i]).distinct().count();
            best = unlike > most ? at : best;
            most = Math.max(most, unlike);
        }
        assertThat(most).as("the run is rare").isGreaterThan(RUN / 2);
        return at(gray.values(), best);
    }

    private static short[] at(float[] values, int at) {
        short[] out = new short[RUN];
        for (int i = 0; i < RUN; i++) {
            out[i] = (short) values[at + i];
        }
        return out;
    }

    @Start
    void start(Stage stage) {
        window = WindowDriver.on(
                stage, store, new Preferences(Duration.ofHours(1), 64L << 20, 0.25, 12), WindowDriver.answering(folder));
    }

    private void open(FxRobot robot) {
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
    }

    @Test
    void of_the_pictures_that_were_shown(FxRobot robot) throws Exception {
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        assertThat(pixels.count(folder)).as("nothing was shown yet").isZero();
        driver.openFirst();
        robot.push(KeyCode.HOME).push(KeyCode.DOWN);
        driver.onSlice(SLICE);
        nothingIsLeftBehindTheLock(robot);
    }

    @Test
    void of_the_planes_that_were_cut(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.T);
        WindowDriver.until("planes are drawn", () -> driver.text("#corner-image").contains("axial"));
        robot.push(KeyCode.HOME).push(KeyCode.DOWN);
        driver.onSlice(SLICE);
        nothingIsLeftBehindTheLock(robot);
    }

    @Test
    void of_the_volume_that_was_seen_from_around(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.HOME).push(KeyCode.DOWN);
        driver.onSlice(SLICE);
        robot.push(KeyCode.U);
        WindowDriver.until("it is drawn", () -> driver.text("#corner-image").contains("rotating MIP"));
        nothingIsLeftBehindTheLock(robot);
    }

    @Test
    void of_what_was_magnified_windowed_by_its_values_coloured_and_measured_in_an_outline(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.HOME).push(KeyCode.DOWN);
        driver.onSlice(SLICE);
        robot.moveTo("#viewer").moveBy(20, 20);
        driver.chord(KeyCode.SHIFT, KeyCode.Z);
        robot.moveBy(1, 1);
        WindowDriver.until("the lens is there", () -> driver.shows("#lens"));
        robot.push(KeyCode.DIGIT9);
        driver.chord(KeyCode.CONTROL, KeyCode.M);
        driver.drag(-40, -40, 40, 40);
        driver.chord(KeyCode.SHIFT, KeyCode.E);
        WindowDriver.until("the outline is measured", () -> driver.text("#lesion-numbers").contains("peak"));
        nothingIsLeftBehindTheLock(robot);
    }

    private void nothingIsLeftBehindTheLock(FxRobot robot) throws Exception {
        assertThat(pixels.count(folder)).as("while the slice is on the screen").isPositive();
        robot.press(KeyCode.CONTROL, KeyCode.L).release(KeyCode.L, KeyCode.CONTROL);
        WindowDriver.until("the lock screen is shown", () -> driver.shows("#lock-screen"));
        // The toolkit lets the last picture go at its next pulses, work under way with its end.
        int left = pixels.count(folder);
        for (int tries = 0; left > 0 && tries < 5; tries++) {
            org.testfx.util.WaitForAsyncUtils.waitForFxEvents();
            left = pixels.count(folder);
        }
        assertThat(left).as("behind the lock").isZero();
        driver.close();
    }

    @Test
    void of_the_volumes_that_were_analysed() throws Exception {
        try (Workplace w = store.open()) {
            w.analysis().run(ct(w), Optional.empty(), w.models().catalogue(), JobContext.unattended());
            assertThat(w.volumeBytes()).as("volumes are kept between uses, off the heap").isPositive();
            w.lock();
            assertThat(w.volumeBytes()).as("off the heap, behind the lock").isZero();
            assertThat(pixels.count(folder)).as("on the heap, behind the lock").isZero();
        }
    }
}
