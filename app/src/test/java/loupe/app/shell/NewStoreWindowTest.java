package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A newcomer: no store yet, a passphrase to choose, an empty list, a first import.
@ExtendWith(WindowRobot.class)
@Tag("display")
class NewStoreWindowTest {
    @TempDir
    Path folder;

    private MainWindow window;

    @Start
    void start(Stage stage) throws Exception {
        Path files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("notes.dcm"), "this is no DICOM file");
        window = WindowDriver.on(
                stage,
                SampleStore.none(folder.resolve("home")),
                Preferences.usual(),
                WindowDriver.answering(files));
    }

    @Test
    void makes_a_store_shows_the_palette_and_reports_what_an_import_refused(FxRobot robot) throws Exception {
        WindowDriver driver = new WindowDriver(robot, window);
        robot.clickOn("#passphrase").write("short").clickOn("#passphrase-again").write("short").clickOn("#unlock");
        assertThat(driver.text("#lock-message")).contains("at least 8");
        robot.doubleClickOn("#passphrase").write("long enough").doubleClickOn("#passphrase-again").write("long enouhg");
        robot.clickOn("#unlock");
        assertThat(driver.text("#lock-message")).contains("differ");
        robot.doubleClickOn("#passphrase-again").push(KeyCode.DELETE);
        robot.interact(() -> robot.lookup("#passphrase-again").queryAs(javafx.scene.control.PasswordField.class).clear());
        robot.clickOn("#passphrase-again").write("long enough").clickOn("#unlock");
        WindowDriver.until("the empty list says what to do", () -> driver.shows("#import-empty"));

        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        WindowDriver.until("the palette is open", () -> driver.shows("#palette-words"));
        robot.write("import folder");
        assertThat(driver.list("#palette-list").getItems()).hasSize(1);
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the report is shown", () -> driver.shows("#import-report"));
        assertThat(driver.list("#refused").getItems()).hasSize(1);
        assertThat(driver.list("#refused").getItems().getFirst().toString()).contains("notes.dcm");
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the report is put away", () -> !driver.shows("#import-report"));
        driver.close();
    }
}
