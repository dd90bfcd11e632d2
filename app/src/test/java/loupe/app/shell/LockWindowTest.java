package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
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

/// What the lock keeps from whom.
@ExtendWith(WindowRobot.class)
@Tag("display")
class LockWindowTest {
    @TempDir
    static Path folder;

    private static SampleStore store;

    private MainWindow window;
    private WindowDriver driver;

    @BeforeAll
    static void fill() throws Exception {
        store = SampleStore.copyTo(folder.resolve("lock"));
    }

    @Start
    void start(Stage stage) {
        Preferences soon = new Preferences(Duration.ofSeconds(4), 64L << 20, 0.25, 12);
        window = WindowDriver.on(stage, store, soon, WindowDriver.answering(folder));
    }

    @BeforeEach
    void drive(FxRobot robot) {
        driver = new WindowDriver(robot, window);
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
    }

    @Test
    void a_wrong_passphrase_opens_nothing_and_says_so() {
        driver.unlock("not the passphrase");
        WindowDriver.until("the refusal is shown", () -> !driver.text("#lock-message").isEmpty());
        assertThat(driver.text("#lock-message")).containsIgnoringCase("passphrase").doesNotContain("Exception");
        assertThat(driver.shows("#studies")).isFalse();
        driver.unlocked();
        assertThat(driver.shows("#lock-screen")).isFalse();
    }

    @Test
    void locking_takes_the_study_off_the_screen_and_the_keys_away_and_unlocking_goes_back_to_the_slice(FxRobot robot) {
        driver.unlocked();
        driver.openFirst();
        robot.push(KeyCode.HOME).push(KeyCode.DOWN);
        driver.onSlice(2);
        robot.interact(() -> {
            ClipboardContent copied = new ClipboardContent();
            copied.putString("copied from a study");
            Clipboard.getSystemClipboard().setContent(copied);
        });
        robot.press(KeyCode.CONTROL, KeyCode.L).release(KeyCode.L, KeyCode.CONTROL);
        WindowDriver.until("the lock screen is shown", () -> driver.shows("#lock-screen"));
        assertThat(robot.lookup("#viewer").tryQuery()).isEmpty();
        assertThat(robot.lookup("#studies").tryQuery()).isEmpty();
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().hasString()).isFalse());

        robot.clickOn("#passphrase").write(SampleStore.PASSPHRASE).clickOn("#unlock");
        driver.onSlice(2);
    }

    @Test
    void the_window_locks_itself_when_nobody_touches_it() {
        driver.unlocked();
        WindowDriver.until("the window has locked itself", () -> driver.shows("#lock-screen"));
        assertThat(driver.shows("#studies")).isFalse();
    }

    @Test
    void keys_do_nothing_behind_the_lock(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        assertThat(driver.shows("#palette-words")).isFalse();
    }
}
