package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javax.crypto.spec.SecretKeySpec;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.store.access.Account;
import loupe.store.access.Role;
import loupe.store.fault.StoreException;
import loupe.store.keys.Credentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A newcomer: pages of the first start by keyboard alone, an empty list, a first import.
@ExtendWith(WindowRobot.class)
@Tag("display")
class FirstStartWindowTest {
    private static final String OWN = "four own words here";
    /// An average typist takes 0.2 s a key, one who types random letters and codes 0.5 (Card, Moran and Newell 1980); here all count as such.
    private static final double SECONDS_A_KEY = 0.5;
    /// Words read silently in a minute, Brysbaert 2019.
    private static final double WORDS_A_MINUTE = 238;

    @TempDir
    Path folder;

    private SampleStore store;
    private MainWindow window;
    private WindowDriver driver;
    private Stage stage;
    private final AtomicInteger keys = new AtomicInteger();
    private int words;

    @Start
    void start(Stage given) throws Exception {
        stage = given;
        Path files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("notes.dcm"), "this is no DICOM file");
        store = SampleStore.none(folder.resolve("home"));
        window = WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(files));
        // A key held down is pressed many times, and let go once.
        stage.getScene().addEventFilter(KeyEvent.KEY_RELEASED, e -> keys.incrementAndGet());
    }

    @BeforeEach
    void drive(FxRobot robot) {
        driver = new WindowDriver(robot, window);
        page(1);
    }

    private void page(int number) {
        WindowDriver.until("page " + number + " is shown", () -> driver.text("#first-count").equals("Page " + number + " of 6"));
        words += WindowDriver.read(() -> stage.getScene().lookup("#first-start").lookupAll(".label").stream()
                .filter(Labeled.class::isInstance)
                .mapToInt(l -> ((Labeled) l).getText().split("\\s+").length)
                .filter(n -> n > 4) // sentences; titles, numbers and letters are looked at, not read
                .sum());
    }

    private void picture(String name) {
        Screenshot.write(stage.getScene(), Path.of("target/screenshots", name));
    }

    private List<String> shownKey() {
        return WindowDriver.read(() -> {
            List<String> out = new ArrayList<>();
            for (Node n : stage.getScene().lookup("#first-key").lookupAll(".recovery-group")) {
                out.add(((Label) n).getText());
            }
            return out;
        });
    }

    /// To the recovery key by keys alone.
    private List<String> toTheKey(FxRobot robot) {
        robot.push(KeyCode.ENTER);
        page(2);
        robot.write(OWN).push(KeyCode.TAB).write(OWN).push(KeyCode.ENTER);
        page(3);
        WindowDriver.until("the key is shown", () -> shownKey().size() == 9);
        return shownKey();
    }

    private void answer(FxRobot robot, List<String> key, boolean right) {
        for (int i = 0; i < 3; i++) {
            String id = "#first-group-" + i;
            int group = WindowDriver.read(() -> Integer.parseInt(
                    robot.lookup(id).query().getAccessibleText().replace("Group ", "")));
            robot.write(right ? key.get(group - 1).toLowerCase(java.util.Locale.ROOT) : "abcd").push(KeyCode.TAB);
        }
        robot.push(KeyCode.ENTER);
    }

    private static String code(String seed) throws Exception {
        String bits = seed.replace(" ", "").chars()
                .mapToObj(c -> String.format("%5s", Integer.toBinaryString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c))).replace(' ', '0'))
                .reduce("", String::concat);
        byte[] out = new byte[bits.length() / 8];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return new TimeBasedOneTimePasswordGenerator()
                .generateOneTimePasswordString(new SecretKeySpec(out, "HmacSHA1"), Instant.now());
    }

    @Test
    void is_through_in_two_minutes_by_keys_alone_with_all_it_promised(FxRobot robot) throws Exception {
        List<String> key = toTheKey(robot);
        robot.push(KeyCode.ENTER);
        page(4);
        answer(robot, key, true);
        page(5);
        robot.write(code(driver.text("#first-seed"))).push(KeyCode.ENTER);
        page(6);
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the empty list says what to do", () -> driver.shows("#import-empty"));
        double seconds = keys.get() * SECONDS_A_KEY + words * 60 / WORDS_A_MINUTE;
        System.out.printf("first start: %d keys, %d words read, %.0f s%n", keys.get(), words, seconds);
        assertThat(keys.get()).isLessThan(80);
        assertThat(seconds).isLessThan(120);
        driver.close();
        assertThatThrownBy(() -> Workplace.open(store.opening(), new Credentials.Passphrase("reader", OWN.toCharArray(), "")))
                .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.SECOND_FACTOR_NEEDED));
        try (Workplace w = Workplace.open(store.opening(), new Credentials.Recovery(String.join("-", key)))) {
            assertThat(w.store().accounts().all().stream().filter(Account::person)).singleElement()
                    .satisfies(a -> assertThat(a.secondFactor()).isTrue());
        }
    }

    @Test
    void going_back_loses_nothing_and_what_is_wrong_is_said_in_a_sentence(FxRobot robot) throws Exception {
        picture("first-what.png");
        robot.push(KeyCode.ENTER);
        page(2);
        robot.write("password1");
        assertThat(driver.text("#passphrase-word")).contains("among the first");
        robot.push(KeyCode.TAB).write("password1").push(KeyCode.ENTER);
        WindowDriver.until("it is refused", () -> driver.text("#first-message").contains("among the first"));
        assertThat(Files.exists(store.opening().store())).as("nothing is made yet").isFalse();
        robot.interact(() -> {
            robot.lookup("#first-own").queryTextInputControl().setText(OWN);
            robot.lookup("#first-role-RADIOLOGIST").queryAs(CheckBox.class).setSelected(false);
            robot.lookup("#first-role-LAB_TECHNICIAN").queryAs(CheckBox.class).setSelected(true);
            robot.lookup("#first-name").queryTextInputControl().setText("lab");
        });
        picture("first-you.png");
        robot.push(KeyCode.ESCAPE);
        page(1);
        robot.push(KeyCode.ENTER);
        page(2);
        assertThat(written("#first-own")).isEqualTo(OWN);
        assertThat(written("#first-name")).isEqualTo("lab");
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the two differ", () -> driver.text("#first-message").contains("differ"));
        robot.interact(() -> robot.lookup("#first-own-again").queryTextInputControl().setText(OWN));
        robot.push(KeyCode.ENTER);
        page(3);
        List<String> key = shownKey();
        picture("first-key.png");
        robot.clickOn("#first-save");
        WindowDriver.until("it is saved", () -> driver.text("#first-key-said").contains("Written to"));
        assertThat(Files.readString(folder.resolve("files/loupe-recovery-key.txt"))).contains(String.join("-", key));
        robot.push(KeyCode.ESCAPE);
        assertThat(driver.text("#first-count")).as("no way behind the making").isEqualTo("Page 3 of 6");
        robot.clickOn("#first-written");
        page(4);
        answer(robot, key, false);
        WindowDriver.until("it is not right", () -> driver.text("#first-message").contains("not what was shown"));
        picture("first-back.png");
        robot.push(KeyCode.ESCAPE);
        page(3);
        assertThat(shownKey()).isEqualTo(key);
        robot.push(KeyCode.ENTER);
        page(4);
        robot.interact(() -> {
            for (int i = 0; i < 3; i++) {
                robot.lookup("#first-group-" + i).queryTextInputControl().clear();
            }
            robot.lookup("#first-group-0").query().requestFocus();
        });
        answer(robot, key, true);
        page(5);
        picture("first-codes.png");
        robot.write("000000").push(KeyCode.ENTER);
        WindowDriver.until("the code is refused", () -> driver.text("#first-message").contains("not the code"));
        robot.interact(() -> robot.lookup("#first-code").queryTextInputControl().clear());
        robot.push(KeyCode.ENTER);
        page(6);
        picture("first-ready.png");
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the empty list says what to do", () -> driver.shows("#import-empty"));
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        WindowDriver.until("the palette is open", () -> driver.shows("#palette-words"));
        robot.write("import folder");
        assertThat(driver.list("#palette-list").getItems()).hasSize(1);
        robot.push(KeyCode.ENTER);
        WindowDriver.afterJob("the report is shown", () -> driver.shows("#import-report"));
        assertThat(driver.list("#refused").getItems().toString()).contains("notes.dcm");
        driver.close();
        try (Workplace w = Workplace.open(store.opening().by("lab"), OWN.toCharArray())) {
            Account me = w.store().accounts().present();
            assertThat(me.name()).isEqualTo("lab");
            assertThat(me.roles()).isEqualTo(Set.of(Role.ADMINISTRATOR, Role.AUDITOR, Role.LAB_TECHNICIAN));
        }
    }

    private String written(String id) {
        return WindowDriver.read(() -> ((TextInputControl) stage.getScene().lookup(id)).getText());
    }

    @Test
    void what_was_cut_short_goes_on_at_the_next_start_with_another_key(FxRobot robot) throws Exception {
        List<String> lost = toTheKey(robot);
        driver.close();
        Platform.runLater(() -> window = WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder)));
        WindowDriver.until("the passphrase is asked for", () -> driver.shows("#unlock"));
        driver = new WindowDriver(robot, window);
        robot.clickOn("#passphrase").write(OWN).push(KeyCode.ENTER);
        page(3);
        WindowDriver.until("a key is shown", () -> shownKey().size() == 9);
        List<String> key = shownKey();
        assertThat(key).isNotEqualTo(lost);
        robot.push(KeyCode.ENTER);
        page(4);
        answer(robot, key, true);
        page(5);
        robot.write(OWN).push(KeyCode.TAB).write(code(driver.text("#first-seed"))).push(KeyCode.ENTER);
        page(6);
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the empty list says what to do", () -> driver.shows("#import-empty"));
        driver.close();
        assertThatThrownBy(() -> Workplace.open(store.opening(), new Credentials.Recovery(String.join("-", lost))))
                .isInstanceOf(StoreException.class);
        Workplace.open(store.opening(), new Credentials.Recovery(String.join("-", key))).close();
    }

    @Test
    void a_sample_study_is_on_its_way_when_it_is_wanted(FxRobot robot) throws Exception {
        List<String> key = toTheKey(robot);
        robot.push(KeyCode.ENTER);
        page(4);
        answer(robot, key, true);
        page(5);
        robot.push(KeyCode.ENTER);
        page(6);
        robot.clickOn("#first-sample");
        WindowDriver.until("the work is shown", () -> driver.shows("#job-cancel"));
        WindowDriver.until("the list says so", () -> driver.text("#no-studies").contains("on its way"));
        driver.close();
    }
}
