package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A screen is split as a person likes: lines are dragged, views cut in two and closed, and a rule hangs them so again.
@ExtendWith(WindowRobot.class)
@Tag("display")
class SplitViewsWindowTest {
    @TempDir static Path folder;
    private static SampleStore store;
    private MainWindow window;
    private Stage stage;
    private WindowDriver driver;

    @BeforeAll
    static void fill() throws Exception {
        store = SampleStore.copyTo(folder.resolve("split"));
    }

    @Start
    void start(Stage given) {
        stage = given;
        window = WindowDriver.on(given, store, Preferences.usual(), WindowDriver.answering(folder));
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
    }

    private static Bounds cell(FxRobot robot, String viewer) {
        Node cell = robot.lookup(viewer).<Node>query().getParent();
        return WindowDriver.onScreen(cell);
    }

    private static int views(FxRobot robot) {
        return robot.lookup(".view-cell").queryAll().size();
    }

    @Test
    void lines_are_dragged_views_split_and_closed_and_a_rule_keeps_it_so(FxRobot robot) throws Exception {
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        driver.chord(KeyCode.SHIFT, KeyCode.DIGIT2);
        WindowDriver.until("two views", () -> views(robot) == 2);
        double half = cell(robot, "#viewer").getWidth();
        Bounds left = cell(robot, "#viewer");
        Point2D line = new Point2D((left.getMaxX() + cell(robot, "#viewer-2").getMinX()) / 2, left.getCenterY());
        robot.moveTo(line).press(MouseButton.PRIMARY).moveBy(60, 0).moveBy(140, 0).release(MouseButton.PRIMARY);
        WindowDriver.until("the line was dragged", () -> Math.abs(cell(robot, "#viewer").getWidth() - half - 200) < 3);
        assertThat(driver.text("#correct-said")).isEmpty();
        robot.clickOn("#viewer-2");
        driver.altShift(KeyCode.DOWN);
        WindowDriver.until("the right view is cut in two", () -> views(robot) == 3);
        assertThat(cell(robot, "#viewer").getHeight()).isGreaterThan(1.9 * cell(robot, "#viewer-2").getHeight());
        assertThat(cell(robot, "#viewer-3").getMinX()).isEqualTo(cell(robot, "#viewer-2").getMinX());
        double high = cell(robot, "#viewer-2").getHeight();
        driver.alt(KeyCode.DOWN);
        WindowDriver.until("higher by its key", () -> cell(robot, "#viewer-2").getHeight() > high + 5);
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), "split.png"));
        robot.push(KeyCode.F);
        WindowDriver.until("one alone", () -> views(robot) == 1);
        robot.push(KeyCode.F);
        WindowDriver.until("all again, as they were", () -> views(robot) == 3 && cell(robot, "#viewer-2").getHeight() > high + 5);

        driver.chord(KeyCode.CONTROL, KeyCode.H);
        WindowDriver.until("the rule is kept", () -> driver.text("#banner-text").contains("freely split"));
        driver.altShift(KeyCode.LEFT);
        WindowDriver.until("closed; its neighbour has its place", () -> views(robot) == 2);
        assertThat(cell(robot, "#viewer").getHeight()).isEqualTo(cell(robot, "#viewer-3").getHeight());
        driver.chord(KeyCode.SHIFT, KeyCode.DIGIT1);
        WindowDriver.until("one view", () -> views(robot) == 1);
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the list is back", () -> driver.shows("#studies") && !driver.shows("#study"));
        driver.openFirst();
        WindowDriver.until("the rule hangs it split", () -> views(robot) == 3);
        assertThat(cell(robot, "#viewer-2").getMinX() - cell(robot, "#viewer").getMinX()).isGreaterThan(half + 150);
    }

    @Test
    void a_plane_shows_one_of_its_pixels_on_each_of_the_screen(FxRobot robot) throws Exception {
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        robot.push(KeyCode.T);
        WindowDriver.until("planes are cut", () -> driver.shows("#viewer-3") && corner(robot).contains("zoom"));
        robot.clickOn("#viewer-3");
        assertThat(corner(robot)).doesNotContain("zoom 100 %");
        driver.chord(KeyCode.CONTROL, KeyCode.DIGIT1);
        WindowDriver.until("one to one", () -> corner(robot).contains("zoom 100 %"));
    }

    private static String corner(FxRobot robot) {
        return robot.from(robot.lookup("#viewer-3").<Node>query()).lookup("#corner-view").<Label>query().getText();
    }
}
