package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.scene.control.TableRow;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A list of 10,000 studies: how long it takes to fill, to filter and to scroll. The figures are printed. The bar for scrolling is what a
/// frame costs the toolkit's thread, not how long it took, for others may want the processor too; and no more rows are made than are seen.
@ExtendWith(WindowRobot.class)
@Tag("display")
@Tag("alone")
class LongListWindowTest {
    private static final int STUDIES = 10_000;
    private static final int STEPS = 240;

    @TempDir static Path folder;
    private static SampleStore store;

    private MainWindow window;
    private WindowDriver driver;

    @BeforeAll
    static void fill() throws Exception {
        store = SampleStore.copyTo(folder.resolve("long"));
        try (Workplace w = store.open()) {
            ManyStudies.into(w.store(), STUDIES - 2, Instant.now());
        }
    }

    @Start
    void start(Stage given) {
        window = WindowDriver.on(given, store, Preferences.usual(), WindowDriver.answering(folder));
    }

    @Test
    void is_filled_filtered_and_scrolled_with_no_more_rows_than_a_screen_shows(FxRobot robot) throws Exception {
        driver = new WindowDriver(robot, window);
        driver.unlock(SampleStore.PASSPHRASE);
        WindowDriver.until("all are listed", () -> driver.shows("#studies") && driver.table().getItems().size() == STUDIES);

        List<Double> filled = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            filled.add(refilled(robot));
        }
        double filtered = timed(robot, () -> robot.lookup("#filter").queryTextInputControl().setText("knee"));
        robot.interact(() -> robot.lookup("#filter").queryTextInputControl().setText(""));
        double before = busy("JavaFX Application Thread");
        double drawn = busy("QuantumRenderer");
        double[] frames = scrolled();
        double layout = (busy("JavaFX Application Thread") - before) / STEPS;
        double drawing = (busy("QuantumRenderer") - drawn) / STEPS;
        int rows = WindowDriver.read(() -> driver.table().lookupAll(".table-row-cell").stream()
                .filter(n -> n instanceof TableRow<?> r && !r.isEmpty()).toList().size());
        System.out.printf(
                "figure: 10000 studies: read and filled in %.0f ms (best of 5), filtered by a word in %.0f ms; scrolled by a page 240 times:"
                        + " median %.1f ms a frame, p95 %.1f ms, %.0f frames a second; of the processor %.1f ms a frame for laying out,"
                        + " %.1f ms for drawing beside it; %d rows made%n",
                filled.stream().min(Double::compare).orElseThrow(), filtered, frames[STEPS / 2], frames[STEPS * 95 / 100],
                1000 / mean(frames), layout, drawing, rows);
        assertThat(rows).as("rows made").isLessThan(60);
        driver.close();
    }

    /// Milliseconds until the list, read anew from the store, is shown.
    private double refilled(FxRobot robot) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Object before = WindowDriver.read(() -> driver.table().getItems().getFirst());
        long from = System.nanoTime();
        robot.interact(() -> window.refreshList(Optional.empty()));
        WindowDriver.onToolkit(() -> {
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    if (driver.table().getItems().size() == STUDIES && driver.table().getItems().getFirst() != before) {
                        stop();
                        done.countDown();
                    }
                }
            }.start();
            return true;
        });
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        return (System.nanoTime() - from) / 1e6;
    }

    private static double timed(FxRobot robot, Runnable act) {
        long from = System.nanoTime();
        robot.interact(act);
        return (System.nanoTime() - from) / 1e6;
    }

    /// Milliseconds between frames while each scrolls by a page, in rising order.
    private double[] scrolled() throws Exception {
        double[] out = new double[STEPS];
        CountDownLatch done = new CountDownLatch(1);
        WindowDriver.onToolkit(() -> {
            new AnimationTimer() {
                private long last;
                private int step = -2;

                @Override
                public void handle(long now) {
                    if (step >= 0 && step < STEPS) {
                        out[step] = (System.nanoTime() - last) / 1e6;
                    }
                    last = System.nanoTime();
                    step++;
                    if (step == STEPS) {
                        stop();
                        done.countDown();
                    } else {
                        driver.table().scrollTo((step + 2) * 40 % STUDIES);
                    }
                }
            }.start();
            return true;
        });
        assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
        Arrays.sort(out);
        return out;
    }

    /// Milliseconds a thread has kept a processor busy: what it costs, however many others want the processor too.
    private static double busy(String thread) {
        ThreadMXBean all = ManagementFactory.getThreadMXBean();
        return Arrays.stream(all.getThreadInfo(all.getAllThreadIds()))
                .filter(i -> i != null && i.getThreadName().startsWith(thread))
                .mapToDouble(i -> all.getThreadCpuTime(i.getThreadId()) / 1e6)
                .sum();
    }

    private static double mean(double[] all) {
        return Arrays.stream(all).average().orElseThrow();
    }
}
