package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.ChoiceBox;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.review.edit.MissedFindings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A reader adds what the model missed, by a key and from the list, and takes it back; a deleted drawing comes back in its place.
@ExtendWith(WindowRobot.class)
@Tag("display")
class MissedFindingWindowTest {
    @TempDir static Path folder;
    private static SampleStore store;
    private MainWindow window;
    private Stage stage;

    @BeforeAll
    static void fill() throws Exception {
        store = SampleStore.copyTo(folder.resolve("missed"));
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

    private static String texts(WindowDriver driver) {
        return String.join(" | ", driver.measured());
    }

    @Test
    void a_region_is_marked_as_missed_and_taken_back_and_a_length_is_not(FxRobot robot) {
        WindowDriver driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        robot.push(KeyCode.L);
        driver.drag(-100, -60, 20, -60);
        driver.status("saved: draw length M1");
        assertThat(driver.shows("#measure-missed")).as("a length is no finding").isFalse();
        driver.chord(KeyCode.SHIFT, KeyCode.O);
        driver.drag(60, 20, 90, 20);
        driver.status("saved: draw circle M2");
        WindowDriver.until("it can be marked", () -> driver.shows("#measure-missed"));
        driver.chord(KeyCode.SHIFT, KeyCode.A);
        driver.status("saved: change circle M2");
        assertThat(texts(driver)).contains("missed: ");
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), "missed.png"));
        ChoiceBox<?> kinds = robot.lookup("#measure-missed").queryAs(ChoiceBox.class);
        assertThat(kinds.getItems().stream().anyMatch(Optional.of(MissedFindings.UNNAMED)::equals)).isTrue();
        assertThat(((Optional<?>) kinds.getValue())).isPresent();
        robot.interact(() -> kinds.getSelectionModel().selectFirst());
        WindowDriver.until("it is a measurement again", () -> !texts(driver).contains("missed: "));
        driver.chord(KeyCode.CONTROL, KeyCode.Z);
        WindowDriver.until("that is taken back", () -> texts(driver).contains("missed: "));
        driver.chord(KeyCode.CONTROL, KeyCode.Z);
        WindowDriver.until("and the mark too", () -> !texts(driver).contains("missed: "));
    }
}
