package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.viewer.picture.SentPetCt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A PET and a CT of one phantom: windows from values, colours, one laid over the other, the magnifier, values under the pointer.
@ExtendWith(WindowRobot.class)
@Tag("display")
class LookWindowTest {
    private static final Pattern WINDOW = Pattern.compile("W (\\S+)  L (\\S+)");

    @TempDir static Path folder;
    private static SampleStore store;
    private MainWindow window;
    private WindowDriver driver;
    private Stage stage;

    @BeforeAll
    static void fill() throws Exception {
        store = SampleStore.holding(folder.resolve("petct"), SentPetCt.write(folder.resolve("sent")));
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

    private void open(FxRobot robot) {
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        until(robot, "#viewer", "#corner-image", "slice");
    }

    private static String in(FxRobot robot, String viewer, String id) {
        return robot.lookup(viewer).tryQuery()
                .flatMap(v -> robot.from(v).lookup(id).<Label>tryQuery())
                .map(Label::getText)
                .orElse("");
    }

    private static void until(FxRobot robot, String viewer, String id, String text) {
        WindowDriver.until(viewer + id + " says " + text, () -> in(robot, viewer, id).contains(text));
    }

    private static double[] window(String text) {
        Matcher m = WINDOW.matcher(text);
        assertThat(m.find()).as(text).isTrue();
        return new double[] {Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))};
    }

    private void picture(String name) {
        WaitForAsyncUtils.waitForFxEvents();
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name + ".png"));
    }

    /// Points at a place of the view, as a share of its width and height.
    private static void point(FxRobot robot, double across, double down) {
        Node viewer = robot.lookup("#viewer").query();
        Bounds b = WindowDriver.onScreen(viewer);
        robot.moveTo(b.getMinX() + across * b.getWidth(), b.getMinY() + down * b.getHeight());
    }

    private static void fuse(FxRobot robot) {
        robot.press(KeyCode.SHIFT).push(KeyCode.B).release(KeyCode.SHIFT);
        until(robot, "#viewer", "#corner-view", "over: 2  PT  PET  50 %");
        until(robot, "#viewer", "#corner-view", "hot iron");
        WindowDriver.until("all pixels are there", () -> in(robot, "#viewer", "#mark-preview").isEmpty());
    }

    @Test
    void make_a_window_from_a_rectangle_and_from_the_image_and_put_it_back(FxRobot robot) {
        open(robot);
        until(robot, "#viewer", "#corner-view", "W 400  L 40 HU");
        Bounds b = WindowDriver.onScreen(robot.lookup("#viewer").query());
        robot.press(KeyCode.CONTROL).moveTo(b.getCenterX() - 12, b.getCenterY() - 12).press(MouseButton.PRIMARY)
                .moveTo(b.getCenterX() + 12, b.getCenterY() + 12);
        assertThat(robot.lookup("#region-box").<Node>query().isVisible()).isTrue();
        robot.release(MouseButton.PRIMARY).release(KeyCode.CONTROL);
        WindowDriver.until("soft tissue of 40 to 48 HU makes the window", () -> {
            double[] w = window(in(robot, "#viewer", "#corner-view"));
            return w[0] <= 8 && w[1] >= 40 && w[1] <= 48;
        });
        robot.push(KeyCode.DIGIT0);
        until(robot, "#viewer", "#corner-view", "W 400  L 40 HU");
        robot.push(KeyCode.DIGIT9);
        WindowDriver.until("the window spans the image", () -> window(in(robot, "#viewer", "#corner-view"))[0] > 900);
        robot.push(KeyCode.SPACE);
        until(robot, "#viewer", "#corner-view", "W 400  L 40 HU");
        robot.press(KeyCode.CONTROL).push(KeyCode.DIGIT9).release(KeyCode.CONTROL);
        driver.drag(-12, -12, 12, 12);
        WindowDriver.until("the tool does the same", () -> window(in(robot, "#viewer", "#corner-view"))[0] <= 8);
    }

    @Test
    void show_values_in_colours_with_a_legend_and_say_which(FxRobot robot) {
        open(robot);
        for (String name : new String[] {"inverted gray", "hot iron", "PET", "hot metal blue", "PET 20 step", "viridis"}) {
            robot.press(KeyCode.CONTROL).push(KeyCode.M).release(KeyCode.CONTROL);
            until(robot, "#viewer", "#corner-view", name);
            assertThat(robot.lookup("#colour-bar").<Node>query().isVisible()).isTrue();
            if (name.equals("PET 20 step")) {
                picture("colours");
            }
        }
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).push(KeyCode.M).release(KeyCode.SHIFT, KeyCode.CONTROL);
        WindowDriver.until("the legend goes", () -> !robot.lookup("#colour-bar").<Node>query().isVisible());
        assertThat(in(robot, "#viewer", "#corner-view")).contains("W 400  L 40 HU").doesNotContain("viridis");
    }

    @Test
    void lay_one_series_over_another_on_images_planes_and_slabs(FxRobot robot) throws Exception {
        open(robot);
        fuse(robot);
        point(robot, 0.45, 0.55);
        until(robot, "#viewer", "#pointer-value", "SUVbw");
        assertThat(in(robot, "#viewer", "#pointer-value")).contains("HU").contains("stored").contains("over:").contains("mm");
        picture("fusion");
        double[] below = window(in(robot, "#viewer", "#corner-view").lines().reduce((a, c) -> c.contains("HU") ? c : a).orElseThrow());
        robot.press(KeyCode.CONTROL).push(KeyCode.B).release(KeyCode.CONTROL);
        driver.drag(0, 0, 120, 0);
        assertThat(in(robot, "#viewer", "#corner-view")).as("the series below stays").contains("W " + (int) below[0] + "  L " + (int) below[1] + " HU");
        robot.press(KeyCode.SHIFT).push(KeyCode.PERIOD).release(KeyCode.SHIFT);
        until(robot, "#viewer", "#corner-view", "60 %");
        assertThat(WindowDriver.onToolkit(() -> robot.lookup("#fusion-opacity").<Slider>query().getValue())).isBetween(0.59, 0.61);
        robot.push(KeyCode.T);
        until(robot, "#viewer-3", "#corner-image", "coronal");
        for (String viewer : new String[] {"#viewer", "#viewer-2", "#viewer-3"}) {
            until(robot, viewer, "#corner-view", "over: 2  PT  PET  60 %");
        }
        robot.press(KeyCode.SHIFT).push(KeyCode.UP).push(KeyCode.UP).release(KeyCode.SHIFT);
        until(robot, "#viewer", "#corner-image", "MIP 10 mm");
        WindowDriver.until("the slab has all pixels", () -> in(robot, "#viewer", "#mark-preview").isEmpty());
        picture("fusion-planes");
        robot.press(KeyCode.SHIFT).push(KeyCode.B).release(KeyCode.SHIFT);
        for (String viewer : new String[] {"#viewer", "#viewer-2", "#viewer-3"}) {
            WindowDriver.until(viewer + " is alone", () -> !in(robot, viewer, "#corner-view").contains("over:"));
        }
    }

    @Test
    void refuse_another_frame_of_reference_in_a_sentence(FxRobot robot) {
        open(robot);
        robot.push(KeyCode.PAGE_DOWN).push(KeyCode.PAGE_DOWN);
        until(robot, "#viewer", "#corner-image", "of 4");
        robot.press(KeyCode.SHIFT).push(KeyCode.B).release(KeyCode.SHIFT);
        WindowDriver.until("it is said", () -> driver.text("#banner-text").contains("another frame of reference"));
        assertThat(in(robot, "#viewer", "#corner-view")).doesNotContain("over:");
    }

    @Test
    void magnify_about_the_pointer_up_to_the_border_and_leave_the_value_as_it_is(FxRobot robot) {
        open(robot);
        point(robot, 0.5, 0.5);
        WindowDriver.until("a value is there", () -> in(robot, "#viewer", "#pointer-value").contains("HU"));
        String value = in(robot, "#viewer", "#pointer-value");
        robot.press(KeyCode.SHIFT).push(KeyCode.Z).release(KeyCode.SHIFT);
        point(robot, 0.502, 0.5);
        point(robot, 0.5, 0.5);
        WindowDriver.until("the lens is there", () -> robot.lookup("#lens").<Node>query().isVisible());
        assertThat(in(robot, "#viewer", "#pointer-value")).isEqualTo(value);
        robot.press(KeyCode.SHIFT).push(KeyCode.Z).release(KeyCode.SHIFT);
        point(robot, 0.62, 0.68);
        robot.sleep(300);
        picture("magnifier");
        point(robot, 0.66, 0.97);
        robot.sleep(300);
        Bounds lens = WindowDriver.read(() -> robot.lookup("#lens").<Node>query().getBoundsInParent());
        assertThat(lens.getMaxY()).isLessThanOrEqualTo(robot.lookup("#viewer").<Node>query().getBoundsInLocal().getHeight() + 1);
        robot.press(KeyCode.SHIFT).push(KeyCode.Z).push(KeyCode.Z).release(KeyCode.SHIFT);
        WindowDriver.until("the lens goes", () -> !robot.lookup("#lens").<Node>query().isVisible());
    }
}
