package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Point2D;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.viewer.ViewerPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Lengths on images that lie nowhere in the patient: by the region of an ultrasound, by the detector, by a known length.
@ExtendWith(WindowRobot.class)
@Tag("display")
class SpacingWindowTest {
    @TempDir Path folder;
    private Stage stage;
    private MainWindow window;
    private SampleStore store;
    private WindowDriver driver;
    private FxRobot robot;

    @Start
    void start(Stage given) {
        stage = given;
    }

    @AfterEach
    void close() throws Exception {
        if (window != null) {
            driver.close();
        }
    }

    private void open(FxRobot with, Path file) throws Exception {
        robot = with;
        store = SampleStore.holding(folder.resolve("home"), List.of(file));
        again();
    }

    private void again() throws Exception {
        window = WindowDriver.onToolkit(() -> WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder)));
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
    }

    /// Where a pixel of the image is on the screen.
    private Point2D on(double column, double row) {
        ViewerPane viewer = robot.lookup("#viewer").queryAs(ViewerPane.class);
        return WindowDriver.read(() -> viewer.localToScreen(viewer.placeOf(column, row).orElseThrow()));
    }

    /// Draws over these pixels, and says where the screen's own pixels let it begin and end.
    private double[] draw(KeyCode tool, double... ends) {
        robot.push(tool);
        Point2D from = on(ends[0], ends[1]);
        Point2D to = on(ends[2], ends[3]);
        robot.moveTo(from).press(MouseButton.PRIMARY).moveTo(to).release(MouseButton.PRIMARY);
        robot.push(KeyCode.ESCAPE);
        return ends;
    }

    private String marks() {
        return String.join(" | ", driver.measured());
    }

    private void says(String text) {
        WindowDriver.until("it says " + text, () -> marks().contains(text) || driver.text("#banner-text").contains(text)
                || driver.text("#mark-warnings").contains(text) || driver.text("#calibrate-said").contains(text));
    }

    private double number(String before, String after) {
        String m = marks();
        int from = m.indexOf(before) + before.length();
        return Double.parseDouble(m.substring(from, m.indexOf(after, from)).strip());
    }

    private void picture(String name) {
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name + ".png"));
    }

    @Test
    void ultrasound_is_measured_in_the_units_of_the_region_and_plays_at_the_files_rate(FxRobot with) throws Exception {
        open(with, ImagesWithTheirSpacing.clip(folder.resolve("in")));
        says("numbers hold within one ultrasound region only");
        draw(KeyCode.L, 110, 260, 210, 260);
        says("ultrasound region 1: 0.42 mm a pixel");
        // 100 columns of 0.42 mm, to the screen's own pixels.
        assertThat(number("M1\n", " mm")).isBetween(41.4, 42.6);
        draw(KeyCode.L, 405, 240, 405, 90);
        says("Δv ");
        assertThat(number("Δv ", " cm/s")).isBetween(178.0, 182.0);
        assertThat(number("Δt ", " s")).isLessThan(0.006);
        assertThat(marks()).contains("ultrasound region 2: 0.004 s × 1.2 cm/s a pixel");
        draw(KeyCode.L, 260, 400, 380, 400);
        says("over the edge of an ultrasound region, in pixels");
        assertThat(marks()).containsPattern("M3\\n1[12][0-9]\\.[0-9] px");
        robot.moveTo(on(405, 140));
        WindowDriver.until("the pointer has the region's values",
                () -> driver.text("#pointer-value").contains("ultrasound region 2: 0.3") && driver.text("#pointer-value").contains("cm/s"));
        picture("ultrasound-regions");
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).push(KeyCode.L).release(KeyCode.SHIFT, KeyCode.CONTROL);
        says("have their scales from the machine");
        String at = driver.text("#corner-image");
        robot.push(KeyCode.C);
        says("Cine: 20 images a second, round and round, as the file says.");
        WindowDriver.until("it plays", () -> !driver.text("#corner-image").equals(at));
        robot.push(KeyCode.C);
        robot.push(KeyCode.END);
        WindowDriver.until("the last frame is there", () -> driver.text("#corner-image").contains(ImagesWithTheirSpacing.FRAMES + " of"));
        assertThat(driver.measured()).as("what is drawn lies on its own frame").isEmpty();
        draw(KeyCode.L, 110, 260, 210, 260);
        says("ultrasound region 1: 0.42 mm a pixel");
    }

    @Test
    void a_film_is_calibrated_by_a_known_length_taken_back_and_still_so_after_opening_again(FxRobot with) throws Exception {
        open(with, ImagesWithTheirSpacing.film(folder.resolve("in")));
        says("spacing at the detector");
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).push(KeyCode.L).release(KeyCode.SHIFT, KeyCode.CONTROL);
        says("Draw a length along something of known size");
        draw(KeyCode.L, 60, 100, 260, 100);
        says("(at the detector, not corrected for magnification)");
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).push(KeyCode.L).release(KeyCode.SHIFT, KeyCode.CONTROL);
        WindowDriver.until("the length is asked for", () -> driver.shows("#calibrate-mm"));
        robot.write("long\n");
        says("must be a number of millimetres");
        WindowDriver.onToolkit(() -> {
            robot.lookup("#calibrate-mm").<TextField>query().clear();
            return true;
        });
        robot.write("33,5");
        picture("calibrate-sheet");
        robot.push(KeyCode.ENTER);
        driver.status("saved: calibrate by M1");
        WindowDriver.until("it is as long as it was said", () -> marks().contains("33.5 mm  (calibrated by hand)"));
        WindowDriver.until("the view says so", () -> driver.text("#mark-warnings").contains("calibrated by hand, this image only"));
        draw(KeyCode.L, 60, 300, 160, 300);
        WindowDriver.until("a second one is there", () -> driver.measured().size() == 2);
        assertThat(number("M2\n", " mm")).as("half as long").isBetween(16.5, 17.0);
        robot.moveTo(on(300, 200));
        WindowDriver.until("the pointer says so", () -> driver.text("#pointer-value").contains("calibrated by hand"));
        picture("calibrated-film");
        for (int i = 0; i < 2; i++) {
            driver.chord(KeyCode.CONTROL, KeyCode.Z);
        }
        WindowDriver.until("it is taken back", () -> marks().contains("(at the detector, not corrected for magnification)"));
        WindowDriver.until("in the view too", () -> driver.text("#mark-warnings").contains("spacing at the detector"));
        driver.chord(KeyCode.CONTROL, KeyCode.Y);
        WindowDriver.until("it is done again", () -> marks().contains("33.5 mm  (calibrated by hand)"));
        driver.close();
        again();
        WindowDriver.until("it is there after a restart", () -> marks().contains("33.5 mm  (calibrated by hand)"));
        assertThat(driver.text("#mark-warnings")).contains("calibrated by hand");
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).push(KeyCode.L).release(KeyCode.SHIFT, KeyCode.CONTROL);
        WindowDriver.until("it can be taken back", () -> driver.shows("#calibrate-back"));
        robot.clickOn("#calibrate-back");
        WindowDriver.until("the file's own is in force", () -> marks().contains("at the detector"));
        assertThat(marks()).containsPattern(String.format(Locale.ROOT, "M1\\n(39|40)\\.[0-9] mm"));
    }
}
