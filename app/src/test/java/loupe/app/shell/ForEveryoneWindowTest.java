package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import loupe.app.action.KeyProfile;
import loupe.app.browser.StudyRow;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.review.screen.DisplayBook;
import loupe.review.screen.KeyBook;
import loupe.review.screen.ThemeBook;
import loupe.store.audit.AuditEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The window for readers without a mouse, with large texts, with hands that know another program, on a display nobody looked at.
@ExtendWith(WindowRobot.class)
@Tag("display")
class ForEveryoneWindowTest {
    @TempDir
    static Path folder;

    private SampleStore store;
    private MainWindow window;
    private WindowDriver driver;
    private Stage stage;
    private final List<String> faults = new ArrayList<>();

    @BeforeAll
    static void made_off_the_toolkits_thread() throws Exception {
        SampleStore.copyTo(folder.resolve("first"));
    }

    @Start
    void start(Stage given) throws Exception {
        stage = given;
        store = SampleStore.copyTo(folder.resolve("everyone-" + System.nanoTime()));
        window = WindowDriver.on(given, store, Preferences.usual(), WindowDriver.answering(folder));
    }

    @BeforeEach
    void drive(FxRobot robot) {
        driver = new WindowDriver(robot, window);
    }

    private void walk(FxRobot robot, String screen) {
        WindowDriver.read(() -> AccessWalk.dumb(stage.getScene())).forEach(d -> faults.add(screen + ": says nothing: " + d));
        AccessWalk.unreachable(robot, stage).forEach(u -> faults.add(screen + ": Tab does not reach " + u));
    }

    private void sheet(FxRobot robot, String id, KeyCode key, KeyCombination.Modifier... held) {
        robot.push(new KeyCodeCombination(key, held));
        WindowDriver.until(id + " is shown", () -> driver.shows(id));
    }

    private void away(FxRobot robot) {
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the sheet is put away", () -> !driver.shows("#sheets"));
    }

    @Test
    void every_control_says_what_it_is_and_is_reached_by_tab(FxRobot robot) throws Exception {
        WindowDriver.until("the passphrase is asked for", () -> driver.shows("#passphrase"));
        walk(robot, "lock");
        driver.unlocked();
        walk(robot, "list");
        sheet(robot, "#palette-words", KeyCode.K, KeyCombination.CONTROL_DOWN);
        WindowDriver.read(() -> AccessWalk.dumb(stage.getScene())).forEach(d -> faults.add("palette: says nothing: " + d));
        away(robot);
        sheet(robot, "#accounts", KeyCode.U, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
        walkSheet("accounts");
        away(robot);
        sheet(robot, "#help", KeyCode.F1);
        walkSheet("help");
        away(robot);
        sheet(robot, "#keys", KeyCode.F1, KeyCombination.SHIFT_DOWN);
        walkSheet("keys");
        away(robot);
        sheet(robot, "#display-test", KeyCode.F9, KeyCombination.SHIFT_DOWN);
        walkSheet("display test");
        away(robot);
        sheet(robot, "#view-list", KeyCode.V, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
        walkSheet("views");
        away(robot);
        sheet(robot, "#column-list", KeyCode.C, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
        walkSheet("columns");
        away(robot);
        robot.interact(() -> robot.lookup("#studies").query().requestFocus());
        driver.openFirst();
        walk(robot, "study");
        robot.interact(() -> robot.lookup("#viewer").query().requestFocus());
        sheet(robot, "#preset-list", KeyCode.P, KeyCombination.CONTROL_DOWN);
        walkSheet("presets");
        away(robot);
        driver.close();
        assertThat(faults).isEmpty();
    }

    private void walkSheet(String name) {
        WindowDriver.read(() -> AccessWalk.dumb(stage.getScene())).forEach(d -> faults.add(name + ": says nothing: " + d));
    }

    @Test
    void texts_grow_to_twice_their_size_and_what_does_not_fit_scrolls(FxRobot robot) throws Exception {
        driver.unlocked();
        double usual = size();
        for (int i = 0; i < 5; i++) {
            robot.push(new KeyCodeCombination(KeyCode.EQUALS, KeyCombination.ALT_DOWN));
        }
        WindowDriver.until("texts are twice as large", () -> Math.abs(size() - 2 * usual) < 0.1);
        robot.push(KeyCode.TAB);
        WindowDriver.until("the news is gone", () -> !driver.shows("#banner"));
        for (boolean light : new boolean[] {false, true}) {
            String theme = light ? "light" : "dark";
            screen("first-200-list-" + theme, "list");
            sheet(robot, "#help", KeyCode.F1);
            screen("first-200-help-" + theme, "help");
            away(robot);
            sheet(robot, "#keys", KeyCode.F1, KeyCombination.SHIFT_DOWN);
            screen("first-200-keys-" + theme, "keys");
            away(robot);
            sheet(robot, "#display-test", KeyCode.F9, KeyCombination.SHIFT_DOWN);
            screen("first-200-display-" + theme, "display test");
            away(robot);
            sheet(robot, "#accounts", KeyCode.U, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
            screen("first-200-accounts-" + theme, "accounts");
            away(robot);
            robot.interact(() -> robot.lookup("#studies").query().requestFocus());
            driver.openFirst();
            screen("first-200-study-" + theme, "study");
            robot.push(KeyCode.ESCAPE);
            WindowDriver.until("the list is back", () -> driver.shows("#studies") && !driver.table().getItems().isEmpty());
            robot.push(KeyCode.F8);
        }
        robot.push(new KeyCodeCombination(KeyCode.F8, KeyCombination.SHIFT_DOWN));
        WindowDriver.until("motion is reduced", () -> stage.getScene().getPreferences().isReducedMotion());
        driver.chord(KeyCode.CONTROL, KeyCode.L);
        WindowDriver.until("it is locked", () -> driver.shows("#lock-screen"));
        screen("first-200-lock-dark", "lock");
        driver.close();
        try (Workplace w = store.open()) {
            assertThat(new ThemeBook(w.store()).look().textPercent()).isEqualTo(200);
            assertThat(new ThemeBook(w.store()).look().still()).isTrue();
        }
        assertThat(faults).isEmpty();
    }

    private double size() {
        return WindowDriver.read(() -> ((javafx.scene.control.Label) stage.getScene().lookup("#study-count")).getFont().getSize());
    }

    private void screen(String picture, String name) {
        org.testfx.util.WaitForAsyncUtils.waitForFxEvents();
        Screenshot.write(stage.getScene(), Path.of("target/screenshots", picture + ".png"));
        WindowDriver.read(() -> AccessWalk.cut(stage)).forEach(c -> faults.add(name + ": " + c));
    }

    @Test
    void a_profile_and_a_key_of_ones_own_are_kept_and_a_conflict_is_refused_in_a_sentence(FxRobot robot) throws Exception {
        driver.unlocked();
        sheet(robot, "#keys", KeyCode.F1, KeyCombination.SHIFT_DOWN);
        robot.interact(() -> {
            @SuppressWarnings("unchecked")
            ChoiceBox<KeyProfile> box = robot.lookup("#keys-profile").queryAs(ChoiceBox.class);
            box.setValue(box.getItems().stream().filter(p -> p.id().equals("weasis")).findFirst().orElseThrow());
        });
        assertThat(driver.text("#keys-message")).isEqualTo("Keys are as in Weasis.");
        robot.clickOn("#keys-words").write("measure: length");
        robot.clickOn("#keys-press");
        robot.push(KeyCode.C);
        WindowDriver.until("the conflict is said", () -> driver.text("#keys-message").startsWith("C would do "));
        robot.clickOn("#keys-press");
        robot.push(new KeyCodeCombination(KeyCode.J, KeyCombination.CONTROL_DOWN));
        WindowDriver.until("the key is taken", () -> driver.text("#keys-message").endsWith("is Ctrl+J now."));
        Screenshot.write(stage.getScene(), Path.of("target/screenshots/first-keys-dark.png"));
        away(robot);
        robot.interact(() -> robot.lookup("#studies").query().requestFocus());
        driver.openFirst();
        robot.push(KeyCode.T);
        WindowDriver.until("T pans, as in Weasis", () -> robot.lookup("#tool-pan").queryAs(javafx.scene.control.ToggleButton.class).isSelected());
        robot.push(new KeyCodeCombination(KeyCode.J, KeyCombination.CONTROL_DOWN));
        WindowDriver.until("a length is drawn", () -> robot.lookup("#measure").queryAs(javafx.scene.control.MenuButton.class).getText().equals("Length"));
        driver.close();
        try (Workplace w = store.open()) {
            assertThat(new KeyBook(w.store()).choice().profile()).isEqualTo("weasis");
            assertThat(new KeyBook(w.store()).choice().own()).containsEntry("MEASURE_LENGTH", "Ctrl+J");
        }
    }

    @Test
    void help_shows_the_keys_of_what_is_seen_and_pages_to_read(FxRobot robot) throws Exception {
        driver.unlocked();
        sheet(robot, "#help", KeyCode.F1);
        robot.write("previous slice");
        assertThat(driver.list("#help-keys").getItems()).as("nothing of a study in the list").isEmpty();
        away(robot);
        driver.openFirst();
        sheet(robot, "#help", KeyCode.F1);
        robot.write("previous slice");
        assertThat(driver.list("#help-keys").getItems()).hasSize(1);
        robot.interact(() -> robot.lookup("#help-words").queryTextInputControl().setText("erasure"));
        assertThat(driver.list("#help-pages").getItems()).isNotEmpty();
        robot.interact(() -> {
            robot.lookup("#help-pages").query().requestFocus();
            driver.list("#help-pages").getSelectionModel().selectFirst();
        });
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the page is shown", () -> driver.shows("#help-text"));
        assertThat(robot.lookup("#help-text").queryAs(TextInputControl.class).getText()).startsWith("#");
        away(robot);
        driver.close();
    }

    @Test
    void commands_of_the_palette_take_numbers(FxRobot robot) throws Exception {
        driver.unlocked();
        int film = WindowDriver.read(() -> ((StudyRow) driver.table().getItems().get(1)).number());
        driver.openFirst();
        said(robot, "slice 7");
        driver.onSlice(7);
        said(robot, "window 40 350");
        WindowDriver.until("the window is said", () -> driver.text("#corner-view").contains("350"));
        said(robot, "layout 4");
        WindowDriver.until("four views", () -> driver.shows("#viewer-4"));
        said(robot, "study " + film);
        WindowDriver.until("another study is open", () -> driver.text("#corner-image").contains("image 1 of 1"));
        driver.close();
    }

    private void said(FxRobot robot, String words) {
        sheet(robot, "#palette-words", KeyCode.K, KeyCombination.CONTROL_DOWN);
        robot.write(words).push(KeyCode.ENTER);
        WindowDriver.until("the palette is put away", () -> !driver.shows("#sheets"));
    }

    @Test
    void a_display_nobody_looked_at_is_said_until_somebody_does(FxRobot robot) throws Exception {
        driver.unlocked();
        WindowDriver.until("it is said", () -> driver.shows("#display-line"));
        robot.clickOn("#display-check");
        WindowDriver.until("the pattern is shown", () -> driver.shows("#display-test"));
        for (String q : List.of("PATCHES", "INLAYS", "RAMPS", "LINES", "STEPS")) {
            robot.interact(() -> robot.lookup("#display-" + q + "-yes").queryAs(javafx.scene.control.RadioButton.class).setSelected(true));
        }
        assertThat(robot.lookup("#display-keep").query().isDisabled()).as("one is not answered").isTrue();
        robot.interact(() -> robot.lookup("#display-BORDER-yes").queryAs(javafx.scene.control.RadioButton.class).setSelected(true));
        Screenshot.write(stage.getScene(), Path.of("target/screenshots/first-display-dark.png"));
        robot.clickOn("#display-keep");
        WindowDriver.until("nothing is said any more", () -> !driver.shows("#display-line") && !driver.shows("#display-test"));
        driver.close();
        try (Workplace w = store.open()) {
            assertThat(new DisplayBook(w.store()).last().answers()).hasSize(6).doesNotContainValue(false);
            assertThat(w.store().events(0, 10_000)).anyMatch(e -> e.event().filter(AuditEvent.SITE_CHANGED::equals).isPresent()
                    && e.detail().equals("DISPLAY"));
        }
    }
}
