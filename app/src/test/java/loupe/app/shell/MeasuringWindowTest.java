package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
    @TempDir Path folder;
    private MainWindow window;
    private Stage stage;

    @Start
    void start(Stage given) {
        stage = given;
    }

    @BeforeEach
    void open() throws Exception {
        SampleStore store = SampleStore.copyTo(folder.resolve("measuring"));
        window = WindowDriver.onToolkit(() -> WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder)));
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

    private static boolean within(Bounds outer, Bounds inner) {
        return inner.getMinX() >= outer.getMinX() && inner.getMaxX() <= outer.getMaxX()
                && inner.getMinY() >= outer.getMinY() && inner.getMaxY() <= outer.getMaxY();
    }

    @Test
    void what_stands_beside_drawings_is_never_cut_and_hides_no_other(FxRobot robot) {
        WindowDriver driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        Bounds viewer = WindowDriver.onScreen(robot.lookup("#viewer").query());
        double right = viewer.getWidth() / 2 - 4;
        double low = viewer.getHeight() / 2 - 4;
        robot.push(KeyCode.O);
        driver.drag(right - 90, -40, right, 40);
        driver.status("saved: draw ellipse M1");
        robot.push(KeyCode.O);
        driver.drag(right - 80, -30, right - 10, 30);
        driver.status("saved: draw ellipse M2");
        robot.push(KeyCode.O);
        driver.drag(right - 200, low - 60, right - 120, low);
        driver.status("saved: draw ellipse M3");
        // One in the middle of what the others leave: beside, below and above it is no room any more.
        robot.push(KeyCode.O);
        driver.drag(right - 200, low - 100, right - 130, low - 80);
        driver.status("saved: draw ellipse M4");
        WindowDriver.until("what their voxels say is there", () -> driver.measured().stream().allMatch(t -> t.lines().count() == 3));
        List<Bounds> texts = WindowDriver.read(() -> robot.lookup(".measure-text").queryAll().stream()
                .map(n -> n.localToScreen(n.getLayoutBounds())).toList());
        assertThat(texts).hasSize(4).allMatch(t -> within(viewer, t), "within the view " + viewer);
        for (int i = 0; i < texts.size(); i++) {
            for (int k = 0; k < i; k++) {
                assertThat(texts.get(i).intersects(texts.get(k))).as("text " + i + " lies on " + k).isFalse();
            }
        }
    }

    @Test
    void of_two_diameters_the_longer_is_the_long_one_and_each_end_can_be_moved(FxRobot robot) {
        WindowDriver driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        driver.chord(KeyCode.SHIFT, KeyCode.D);
        driver.drag(-30, 0, 30, 0);
        click(robot, 0, -50);
        driver.status("saved: draw bidirectional M1");
        double[] drawn = axes(driver);
        assertThat(drawn[0] / drawn[1]).isCloseTo(100.0 / 60, org.assertj.core.api.Assertions.within(0.03));
        robot.push(KeyCode.ESCAPE);
        driver.drag(0, 50, 0, 100);
        WindowDriver.until("its long axis is half as long again", () -> Math.abs(axes(driver)[0] / drawn[0] - 1.5) < 0.03);
        assertThat(axes(driver)[1]).as("the other is as it was").isCloseTo(drawn[1], org.assertj.core.api.Assertions.within(0.11));
    }

    /// Long and short axis as they are written beside the drawing, in mm.
    private static double[] axes(WindowDriver driver) {
        Matcher m = Pattern.compile("long (\\S+) mm\nshort (\\S+) mm").matcher(all(driver));
        assertThat(m.find()).as(all(driver)).isTrue();
        return new double[] {Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))};
    }
}
