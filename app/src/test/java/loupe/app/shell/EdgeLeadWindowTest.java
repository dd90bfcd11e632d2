package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Polyline;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Level tracing and livewire show their line under the pointer before the click.
@ExtendWith(WindowRobot.class)
@Tag("display")
class EdgeLeadWindowTest {
    @TempDir
    static Path folder;

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
        window = WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder.resolve("out")));
    }

    @BeforeEach
    void opens(FxRobot robot) {
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        driver.takeOutlined();
    }

    @AfterEach
    void closes() throws Exception {
        driver.close();
    }

    private Point2D at(FxRobot robot, double x, double y) {
        Node viewer = robot.lookup("#viewer").query();
        Bounds b = WindowDriver.onScreen(viewer);
        return new Point2D(b.getCenterX() + x, b.getCenterY() + y);
    }

    /// Places of the line that follows the pointer, in the pane; empty while there is none.
    private static List<Double> lead(FxRobot robot) {
        Optional<Node> first = robot.lookup("#lead").queryAs(Pane.class).getChildren().stream().findFirst();
        return first.map(n -> List.copyOf(((Polyline) n).getPoints())).orElse(List.of());
    }

    private void screenshot(String name) {
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name));
    }

    @Test
    void level_tracing_goes_with_the_pointer_and_the_click_takes_it_over(FxRobot robot) {
        driver.altShift(KeyCode.W);
        robot.moveTo(at(robot, 0, -60));
        robot.moveTo(at(robot, 2, -60));
        WindowDriver.until("the line is there", () -> lead(robot).size() > 6);
        List<Double> here = lead(robot);
        screenshot("level-lead.png");
        robot.moveTo(at(robot, 60, 20));
        WindowDriver.until("it went along", () -> !lead(robot).isEmpty() && !lead(robot).equals(here));
        assertThat(driver.text("#correct-said")).as("nothing waits yet").isEmpty();
        robot.press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
        WindowDriver.until("the click takes it", () -> driver.text("#correct-said").contains("mL →")
                || driver.text("#correct-said").contains("nothing would change"));
        assertThat(lead(robot)).isEmpty();
    }

    @Test
    void livewire_goes_from_the_last_click_to_the_pointer_and_escape_takes_it_away(FxRobot robot) {
        driver.alt(KeyCode.W);
        robot.moveTo(at(robot, -60, -60));
        robot.moveTo(at(robot, -58, -60));
        robot.sleep(300);
        assertThat(lead(robot)).as("no line before the first click").isEmpty();
        robot.press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
        robot.moveTo(at(robot, 40, -60));
        WindowDriver.until("a line from the click", () -> lead(robot).size() > 6);
        int one = lead(robot).size();
        Point2D from = robot.lookup("#viewer").query().screenToLocal(at(robot, -58, -60));
        assertThat(from.distance(lead(robot).get(0), lead(robot).get(1))).as("it begins at the click").isLessThan(25);
        robot.press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
        robot.moveTo(at(robot, 40, 60));
        WindowDriver.until("it goes through both clicks", () -> lead(robot).size() > one);
        screenshot("livewire-lead.png");
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("it is gone", () -> lead(robot).isEmpty());
        assertThat(driver.shows("#study")).as("Escape did not leave the study").isTrue();
    }
}
