package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.store.access.Account;
import loupe.store.access.Role;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.keys.Credentials;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Accounts, the second person's approval and an emergency, by hand in the window; what came of it is read from the store.
@ExtendWith(WindowRobot.class)
@Tag("display")
class PeopleWindowTest {
    private static final String ANNAS = "annas own passphrase";

    @TempDir
    static Path folder;

    private SampleStore store;
    private MainWindow window;
    private WindowDriver driver;
    private Stage stage;

    @BeforeAll
    static void made_off_the_toolkits_thread() throws Exception {
        SampleStore.copyTo(folder.resolve("first"));
    }

    @Start
    void start(Stage given) throws Exception {
        stage = given;
        store = SampleStore.copyTo(folder.resolve("people-" + System.nanoTime()));
        window = WindowDriver.on(given, store, Preferences.usual(), WindowDriver.answering(folder));
    }

    @BeforeEach
    void drive(FxRobot robot) {
        driver = new WindowDriver(robot, window);
        driver.unlocked();
    }

    private static void chord(FxRobot robot, KeyCode key) {
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, key).release(key, KeyCode.SHIFT, KeyCode.CONTROL);
    }

    private void said(String id, String what) {
        WindowDriver.until("the sheet says " + what, () -> driver.text(id).contains(what));
    }

    private void picture(String name) {
        Screenshot.write(stage.getScene(), Path.of("target/screenshots", name));
    }

    private void addAnna(FxRobot robot) {
        chord(robot, KeyCode.U);
        WindowDriver.until("the accounts are listed", () -> driver.list("#account-list").getItems().size() == 1);
        robot.clickOn("#account-name").write("anna").clickOn("#account-printed").write("Anna B");
        robot.clickOn("#account-add");
        said("#account-message", "at least one role");
        robot.clickOn("#role-RADIOLOGIST").clickOn("#account-passphrase").write("short").clickOn("#account-add");
        said("#account-message", "at least 8");
        robot.clickOn("#account-passphrase").write(ANNAS).clickOn("#account-add");
        said("#account-message", "Added anna");
        WindowDriver.until("both are listed", () -> driver.list("#account-list").getItems().size() == 2);
    }

    @Test
    void a_second_account_is_made_gets_other_roles_and_opens_the_store(FxRobot robot) throws Exception {
        addAnna(robot);
        robot.interact(() -> driver.list("#account-list").getSelectionModel().select(indexOf("anna")));
        robot.clickOn("#role-QA_REVIEWER").clickOn("#account-roles");
        said("#account-message", "anna has new roles");
        picture("accounts.png");
        driver.close();
        try (Workplace w = Workplace.open(
                store.opening(), new Credentials.Passphrase("anna", ANNAS.toCharArray(), ""))) {
            Account anna = w.store().accounts().present();
            assertThat(anna.roles()).isEqualTo(Set.of(Role.RADIOLOGIST, Role.QA_REVIEWER));
            assertThat(anna.printedName()).isEqualTo("Anna B");
        }
    }

    private int indexOf(String name) {
        List<?> all = driver.list("#account-list").getItems();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Account a && a.name().equals(name)) {
                return i;
            }
        }
        throw new AssertionError(name + " must be listed");
    }

    @Test
    void an_emergency_needs_a_reason_and_is_in_the_log(FxRobot robot) throws Exception {
        chord(robot, KeyCode.G);
        WindowDriver.until("the reason is asked for", () -> driver.shows("#person-words"));
        robot.clickOn("#person-go");
        said("#person-message", "Say why");
        robot.clickOn("#person-words").write("night, nobody else here");
        picture("emergency.png");
        robot.clickOn("#person-go");
        WindowDriver.until("the sheet is put away", () -> !driver.shows("#person-words"));
        driver.close();
        assertThat(events()).anyMatch(e -> e.event().equals(Optional.of(AuditEvent.BREAK_GLASS))
                && e.detail().contains("night, nobody else here"));
    }

    private List<LoggedEvent> events() throws Exception {
        try (Workplace w = store.open()) {
            return w.store().events(0, 10_000);
        }
    }

    @Test
    void a_second_person_approves_an_export(FxRobot robot) throws Exception {
        addAnna(robot);
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the sheet is put away", () -> !driver.shows("#accounts"));
        robot.interact(() -> driver.table().getSelectionModel().select(0));
        chord(robot, KeyCode.P);
        WindowDriver.until("the other account is asked for", () -> driver.shows("#person-words"));
        robot.clickOn("#person-words").write("nobody").clickOn("#person-go");
        said("#person-message", "No other account has that name");
        robot.doubleClickOn("#person-words").write("anna");
        picture("approve.png");
        robot.clickOn("#person-go");
        WindowDriver.until("the sheet is put away", () -> !driver.shows("#person-words"));
        driver.close();
        assertThat(events()).anyMatch(e -> e.event().equals(Optional.of(AuditEvent.APPROVED))
                && e.detail().startsWith("EXPORT by anna"));
    }
}
