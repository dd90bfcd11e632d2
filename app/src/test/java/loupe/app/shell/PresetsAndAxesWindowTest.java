package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
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

/// A reader's own window presets, and axes and peak of a finding from its outline.
@ExtendWith(WindowRobot.class)
@Tag("display")
class PresetsAndAxesWindowTest {
    @TempDir static Path folder;
    private static SampleStore store;
    private MainWindow window;
    private WindowDriver driver;
    private Stage stage;

    @BeforeAll
    static void fill() throws Exception {
        store = SampleStore.copyTo(folder.resolve("presets"));
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
    }

    private void says(String id, String text) {
        WindowDriver.until(id + " says " + text, () -> driver.text(id).contains(text));
    }

    private static void type(FxRobot robot, String field, String text) throws Exception {
        WindowDriver.onToolkit(() -> {
            robot.lookup(field).<TextField>query().setText(text);
            return true;
        });
    }

    private void picture(String name) {
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name + ".png"));
    }

    @Test
    void presets_are_changed_added_and_deleted_and_are_there_after_a_restart(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.DIGIT1);
        says("#corner-view", "W 1500  L -600 HU");
        driver.chord(KeyCode.CONTROL, KeyCode.P);
        WindowDriver.until("the presets are there", () -> driver.shows("#preset-list"));
        type(robot, "#preset-width", "0,5");
        robot.clickOn("#preset-change");
        says("#preset-said", "The width must be 1 to 1000000, was 0.5.");
        type(robot, "#preset-width", "wide");
        robot.clickOn("#preset-change");
        says("#preset-said", "The width must be a number, was “wide”.");
        type(robot, "#preset-width", "1200");
        type(robot, "#preset-level", "-500");
        type(robot, "#preset-name", "lung of mine");
        robot.clickOn("#preset-change");
        WindowDriver.until("it is taken", () -> driver.text("#preset-said").isEmpty());
        robot.clickOn("#preset-add");
        says("#preset-said", "There is a preset CT lung of mine already.");
        type(robot, "#preset-name", "narrow");
        type(robot, "#preset-width", "60");
        type(robot, "#preset-level", "30");
        robot.clickOn("#preset-add");
        WindowDriver.until("nine are there", () -> driver.list("#preset-list").getItems().size() == 9);
        for (int i = 0; i < 7; i++) {
            robot.clickOn("#preset-up");
        }
        picture("presets");
        robot.clickOn("#preset-close");
        robot.push(KeyCode.DIGIT1);
        says("#corner-view", "W 1200  L -500 HU");
        robot.push(KeyCode.DIGIT2);
        says("#corner-view", "W 60  L 30 HU");
        driver.close();
        window = WindowDriver.onToolkit(() -> WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder)));
        open(robot);
        robot.push(KeyCode.DIGIT2);
        says("#corner-view", "W 60  L 30 HU");
        driver.chord(KeyCode.CONTROL, KeyCode.P);
        WindowDriver.until("the presets are there", () -> driver.shows("#preset-list"));
        robot.clickOn("#preset-delete");
        WindowDriver.until("eight are left", () -> driver.list("#preset-list").getItems().size() == 8);
    }

    @Test
    void axes_and_peak_of_a_finding_are_shown_and_kept_only_when_taken(FxRobot robot) {
        open(robot);
        robot.push(KeyCode.N);
        driver.chord(KeyCode.SHIFT, KeyCode.E);
        WindowDriver.until("the numbers are there", () -> driver.text("#lesion-numbers").contains("long"));
        String numbers = driver.text("#lesion-numbers");
        assertThat(numbers).containsPattern("volume [0-9.]+ ml").containsPattern("long [0-9.]+ mm  short [0-9.]+ mm").contains("peak");
        WindowDriver.until("the lines lie over the slice", () -> driver.measured().stream().anyMatch(t -> t.contains("long")));
        assertThat(driver.list("#measures").getItems()).as("nothing is kept yet").isEmpty();
        picture("axes");
        robot.clickOn("#lesion-take");
        WindowDriver.until("they are a measurement", () -> driver.list("#measures").getItems().size() == 1);
        String length = numbers.replaceAll("(?s).*long ([0-9.]+) mm.*", "$1");
        WindowDriver.until("of the same length", () -> robot.lookup(".measure-text").queryAllAs(Label.class).stream()
                .anyMatch(l -> l.getText().startsWith("M1") && l.getText().contains("long " + length + " mm")));
        driver.chord(KeyCode.CONTROL, KeyCode.Z);
        WindowDriver.until("it is taken back", () -> driver.list("#measures").getItems().isEmpty());
        driver.chord(KeyCode.SHIFT, KeyCode.E);
        WindowDriver.until("the lines go", () -> driver.measured().isEmpty());
    }

    @Test
    void a_rectangle_makes_the_window_of_a_film_too(FxRobot robot) throws Exception {
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        WindowDriver.onToolkit(() -> {
            driver.table().getSelectionModel().select(1);
            driver.table().requestFocus();
            return true;
        });
        driver.openFirst();
        WindowDriver.until("the film is there", () -> driver.text("#corner-view").startsWith("W "));
        String before = driver.text("#corner-view").lines().findFirst().orElseThrow();
        assertThat(driver.text("#corner-image")).contains("image 1 of 1");
        robot.press(KeyCode.CONTROL);
        driver.drag(-60, -60, 20, 20);
        robot.release(KeyCode.CONTROL);
        WindowDriver.until("another window", () -> !driver.text("#corner-view").startsWith(before));
        robot.push(KeyCode.DIGIT0);
        WindowDriver.until("the film's own again", () -> driver.text("#corner-view").startsWith(before));
    }
}
