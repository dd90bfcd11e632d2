package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.review.batch.BatchItem;
import loupe.review.batch.ItemState;
import loupe.sample.PhantomSeeds;
import loupe.sample.SampleStudies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// OPS-1: batches in the window: live, stopped at once, gone on with after a restart, retried, reported.
@ExtendWith(WindowRobot.class)
@Tag("display")
class BatchesWindowTest {
    private static final int SLICES = 10;
    private static final int ITEMS = 8;
    private static final long CANCELLED_WITHIN_MS = 200;

    @TempDir static Path folder;
    private static SampleStore first;

    private Stage stage;
    private WindowDriver driver;

    @BeforeAll
    static void items() throws Exception {
        first = SampleStore.copyTo(folder.resolve("first"));
        SampleStudies.Written samples = SampleStudies.write(folder.resolve("samples"), PhantomSeeds.demo());
        Path lab = Files.createDirectories(folder.resolve("lab"));
        for (int i = 0; i < ITEMS; i++) {
            Path item = Files.createDirectories(lab.resolve("item-" + (i + 1)));
            for (Path slice : samples.ctFiles().subList(begin(i), begin(i) + SLICES)) {
                Files.copy(slice, item.resolve(slice.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.writeString(lab.resolve("notes.txt"), "no image");
    }

    /// Slices that are not in the store: those before the 41st and after the 80th.
    private static int begin(int item) {
        return item * SLICES < 40 ? item * SLICES : 40 + item * SLICES;
    }

    @Start
    void start(Stage given) {
        stage = given;
    }

    @AfterEach
    void end() throws Exception {
        driver.close();
    }

    private void come(FxRobot robot, SampleStore store) {
        Choosers choosers = new Choosers() {
            @Override
            public Optional<Path> folder(Stage owner, String title) {
                return Optional.of(folder.resolve(title.contains("report") ? "report" : "lab"));
            }

            @Override
            public List<Path> files(Stage owner, String title) {
                return List.of(folder.resolve("manifest.csv"));
            }
        };
        robot.interact(() -> driver = new WindowDriver(robot, WindowDriver.on(stage, store, Preferences.usual(), choosers)));
        driver.unlocked();
        robot.push(new KeyCodeCombination(KeyCode.D, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
        WindowDriver.until("the page of batches is there", () -> driver.shows("#batches"));
    }

    private static List<BatchItem> items(FxRobot robot) {
        TableView<?> table = robot.lookup("#batch-items").queryAs(TableView.class);
        return table.getItems().stream().map(BatchItem.class::cast).toList();
    }

    private static long count(FxRobot robot, ItemState state) {
        return WindowDriver.read(() -> items(robot)).stream().filter(i -> i.state() == state).count();
    }

    private void shot(String name) throws Exception {
        WindowDriver.onToolkit(() -> {
            Screenshot.write(stage.getScene(), Path.of("target", "dash-" + name + ".png"));
            return true;
        });
    }

    @Test
    void a_batch_is_stopped_goes_on_after_a_restart_and_is_reported(FxRobot robot) throws Exception {
        SampleStore store = first.copied(folder.resolve("batches"));
        come(robot, store);
        robot.clickOn("#batch-folder");
        WindowDriver.afterJob("one item is in, the next at work", () -> items(robot).stream().anyMatch(i -> i.state() == ItemState.DONE)
                && items(robot).stream().anyMatch(i -> i.state() == ItemState.RUNNING));
        shot("batch-running-dark");
        ButtonBase stop = robot.lookup("#batch-stop").queryAs(ButtonBase.class);
        long[] ended = new long[1];
        long asked = WindowDriver.onToolkit(() -> {
            stop.disabledProperty().addListener((o, before, now) -> ended[0] = System.nanoTime());
            long now = System.nanoTime();
            stop.fire();
            return now;
        });
        WindowDriver.until("it is stopped", () -> ended[0] != 0 && driver.text("#batch-message").startsWith("Stopped."));
        long ms = (ended[0] - asked) / 1_000_000;
        System.out.println("a batch stopped in " + ms + " ms");
        assertThat(ms).isLessThan(CANCELLED_WITHIN_MS);
        long done = count(robot, ItemState.DONE);
        assertThat(done).isPositive().isLessThan(ITEMS);
        assertThat(count(robot, ItemState.RUNNING)).as("what was at work waits").isZero();
        driver.close();

        come(robot, store);
        WindowDriver.until("the batch is known", () -> items(robot).size() == ITEMS + 1);
        assertThat(count(robot, ItemState.DONE)).isEqualTo(done);
        robot.clickOn("#batch-run");
        WindowDriver.afterJob("all is in", () -> driver.text("#batch-message").equals("Batch 1: 9 items: 8 done, 1 failed"));
        BatchItem failed = WindowDriver.read(() -> items(robot)).stream().filter(i ->
                i.state() == ItemState.FAILED).findFirst().orElseThrow();
        assertThat(failed.reason()).isNotBlank();
        robot.clickOn("#batch-failed");
        assertThat(WindowDriver.read(() -> items(robot))).containsExactly(failed);
        robot.clickOn("#batch-retry");
        WindowDriver.afterJob("it is tried again", () -> items(robot).stream().anyMatch(i -> i.attempts() == 2
                && i.state() == ItemState.FAILED));
        robot.clickOn("#batch-failed");
        Files.createDirectories(folder.resolve("report"));
        robot.clickOn("#batch-report");
        WindowDriver.until("the report is written", () -> driver.text("#batch-message").contains("are written"));
        try (Stream<Path> written = Files.list(folder.resolve("report"))) {
            assertThat(written.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder("batch-1.csv", "batch-1.html");
        }
        assertThat(Files.readString(folder.resolve("report/batch-1.csv"))).doesNotContain("notes.txt").contains("failed");
        robot.push(KeyCode.F8);
        WindowDriver.until("it is light", () -> stage.getScene().getStylesheets().size() == 2);
        shot("batch-done-light");

        Files.writeString(folder.resolve("manifest.csv"), "slide,case,priority\nitem-2,A,5\nitem-1,A,1\nmissing,B,1\n");
        robot.clickOn("#batch-manifest");
        WindowDriver.afterJob("by manifest nothing comes in twice", () ->
                driver.text("#batch-message").startsWith("Batch 2: 3 items: 2 duplicate, 1 failed"));
    }
}
