package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.action.Action;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.SafeLog;
import loupe.app.wiring.Workplace;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;

import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.consent.Purpose;
import loupe.review.identity.IdentityBook;
import loupe.review.identity.WayBack;
import loupe.review.importing.ImportStudies;
import loupe.review.inventory.InventoryEntry;
import loupe.review.retention.KeptStudy;
import loupe.review.trail.Departure;
import loupe.store.Store;
import loupe.store.access.Role;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.keys.KdfCost;
import loupe.store.keys.NewAccount;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The pages of the office on a store that was filled 400 days ago: the way back, retention, privacy and inventory.
@ExtendWith(WindowRobot.class)
@Tag("display")
class OfficePagesWindowTest {
    private static final String PHRASE = "a passphrase of the office";
    private static final Duration AGO = Duration.ofDays(400);

    @TempDir static Path folder;
    private static SampleStore filled;
    private static DataSet original;

    private Stage stage;
    private WindowDriver driver;
    private boolean open;

    @BeforeAll
    static void a_store_filled_long_ago() throws Exception {
        filled = SampleStore.none(folder.resolve("filled"));
        Path film = SampleStore.film();
        try (Stream<Path> all = Files.walk(film)) {
            original = DicomReader.usual().read(all.filter(Files::isRegularFile).findFirst().orElseThrow()).data();
        }
        Clock then = Clock.offset(Clock.systemUTC(), AGO.negated());
        Workplace.Opening o = filled.opening();
        StoreSettings settings = new StoreSettings(
                then, new SecureRandom(), o.places().deviceSecrets(), KdfCost.forTests(), o.actor());
        try (Store store = Store.create(o.store(), SampleStore.PASSPHRASE.toCharArray(), settings)) {
            store.accounts().changeRoles(
                    o.actor(), Set.of(Role.ADMINISTRATOR, Role.RADIOLOGIST, Role.AUDITOR, Role.IDENTITY_KEEPER));
        }
        try (Store store = Store.open(o.store(), SampleStore.PASSPHRASE.toCharArray(), settings)) {
            Deidentifier door = new Deidentifier(
                    Profiles.importProfile(), PseudonymKey.of(store.projectKey("import")), (image, job) -> List.of());
            new ImportStudies(store, door, 1, Purpose.CARE).keeping(new IdentityBook(store))
                    .run(List.of(film.getParent()), JobContext.unattended());
        }
    }

    @Start
    void start(Stage given) {
        stage = given;
    }

    @AfterEach
    void end() throws Exception {
        if (open) {
            open = false;
            driver.close();
        }
    }

    private void come(FxRobot robot, SampleStore store) {
        robot.interact(() -> driver = new WindowDriver(robot, WindowDriver.on(stage, new MainWindow.Parts(
                store.opening(), Preferences.usual(), SafeLog.of(store.opening().places()),
                WindowDriver.answering(folder.resolve("out"))))));
        open = true;
        driver.unlocked();
    }

    private void picture(FxRobot robot, String name) {
        for (String theme : List.of("dark", "light")) {
            Screenshot.write(stage.getScene(), Path.of("target", "office-" + name + "-" + theme + ".png"));
            robot.push(KeyCode.F8);
        }
    }

    private static <T> List<T> lines(FxRobot robot, String id, Class<T> of) {
        TableView<?> table = robot.lookup(id).queryAs(TableView.class);
        return WindowDriver.read(() -> table.getItems().stream().<T>map(of::cast).toList());
    }

    private static int studies(SampleStore store) throws IOException {
        try (Workplace w = store.open()) {
            return w.store().studies().size();
        }
    }

    @Test
    void a_study_is_found_by_its_original_number_with_a_reason_opened_and_nothing_of_it_stays(FxRobot robot) throws Exception {
        SampleStore store = filled.copied(folder.resolve("way"));
        String number = original.string(loupe.core.dicom.Tag.PatientID, "");
        String issuer = original.string(0x00100021, "");
        String name = original.string(loupe.core.dicom.Tag.PatientName, "");
        assertThat(number).isNotBlank();
        come(robot, store);
        driver.press(Action.WAY_BACK);
        WindowDriver.until("the page is shown", () -> driver.shows("#way-back"));
        robot.write(number).push(KeyCode.ENTER);
        WindowDriver.until("a reason is asked for", () -> driver.text("#way-message").startsWith("Say why"));
        robot.clickOn("#way-reason").write("asked for " + number).push(KeyCode.ENTER);
        WindowDriver.until("the number may not stand in the log", () -> driver.text("#way-message").contains("no number"));
        robot.interact(() -> {
            robot.lookup("#way-issuer").queryTextInputControl().setText(issuer);
            robot.lookup("#way-reason").queryTextInputControl().setText("called back");
        });
        robot.clickOn("#way-look");
        WindowDriver.until("it is found", () -> !lines(robot, "#way-studies", StudySummary.class).isEmpty());
        assertThat(driver.text("#way-person")).contains(name).contains(number);
        picture(robot, "way");
        String pseudonym = lines(robot, "#way-studies", StudySummary.class).getFirst().patientPseudonym();

        robot.interact(() -> robot.lookup("#way-value").query().requestFocus());
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the list is back", () -> driver.shows("#studies"));
        assertThat(driver.texts()).noneMatch(t -> t.contains(name) || t.contains(number));
        driver.press(Action.WAY_BACK);
        WindowDriver.until("the page is empty", () -> driver.shows("#way-back") && driver.text("#way-person").isEmpty());
        assertThat(WindowDriver.read(() -> robot.lookup("#way-value").queryTextInputControl().getText())).isEmpty();

        ComboBox<?> by = robot.lookup("#way-by").queryAs(ComboBox.class);
        robot.interact(() -> by.getSelectionModel().select(WayBack.By.PSEUDONYM.ordinal()));
        robot.clickOn("#way-value").write(pseudonym);
        robot.clickOn("#way-reason").write("called back").push(KeyCode.ENTER);
        WindowDriver.until("who it is", () -> driver.text("#way-person").contains(name));
        robot.interact(() -> {
            TableView<?> found = robot.lookup("#way-studies").queryAs(TableView.class);
            found.getSelectionModel().select(0);
            found.requestFocus();
        });
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the study is open", () -> driver.shows("#study"));
        assertThat(driver.texts()).noneMatch(t -> t.contains(name) || t.contains(number));
        end();
        try (Workplace w = store.open()) {
            assertThat(w.store().events(0, 2000)).filteredOn(e -> e.event().filter(AuditEvent.IDENTITY_LOOKED_UP::equals).isPresent())
                    .hasSize(2).allMatch(e -> e.detail().equals("called back"));
        }
    }

    @Test
    void what_is_due_is_told_held_lifted_approved_and_erased(FxRobot robot) throws Exception {
        SampleStore store = filled.copied(folder.resolve("retention"));
        int before = studies(store);
        try (Workplace w = store.open()) {
            w.store().accounts().add(new NewAccount(
                    "rita", "rita", Set.of(Role.RADIOLOGIST), new NewAccount.Lock.Passphrase(PHRASE.toCharArray(), false)));
        }
        come(robot, store);
        driver.press(Action.RETENTION);
        WindowDriver.until("no period", () -> driver.text("#retention-counts").startsWith("The site has set no period"));
        robot.interact(() -> robot.lookup("#retention-days").queryTextInputControl().setText("365"));
        robot.clickOn("#retention-keep");
        WindowDriver.until("all is due", () -> driver.text("#retention-counts").contains(before + " due, 0 on hold"));
        robot.clickOn("#retention-all");
        robot.clickOn("#retention-hold");
        WindowDriver.until("a reason is asked for", () -> driver.text("#retention-message").startsWith("Say why"));
        robot.clickOn("#retention-reason").write("a court asks");
        TableView<?> kept = robot.lookup("#retention-studies").queryAs(TableView.class);
        robot.interact(() -> kept.getSelectionModel().clearAndSelect(0));
        robot.clickOn("#retention-hold");
        WindowDriver.until("one is held", () -> driver.text("#retention-counts").contains((before - 1) + " due, 1 on hold"));
        picture(robot, "retention");
        robot.interact(() -> kept.getSelectionModel().clearAndSelect(kept.getItems().size() - 1));
        robot.clickOn("#retention-erase");
        WindowDriver.until("what is held is not due", () -> driver.text("#retention-message").startsWith("Choose studies that are due"));
        robot.clickOn("#retention-lift");
        WindowDriver.until("all is due again", () -> driver.text("#retention-counts").contains(before + " due, 0 on hold"));
        robot.interact(() -> robot.lookup("#retention-reason").queryTextInputControl().setText("period over"));
        robot.clickOn("#retention-all");
        robot.clickOn("#retention-erase");
        WindowDriver.until("it asks", () -> driver.shows("#confirm"));
        robot.clickOn("#confirm");
        WindowDriver.afterJob("a second person is asked for", () ->
                driver.text("#retention-message").contains("A second person must approve"));
        end();
        assertThat(studies(store)).isEqualTo(before);
        try (Workplace w = Workplace.open(store.opening().by("rita"), PHRASE.toCharArray())) {
            w.retention().approve(w.store().studies().stream().map(StudySummary::studyUid).toList(), store.opening().actor());
        }
        come(robot, store);
        driver.press(Action.RETENTION);
        WindowDriver.until("all is approved", () -> driver.shows("#retention")
                && lines(robot, "#retention-studies", KeptStudy.class).size() == before
                && lines(robot, "#retention-studies", KeptStudy.class).stream().allMatch(KeptStudy::approved));
        robot.clickOn("#retention-all");
        robot.clickOn("#retention-reason").write("period over");
        robot.clickOn("#retention-erase");
        WindowDriver.until("it asks", () -> driver.shows("#confirm"));
        robot.clickOn("#confirm");
        WindowDriver.afterJob("they are erased", () -> driver.text("#retention-message").contains("erased. Make a new backup"));
        WindowDriver.until("nothing is left", () -> driver.text("#retention-counts").contains("0 due, 0 on hold, 0 in all"));
        end();
        assertThat(studies(store)).isZero();
    }

    @Test
    void what_is_stored_what_left_and_the_inventory_are_told(FxRobot robot) throws Exception {
        SampleStore store = filled.copied(folder.resolve("privacy"));
        try (Workplace w = store.open()) {
            String study = w.store().studies().getFirst().studyUid();
            w.store().log(AuditEntry.of(AuditEvent.EXPORTED, "12 files", study));
            w.store().log(AuditEntry.of(AuditEvent.EXPORTED, "training set lungs, case 1", study));
            w.inventory().put(new InventoryEntry(
                    "chest", InventoryEntry.Kind.DATA_SET, "CT of the chest", "head of radiology", "care", 3650, "", Instant.EPOCH));
            w.inventory().put(new InventoryEntry(
                    "segments", InventoryEntry.Kind.FLOW, "masks", "head of research", "training", 0, "the university", Instant.EPOCH));
            w.retention().keep(3650);
        }
        come(robot, store);
        driver.press(Action.PRIVACY);
        WindowDriver.afterJob("what left is read", () -> driver.shows("#privacy")
                && lines(robot, "#privacy-left", Departure.class).size() == 2);
        assertThat(lines(robot, "#privacy-left", Departure.class)).extracting(Departure::to)
                .containsExactly(Departure.To.TRAINING_SET, Departure.To.FOLDER);
        assertThat(lines(robot, "#privacy-inventory", InventoryEntry.class)).extracting(InventoryEntry::name)
                .containsExactly("chest", "segments");
        assertThat(driver.text("#privacy-stored-words")).contains("A study stays at least 3650 days");
        assertThat(driver.text("#privacy-left-words")).contains("No collector is settled").contains("2 times");
        assertThat(driver.texts()).anyMatch(t -> t.contains("AES-256-GCM")).anyMatch(t -> t.equals("flow to the university"));
        picture(robot, "privacy");
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the list is back", () -> driver.shows("#studies"));
    }
}
