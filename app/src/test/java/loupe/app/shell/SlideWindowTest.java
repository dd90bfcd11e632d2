package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.sample.SampleSlide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A drawn slide of 1.4 by 1.1 mm at half a micrometre, out of the encrypted store into the slide view.
@ExtendWith(WindowRobot.class)
@Tag("display")
class SlideWindowTest {
    @TempDir static Path folder;
    private static SampleStore store;
    private MainWindow window;
    private WindowDriver driver;
    private Stage stage;

    @BeforeAll
    static void fill() throws Exception {
        SampleSlide.Written drawn =
                SampleSlide.write(folder.resolve("slide"), 9302, new SampleSlide.Settings(1400, 1100, 0.5, true));
        store = SampleStore.holding(folder.resolve("home"), List.of(drawn.folder()));
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
        robot.push(KeyCode.ENTER);
        complete(robot);
    }

    private void complete(FxRobot robot) {
        WindowDriver.until("the slide stands with all its pixels", () -> robot.lookup("#slide #quality")
                .tryQuery().filter(q -> Color.SEAGREEN.equals(((Rectangle) q).getFill())).isPresent());
    }

    private String place(FxRobot robot, double dx, double dy) {
        Bounds b = WindowDriver.onScreen(robot.lookup("#slide").query());
        robot.moveTo(b.getCenterX() + dx, b.getCenterY() + dy).moveBy(1, 0).moveBy(-1, 0);
        return driver.text("#slide-pointer");
    }

    @Test
    void zooms_about_the_pointer_pans_with_space_and_says_the_scale(FxRobot robot) {
        open(robot);
        Screenshot.write(stage.getScene(), Path.of("target", "slide-whole.png"));
        assertThat(driver.list("#slides").getItems()).hasSize(1);
        robot.push(KeyCode.DIGIT4);
        complete(robot);
        assertThat(driver.text("#slide-scale")).isEqualTo("20×   0.50 µm/px");
        assertThat(driver.text("#slide-bar-text")).isEqualTo("50 µm");
        String before = place(robot, 120, -70);
        robot.scroll(3, VerticalDirection.UP);
        complete(robot);
        assertThat(driver.text("#slide-scale")).isNotEqualTo("20×   0.50 µm/px");
        assertThat(place(robot, 120, -70)).as("the point under the pointer stays").isEqualTo(before);

        robot.push(KeyCode.DIGIT4);
        String middle = place(robot, 0, 0);
        Node slide = robot.lookup("#slide").query();
        Bounds b = WindowDriver.onScreen(slide);
        robot.press(KeyCode.SPACE);
        robot.moveTo(b.getCenterX(), b.getCenterY()).press(MouseButton.PRIMARY)
                .moveTo(b.getCenterX() + 100, b.getCenterY()).release(MouseButton.PRIMARY).release(KeyCode.SPACE);
        assertThat(place(robot, 100, 0)).as("what was in the middle went along").isEqualTo(middle);
        complete(robot);
        Screenshot.write(stage.getScene(), Path.of("target", "slide-20x.png"));

        Point2D over = WindowDriver.read(() -> robot.lookup("#slide-navigator").query().localToScreen(4, 4));
        robot.clickOn(over);
        complete(robot);
        assertThat(place(robot, 0, 0)).startsWith("x 0.0");
        robot.push(KeyCode.DIGIT0);
        robot.press(KeyCode.SHIFT).push(KeyCode.T).release(KeyCode.SHIFT);
        complete(robot);
        Screenshot.write(stage.getScene(), Path.of("target", "slide-dark.png"));
        assertThat(robot.lookup("#slide").query().getAccessibleText()).contains("Slide").contains("all pixels there");
    }

    @Test
    void what_models_find_lies_over_the_slide_as_soon_as_they_have_run(FxRobot robot) {
        open(robot);
        WindowDriver.until("that there are none is said once they are read", () -> driver.text("#objects-total").equals("none on this slide"));
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).push(KeyCode.A).release(KeyCode.SHIFT, KeyCode.CONTROL);
        WindowDriver.afterJob("nuclei and tissue are there", () -> driver.text("#objects-total").matches("[0-9,]+ on this slide"));
        complete(robot);
    }
}
