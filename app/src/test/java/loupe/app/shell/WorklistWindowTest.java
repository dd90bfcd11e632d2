package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.action.Action;
import loupe.app.browser.StudyRow;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.core.study.StudyClaim;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.review.reading.ListState;
import loupe.store.access.Role;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.keys.Credentials;
import loupe.store.keys.NewAccount;
import loupe.store.setting.Policy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The list in the window by hand, on a store of 38 studies two of which have pictures: filters, columns, views, several studies at
/// once, and studies that another reader has in hand.
@ExtendWith(WindowRobot.class)
@Tag("display")
class WorklistWindowTest {
    private static final String BENS = "bens own passphrase";
    private static final int LINES = 36;

    @TempDir static Path folder;
    private static SampleStore first;

    private SampleStore store;
    private Stage stage;
    private MainWindow window;
    private WindowDriver driver;

    @BeforeAll
    static void fill() throws Exception {
        first = SampleStore.copyTo(folder.resolve("first"));
        try (Workplace w = first.open()) {
            w.store().accounts().add(new NewAccount(
                    "ben", "Ben C", Set.of(Role.RADIOLOGIST), new NewAccount.Lock.Passphrase(BENS.toCharArray(), false)));
            // With Ben there is a second person who would have to approve each export.
            w.store().lifecycle().settle(new Policy(10, false, 0, 30, 60, 200, 20));
            ManyStudies.into(w.store(), LINES, Instant.now().minus(Duration.ofMinutes(20)));
        }
    }

    /// Ben takes the CT in hand, and his program is gone without giving it back.
    private static void heldByBen(SampleStore store) throws Exception {
        try (Workplace w = Workplace.open(
                store.opening().by("ben"), new Credentials.Passphrase("ben", BENS.toCharArray(), ""))) {
            w.claims().take(ct(w).studyUid());
        }
    }

    private static StudySummary ct(Workplace w) throws Exception {
        return w.store().studies().stream()
                .filter(s -> s.modalities().equals("CT") && !s.studyUid().startsWith("2.25.77"))
                .findFirst()
                .orElseThrow();
    }

    @Start
    void start(Stage given) throws Exception {
        stage = given;
        store = first.copied(folder.resolve("list-" + System.nanoTime()));
    }

    @BeforeEach
    void begin(FxRobot robot) throws Exception {
        heldByBen(store);
        come(robot);
    }

    private void come(FxRobot robot) {
        robot.interact(() -> window = WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder.resolve("out"))));
        driver = new WindowDriver(robot, window);
        driver.unlocked();
    }

    private void counts(String text) {
        WindowDriver.until("the count says " + text, () -> driver.text("#study-count").startsWith(text));
    }

    private List<StudyRow> rows() {
        return WindowDriver.read(() -> driver.table().getItems().stream().map(StudyRow.class::cast).toList());
    }

    private void choose(FxRobot robot, String studyUid) {
        robot.interact(() -> {
            TableView<?> t = driver.table();
            for (int i = 0; i < t.getItems().size(); i++) {
                if (((StudyRow) t.getItems().get(i)).study().studyUid().equals(studyUid)) {
                    t.getSelectionModel().clearAndSelect(i);
                    t.scrollTo(i);
                }
            }
            t.requestFocus();
        });
    }

    private String bens() {
        return rows().stream()
                .filter(r -> !r.study().studyUid().startsWith("2.25.77") && r.study().modalities().equals("CT"))
                .findFirst()
                .orElseThrow()
                .study()
                .studyUid();
    }

    private Optional<String> holder(String studyUid) throws Exception {
        try (Workplace w = store.open()) {
            return w.store().study(studyUid).orElseThrow().claim().map(StudyClaim::by);
        }
    }

    @Test
    void filters_by_key_by_menu_and_by_word_and_says_how_many_of_how_many(FxRobot robot) throws Exception {
        counts("38 studies");
        assertThat(rows().getFirst().study().urgency().level()).as("urgent ones first").isEqualTo(Urgency.Level.IMMEDIATE);
        driver.press(Action.LIST_SEALED);
        long sealed = rows().size();
        assertThat(rows()).isNotEmpty().allMatch(r -> r.state() == ListState.SEALED);
        counts(sealed + " of 38");
        assertThat(driver.text("#filter-state")).isEqualTo("State: sealed, sent");
        driver.press(Action.LIST_SEALED);
        counts("38 studies");
        driver.press(Action.LIST_URGENT);
        assertThat(rows()).isNotEmpty().allMatch(r -> r.study().urgency().level().compareTo(Urgency.Level.URGENT) >= 0);
        driver.press(Action.LIST_ALL);
        counts("38 studies");

        MenuButton modality = robot.lookup("#filter-modality").queryAs(MenuButton.class);
        robot.clickOn("#filter-modality");
        WindowDriver.until("the menu is open", modality::isShowing);
        int mr = WindowDriver.read(() -> modality.getItems().stream().map(i -> i.getText()).toList()).indexOf("MR");
        robot.interact(() -> {
            CheckMenuItem item = (CheckMenuItem) modality.getItems().get(mr);
            item.setSelected(true); // as the menu itself does when it is clicked
            item.fire();
            modality.hide();
        });
        WindowDriver.until("MR alone is listed", () -> rowsNow().stream().allMatch(r -> r.study().modalities().contains("MR")));
        assertThat(driver.text("#filter-modality")).isEqualTo("Modality: MR");

        driver.press(Action.FIND_STUDY);
        robot.write("knee");
        WindowDriver.until("knees alone are listed", () -> rowsNow().stream().allMatch(r -> r.study().description().contains("knee")));
        int knees = rows().size();
        assertThat(knees).isPositive();
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the keyboard is in the list", () -> driver.table().isFocused());
        driver.press(Action.FIND_STUDY);
        robot.write("no such * words (");
        WindowDriver.until("nothing fits", () -> rowsNow().isEmpty());
        assertThat(driver.text("#no-studies")).isEqualTo("No study fits these filters");
        robot.clickOn("#filter-all");
        counts("38 studies");
        driver.close();
    }

    private List<StudyRow> rowsNow() {
        return driver.table().getItems().stream().map(StudyRow.class::cast).toList();
    }

    @Test
    void columns_and_views_are_the_readers_own_and_there_again_after_a_restart(FxRobot robot) throws Exception {
        driver.press(Action.LIST_COLUMNS);
        WindowDriver.until("the columns are listed", () -> driver.shows("#column-list"));
        robot.push(KeyCode.SPACE); // # goes
        robot.push(KeyCode.DOWN).clickOn("#column-down"); // Patient after Sex
        Screenshot.write(stage.getScene(), Path.of("target/screenshots/columns.png"));
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the columns are as chosen", () -> titles().subList(0, 3).equals(List.of("Sex", "Patient", "Age")));

        driver.press(Action.LIST_WAITING);
        driver.press(Action.LIST_VIEWS);
        WindowDriver.until("the views are listed", () -> driver.shows("#view-list"));
        robot.clickOn("#view-save");
        WindowDriver.until("a name is asked for", () -> driver.text("#view-said").contains("needs a name"));
        robot.clickOn("#view-name").write("waiting").push(KeyCode.ENTER);
        WindowDriver.until("it is saved", () -> driver.list("#view-list").getItems().size() == 1);
        Screenshot.write(stage.getScene(), Path.of("target/screenshots/views.png"));
        robot.push(KeyCode.ESCAPE);
        driver.close();

        come(robot);
        WindowDriver.until("the columns are there again", () -> titles().subList(0, 3).equals(List.of("Sex", "Patient", "Age")));
        counts("38 studies");
        driver.press(Action.LIST_VIEWS);
        WindowDriver.until("the view is there again", () -> driver.list("#view-list").getItems().size() == 1);
        robot.interact(() -> driver.list("#view-list").requestFocus());
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the list is as it was saved", () -> driver.text("#filter-state").equals("State: to read, to review"));
        assertThat(rows()).isNotEmpty().allMatch(r -> r.state() == ListState.TO_REVIEW);
        driver.close();
    }

    private List<String> titles() {
        return driver.table().getColumns().stream().map(TableColumn::getText).toList();
    }

    @Test
    void several_studies_are_chosen_by_key_and_exported_to_a_folder_each(FxRobot robot) throws Exception {
        driver.chord(KeyCode.CONTROL, KeyCode.A);
        counts("38 studies, 38 chosen");
        robot.interact(() -> {
            TableView<?> t = driver.table();
            t.getSelectionModel().clearSelection();
            for (int i = 0; i < t.getItems().size(); i++) {
                if (!((StudyRow) t.getItems().get(i)).study().studyUid().startsWith("2.25.77")) {
                    t.getSelectionModel().select(i);
                }
            }
        });
        counts("38 studies, 2 chosen");
        List<Integer> numbers = WindowDriver.read(() -> ManyStudies.numbers(List.copyOf(driver.table().getSelectionModel().getSelectedItems())));
        driver.chord(KeyCode.CONTROL, KeyCode.E);
        for (int n : numbers) {
            WindowDriver.afterJob("study " + n + " is exported", () -> folder.resolve("out/study-" + n).toFile().isDirectory());
        }
        WindowDriver.afterJob("both are written", () -> driver.text("#banner-text").contains("read back"));
        driver.close();
    }

    @Test
    void a_study_another_reader_has_is_told_looked_at_and_taken_over_for_a_reason(FxRobot robot) throws Exception {
        String uid = bens();
        choose(robot, uid);
        robot.push(KeyCode.ENTER);
        WindowDriver.until("it is told who has it", () -> driver.text("#claim-who").matches("Study \\d+ is read by ben since \\d\\d:\\d\\d\\."));
        Screenshot.write(stage.getScene(), Path.of("target/screenshots/worklist-claimed.png"));
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the line is put away, the list goes on", () -> !driver.shows("#claim-line") && driver.table().isFocused());

        robot.push(KeyCode.ENTER);
        WindowDriver.until("it is asked again", () -> driver.shows("#claim-reason"));
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the study is open", () -> driver.text("#corner-image").contains("of"));
        assertThat(driver.text("#sealed")).isEqualTo("Only looked at: ben has this study in hand.");
        assertThat(WindowDriver.read(() -> robot.lookup("#accept").query().isDisabled())).isTrue();
        robot.push(KeyCode.A);
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the list is back", () -> driver.shows("#studies"));
        WindowDriver.until("Ben has it still", () -> rowsNow().stream()
                .anyMatch(r -> r.study().studyUid().equals(uid) && r.reader().startsWith("ben since")));

        choose(robot, uid);
        robot.push(KeyCode.ENTER);
        WindowDriver.until("it is asked once more", () -> driver.shows("#claim-reason"));
        robot.write("shift handed over").push(KeyCode.ENTER);
        WindowDriver.until("the study is open for review", () -> driver.text("#corner-image").contains("of") && !driver.shows("#sealed"));
        robot.push(KeyCode.A);
        WindowDriver.until("a decision is kept", () -> driver.text("#status").startsWith("saved: accept"));
        driver.chord(KeyCode.CONTROL, KeyCode.L);
        WindowDriver.until("it is locked", () -> driver.shows("#passphrase"));
        driver.unlock(SampleStore.PASSPHRASE);
        WindowDriver.until("it is back and still one's own", () -> driver.text("#corner-image").contains("of") && !driver.shows("#sealed"));
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the list is back again", () -> driver.shows("#studies") && !rowsNow().isEmpty());
        driver.close();
        assertThat(holder(uid)).as("given back when it was closed").isEmpty();
        try (Workplace w = store.open()) {
            List<String> said = w.store().events(0, 100_000).stream()
                    .filter(e -> e.event().filter(k -> k == AuditEvent.STUDY_CLAIMED || k == AuditEvent.STUDY_RELEASED).isPresent())
                    .map(LoggedEvent::detail)
                    .toList();
            assertThat(said).containsExactly(
                    "taken", "taken over from ben: shift handed over", "given back", "taken", "given back");
        }
    }

    @Test
    void what_a_killed_program_left_in_ones_own_hand_is_given_back_when_one_comes_in(FxRobot robot) throws Exception {
        driver.close();
        String film;
        try (Workplace w = store.open()) {
            film = w.store().studies().stream().filter(s -> s.modalities().contains("CR")).findFirst().orElseThrow().studyUid();
            w.claims().take(film);
        }
        assertThat(holder(film)).contains("reader");
        come(robot);
        WindowDriver.until("nobody has it", () -> rowsNow().stream()
                .anyMatch(r -> r.study().studyUid().equals(film) && r.reader().isEmpty()));
        driver.close();
        assertThat(holder(film)).isEmpty();
    }

    @Test
    void the_window_is_light_or_dark_by_key_and_so_again_after_a_restart(FxRobot robot) throws Exception {
        Path out = Path.of(System.getProperty("loupe.screenshots", "target/screenshots"));
        double dark = brightness();
        Screenshot.write(stage.getScene(), out.resolve("worklist-dark.png"));
        driver.press(Action.THEME);
        WindowDriver.until("the window is light", () -> stage.getScene().getStylesheets().size() == 2);
        Screenshot.write(stage.getScene(), out.resolve("worklist-light.png"));
        assertThat(dark).isLessThan(0.25);
        assertThat(brightness()).isGreaterThan(0.8);
        driver.close();
        come(robot);
        WindowDriver.until("it is light again", () -> stage.getScene().getStylesheets().size() == 2);
        choose(robot, film());
        robot.push(KeyCode.ENTER);
        WindowDriver.until("a study is open", () -> driver.text("#corner-image").contains("of"));
        Screenshot.write(stage.getScene(), out.resolve("study-light.png"));
        driver.press(Action.THEME);
        WindowDriver.until("it is dark", () -> stage.getScene().getStylesheets().size() == 1);
        driver.close();
    }

    private String film() {
        return rows().stream()
                .filter(r -> !r.study().studyUid().startsWith("2.25.77") && r.study().modalities().equals("CR"))
                .findFirst()
                .orElseThrow()
                .study()
                .studyUid();
    }

    /// Mean brightness of the window, 0 to 1.
    private double brightness() throws Exception {
        return WindowDriver.onToolkit(() -> {
            WritableImage image = stage.getScene().snapshot(null);
            double sum = 0;
            int n = 0;
            for (int y = 0; y < image.getHeight(); y += 7) {
                for (int x = 0; x < image.getWidth(); x += 7) {
                    sum += image.getPixelReader().getColor(x, y).getBrightness();
                    n++;
                }
            }
            return sum / n;
        });
    }

    @Test
    void every_control_of_the_list_has_a_name_and_every_row_says_itself_in_words(FxRobot robot) throws Exception {
        List<String> nameless = new ArrayList<>();
        List<String> spoken = new ArrayList<>();
        robot.interact(() -> walk(robot.lookup("#browser").query(), nameless, spoken));
        assertThat(nameless).isEmpty();
        assertThat(spoken).hasSizeGreaterThan(10).allMatch(s -> s.contains("State ") && s.contains("number ") && s.contains("Modality "));
        assertThat(spoken).anyMatch(s -> s.contains("State to review")).anyMatch(s -> s.contains("Urgency immediate"))
                .anyMatch(s -> s.contains("Read by ben since"));
        assertThat(spoken).noneMatch(s -> s.contains("◐") || s.contains("‼"));
        driver.close();
    }

    private static void walk(Node n, List<String> nameless, List<String> spoken) {
        if (!n.isVisible()) {
            return;
        }
        boolean named = n.getAccessibleText() != null && !n.getAccessibleText().isBlank()
                || n instanceof Labeled l && l.getText() != null && !l.getText().isBlank();
        if ((n instanceof ButtonBase || n instanceof TextField || n instanceof TableView<?>) && n instanceof Control && !named
                && n.getId() != null) {
            nameless.add(n.toString());
        }
        if (n instanceof TableRow<?> r && !r.isEmpty()) {
            spoken.add(r.getAccessibleText());
        }
        if (n instanceof Parent p) {
            p.getChildrenUnmodifiable().forEach(c -> walk(c, nameless, spoken));
        }
    }
}
