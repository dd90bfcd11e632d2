package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.store.access.Role;
import loupe.store.audit.AuditEvent;
import loupe.store.keys.NewAccount;
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
    private Stage stage;

    @BeforeAll
    static void fill() throws Exception {
        store = SampleStore.copyTo(folder.resolve("lock"));
    }

    @Start
    void start(Stage given) {
        stage = given;
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
    void another_account_comes_in_after_a_lock_and_finds_the_list_not_the_study_of_the_one_before(FxRobot robot) throws Exception {
        driver.close();
        SampleStore two = store.copied(folder.resolve("two-" + System.nanoTime()));
        try (Workplace w = two.open()) {
            w.store().accounts().add(new NewAccount(
                    "anna", "Anna", Set.of(Role.RADIOLOGIST), new NewAccount.Lock.Passphrase("annas own words".toCharArray(), false)));
        }
        begin(robot, two);
        driver.unlocked();
        driver.openFirst();
        driver.chord(KeyCode.CONTROL, KeyCode.L);
        WindowDriver.until("the lock screen is shown", () -> driver.shows("#lock-screen"));
        robot.interact(() -> robot.lookup("#account").queryTextInputControl().setText("anna"));
        driver.unlock("not hers");
        WindowDriver.until("the refusal is shown", () -> !driver.text("#lock-message").isEmpty());
        assertThat(robot.lookup("#studies").tryQuery()).isEmpty();
        driver.unlock("annas own words");
        WindowDriver.until("the list is shown", () -> driver.shows("#studies") && !driver.table().getItems().isEmpty());
        assertThat(robot.lookup("#viewer").tryQuery()).as("the study of the one before").isEmpty();
        driver.openFirst();
        robot.push(KeyCode.N, KeyCode.A);
        WindowDriver.until("a decision is kept", () -> driver.text("#status").startsWith("saved: accept"));
        driver.close();
        try (Workplace w = two.open()) {
            assertThat(w.store().events(0, 100_000)).anyMatch(e -> e.event().filter(AuditEvent.VERDICT_GIVEN::equals).isPresent()
                    && e.actor().equals("anna"));
        }
        begin(robot, two);
    }

    @Test
    void a_lost_passphrase_is_given_anew_by_the_recovery_key(FxRobot robot) throws Exception {
        driver.close();
        SampleStore lost = store.copied(folder.resolve("lost-" + System.nanoTime()));
        String printed;
        try (Workplace w = lost.open()) {
            printed = w.store().accounts().printRecoveryKey().shownOnce();
        }
        begin(robot, lost);
        WindowDriver.until("the passphrase is asked for", () -> driver.shows("#passphrase"));
        robot.clickOn("#passphrase-lost");
        WindowDriver.until("the recovery key is asked for", () -> driver.shows("#recovery-key"));
        robot.interact(() -> {
            robot.lookup("#recovery-key").queryTextInputControl().setText("AAAA-BBBB");
            robot.lookup("#passphrase").queryTextInputControl().setText("words anew here");
            robot.lookup("#passphrase-again").queryTextInputControl().setText("words anew here");
        });
        robot.clickOn("#unlock");
        WindowDriver.until("it is refused", () -> driver.text("#lock-message").contains("nine groups of four letters"));
        Screenshot.write(robot.lookup("#lock-screen").query().getScene(), Path.of("target/screenshots/lock-lost.png"));
        robot.interact(() -> {
            robot.lookup("#recovery-key").queryTextInputControl().setText(printed);
            robot.lookup("#passphrase").queryTextInputControl().setText("words anew here");
            robot.lookup("#passphrase-again").queryTextInputControl().setText("words anew here");
        });
        robot.clickOn("#unlock");
        WindowDriver.until("the list is shown", () -> driver.shows("#studies") && !driver.table().getItems().isEmpty());
        driver.close();
        Workplace.open(lost.opening(), "words anew here".toCharArray()).close();
        begin(robot, lost);
    }

    private void begin(FxRobot robot, SampleStore of) {
        robot.interact(() -> window = WindowDriver.on(stage, of, Preferences.usual(), WindowDriver.answering(folder)));
        driver = new WindowDriver(robot, window);
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
