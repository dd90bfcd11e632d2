package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
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

/// A reader draws over the image; what is drawn is kept, taken back, shown in planes and found again.
@ExtendWith(WindowRobot.class)
@Tag("display")
class MeasuringWindowTest {
    @TempDir static Path folder;
    private static SampleStore store;
    private MainWindow window;
    private Stage stage;

    @BeforeAll
    static void fill() throws Exception {
        store = SampleStore.copyTo(folder.resolve("measuring"));
    }

    @Start
    void start(Stage given) {
        stage = given;
        window = WindowDriver.on(given, store, Preferences.usual(), WindowDriver.answering(folder));
    }

    @AfterEach
    void close(FxRobot robot) throws Exception {
        new WindowDriver(robot, window).close();
    }

    private static String all(WindowDriver driver) {
        return String.join(" | ", driver.measured());
    }

    private static void click(FxRobot robot, double dx, double dy) {
        Node viewer = robot.lookup("#viewer").query();
        Bounds b = WindowDriver.onScreen(viewer);
        robot.clickOn(b.getCenterX() + dx, b.getCenterY() + dy);
    }

    @Test
    void length_angle_and_ellipse_are_kept_taken_back_and_seen_in_planes_and_after_opening_again(FxRobot robot) {
        WindowDriver driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        robot.push(KeyCode.L);
        driver.drag(-100, -60, 20, -60);
        driver.status("saved: draw length M1");
        assertThat(all(driver)).containsPattern("M1\\s+\\d+\\.\\d mm");
        robot.push(KeyCode.G);
        click(robot, -120, 100);
        click(robot, -60, 100);
        click(robot, -60, 40);
        driver.status("saved: draw angle M2");
        assertThat(all(driver)).contains("90.0°");
        robot.push(KeyCode.O);
        driver.drag(40, -20, 110, 40);
        driver.status("saved: draw ellipse M3");
        WindowDriver.until("the values are there", () -> all(driver).contains("HU"));
        String before = all(driver);
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), "measures.png"));
        robot.press(KeyCode.CONTROL).push(KeyCode.Z).release(KeyCode.CONTROL);
        WindowDriver.until("the ellipse is gone", () -> driver.measured().size() == 2);
        robot.press(KeyCode.CONTROL).push(KeyCode.Y).release(KeyCode.CONTROL);
        WindowDriver.until("it is back with its numbers", () -> all(driver).equals(before));
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the list is shown", () -> driver.shows("#studies"));
        driver.openFirst();
        WindowDriver.until("all are read again", () -> driver.list("#measures").getItems().size() == 3);
        robot.clickOn("#measures");
        WindowDriver.until("the same numbers are shown", () -> all(driver).equals(before));
        robot.push(KeyCode.T);
        WindowDriver.until("the axial plane shows them too", () -> all(driver).contains("M3"));
    }
}
