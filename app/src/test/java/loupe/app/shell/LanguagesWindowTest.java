package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.stage.Stage;
import loupe.app.action.Action;
import loupe.app.browser.StudyRow;
import loupe.app.preferences.KeptLanguage;
import loupe.app.preferences.Preferences;
import loupe.app.text.Language;
import loupe.app.text.Words;
import loupe.app.wiring.SafeLog;
import loupe.app.wiring.Workplace;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// USE-1: the window in German and in the pseudo-locale, screen after screen at 1366 × 768: every text went through its words, and has
/// room.
@ExtendWith(WindowRobot.class)
@Tag("display")
class LanguagesWindowTest {
    /// Sheets and pages that begin at the list, by what opens them and what shows that they are there.
    private static final List<Screen> OF_THE_LIST = List.of(
            new Screen(Action.PALETTE, "#palette-words"),
            new Screen(Action.HELP, "#help"),
            new Screen(Action.KEYS, "#keys"),
            new Screen(Action.LANGUAGE, "#language"),
            new Screen(Action.ACCOUNTS, "#accounts"),
            new Screen(Action.APPROVE, "#person-asked"),
            new Screen(Action.BREAK_GLASS, "#person-asked"),
            new Screen(Action.DISPLAY_TEST, "#display-test"),
            new Screen(Action.LIST_VIEWS, "#views"),
            new Screen(Action.LIST_COLUMNS, "#columns"),
            new Screen(Action.BLIND_READING, "#question"),
            new Screen(Action.AUDIT_LOG, "#log"),
            new Screen(Action.MODELS, "#models"),
            new Screen(Action.BATCHES, "#batches"),
            new Screen(Action.FIGURES, "#dashboard"),
            new Screen(Action.WAY_BACK, "#way-back"),
            new Screen(Action.RETENTION, "#retention"),
            new Screen(Action.PRIVACY, "#privacy"),
            new Screen(Action.QUERY, "#query"),
            new Screen(Action.NODES, "#nodes"),
            new Screen(Action.OUTGOING, "#outgoing"),
            new Screen(Action.SEND, "#send"),
            new Screen(Action.TAKE_READING, "#person-asked"));
    /// Those of the open study.
    private static final List<Screen> OF_THE_STUDY = List.of(
            new Screen(Action.PALETTE, "#palette-words"),
            new Screen(Action.PRESETS, "#window-presets"),
            new Screen(Action.HANGINGS, "#hangings"),
            new Screen(Action.NEW_SEGMENT, "#describe"),
            new Screen(Action.TIMELINE, "#timeline"),
            new Screen(Action.REPORT, "#report"));

    @TempDir static Path folder;
    private static SampleStore store;
    private static Set<String> data;

    private Stage stage;
    private MainWindow window;
    private WindowDriver driver;
    private final List<String> faults = new ArrayList<>();

    private record Screen(Action by, String shows) {}

    /// A study of whose findings all but one are decided, and the words of what it holds.
    @BeforeAll
    static void decided() throws Exception {
        store = SampleStore.copyTo(folder.resolve("languages"));
        try (Workplace w = store.open()) {
            String study = w.store().studies().stream().filter(s -> s.modalities().contains("CT")).findFirst().orElseThrow().studyUid();
            ReviewSession review = w.review(study);
            List<ReviewedFinding> all = review.state().findings();
            for (int i = 1; i < all.size(); i++) {
                FindingId id = all.get(i).finding().id();
                if (i % 2 == 0) {
                    review.accept(id);
                } else {
                    review.reject(id, RejectReason.NORMAL_ANATOMY, "");
                }
            }
            data = Stream.concat(
                            Stream.concat(
                                    w.store().studies().stream().flatMap(s -> Stream.of(s.description(), s.patientPseudonym())),
                                    all.stream().flatMap(f -> Stream.of(f.label(), f.finding().provenance().modelId()))),
                            Stream.of(store.opening().store().toString(), "reader", "film-lungs", "he-tissue", "he-nuclei"))
                    .flatMap(s -> Stream.of(s.split("[^\\p{L}’']+")))
                    .collect(Collectors.toSet());
        }
    }

    @Start
    void start(Stage given) {
        stage = given;
    }

    @AfterEach
    void english_again() throws Exception {
        try {
            driver.close();
        } finally {
            Words.speak(Language.ENGLISH);
        }
    }

    private void begin(FxRobot robot, SampleStore of, Language language) {
        Words.speak(language);
        robot.interact(() -> window = WindowDriver.on(stage, of, Preferences.usual(), WindowDriver.answering(folder)));
        driver = new WindowDriver(robot, window);
    }

    private void look(String name) {
        org.testfx.util.WaitForAsyncUtils.waitForFxEvents();
        String language = Words.language().code();
        Screenshot.write(
                stage.getScene(),
                Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), "language-" + language + "-" + name + ".png"));
        if (Words.language() == Language.PSEUDO) {
            TextWalk.unsaid(data).forEach(u -> faults.add(name + ": not said: " + u));
        } else {
            TextWalk.cut().forEach(c -> faults.add(name + ": " + c));
        }
        WindowDriver.read(() -> AccessWalk.cut(stage)).forEach(c -> faults.add(name + ": outside: " + c));
        TextWalk.wide().forEach(w -> faults.add(name + ": " + w));
    }

    private void each(FxRobot robot, List<Screen> screens, String back) {
        for (Screen s : screens) {
            driver.press(s.by);
            WindowDriver.until(s.by + " is shown", () -> driver.shows(s.shows));
            look(s.by.name().toLowerCase(java.util.Locale.ROOT));
            robot.push(KeyCode.ESCAPE);
            WindowDriver.until(s.by + " is put away", () -> !driver.shows(s.shows) && driver.shows(back));
        }
    }

    private void walk(FxRobot robot) {
        WindowDriver.until("the passphrase is asked for", () -> driver.shows("#passphrase"));
        look("lock");
        driver.unlocked();
        look("list");
        each(robot, OF_THE_LIST, "#studies");
        robot.push(KeyCode.F8);
        look("list-light");
        robot.push(KeyCode.F8);
        robot.interact(() -> robot.lookup("#studies").query().requestFocus());
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the study's picture is drawn", () -> !driver.text("#corner-image").isEmpty());
        look("study");
        driver.takeOutlined();
        robot.push(KeyCode.B);
        look("brush");
        robot.push(KeyCode.B);
        driver.alt(KeyCode.P);
        look("polygon");
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.L);
        driver.drag(-60, 40, 60, 40);
        WindowDriver.until("a length is drawn", () -> !driver.measured().isEmpty());
        look("measured");
        robot.push(KeyCode.ESCAPE);
        driver.press(Action.PLANES);
        WindowDriver.until("three planes", () -> driver.shows("#viewer-3"));
        look("planes");
        driver.press(Action.PLANES);
        each(robot, OF_THE_STUDY, "#viewer");
        driver.takeOutlined();
        robot.push(KeyCode.R);
        WindowDriver.until("why is asked", () -> driver.shows("#reasons"));
        look("reasons");
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.F8);
        look("study-light");
        robot.push(KeyCode.F8);
        assertThat(faults).isEmpty();
    }

    @Test
    void every_text_of_the_pseudo_locale_is_bracketed_and_none_lies_outside(FxRobot robot) throws Exception {
        begin(robot, store.copied(folder.resolve("pseudo")), Language.PSEUDO);
        walk(robot);
    }

    @Test
    void german_texts_have_room(FxRobot robot) throws Exception {
        begin(robot, store.copied(folder.resolve("german")), Language.GERMAN);
        walk(robot);
    }

    @Test
    void what_two_readers_differ_in_is_said_and_has_room(FxRobot robot) throws Exception {
        TwoReadings made = TwoReadings.in(folder.resolve("differing"));
        SampleStore differing = made.finished();
        data = Stream.concat(data.stream(), Stream.of("Nodule", "Morphologically", "Abnormal", "Structure")).collect(Collectors.toSet());
        for (Language language : List.of(Language.PSEUDO, Language.GERMAN)) {
            Words.speak(language);
            SampleStore of = differing.copied(folder.resolve("differing-" + language.code()));
            robot.interact(() -> window = WindowDriver.on(stage, new MainWindow.Parts(
                    of.opening().by("cara"), Preferences.usual(), SafeLog.of(of.opening().places()),
                    WindowDriver.answering(folder))));
            driver = new WindowDriver(robot, window);
            driver.unlock(TwoReadings.PHRASE);
            WindowDriver.until("the study list is filled", () -> driver.shows("#studies") && !driver.table().getItems().isEmpty());
            int at = WindowDriver.read(() -> driver.table().getItems().stream()
                    .map(r -> ((StudyRow) r).study().studyUid()).toList().indexOf(made.study()));
            robot.interact(() -> {
                driver.table().getSelectionModel().clearAndSelect(at);
                driver.table().requestFocus();
            });
            robot.push(KeyCode.ENTER);
            WindowDriver.until("a difference", () -> driver.shows("#difference-choose-a"));
            look("differences");
            robot.push(KeyCode.A);
            WindowDriver.until("why", () -> driver.shows("#difference-because-9"));
            look("differences-why");
            robot.push(KeyCode.DIGIT9);
            WindowDriver.until("in words", () -> driver.shows("#difference-note"));
            look("differences-note");
            if (language == Language.PSEUDO) {
                driver.close();
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void a_text_without_room_says_the_whole_under_the_pointer(FxRobot robot) throws Exception {
        begin(robot, store.copied(folder.resolve("whole")), Language.PSEUDO);
        driver.unlocked();
        Labeled cut = TextWalk.anyCut().orElseThrow();
        assertThat(cut.getTooltip()).isNull();
        robot.moveTo(cut);
        WindowDriver.until("the whole is at hand", () -> cut.getTooltip() != null);
        assertThat(cut.getTooltip().getText()).isEqualTo(cut.getText()).endsWith("⟧");
    }

    @Test
    void a_first_start_asks_nothing_more_and_speaks_the_language(FxRobot robot) {
        begin(robot, SampleStore.none(folder.resolve("fresh")), Language.PSEUDO);
        WindowDriver.until("the first page", () -> driver.text("#first-count").contains("1"));
        data = Stream.concat(data.stream(), Stream.of(folder.toString().split("[^\\p{L}’']+"))).collect(Collectors.toSet());
        look("first");
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the second page", () -> driver.shows("#first-own"));
        look("first-passphrase");
        assertThat(faults).isEmpty();
    }

    @Test
    void a_language_is_chosen_in_the_window_and_spoken_from_the_next_start(FxRobot robot) throws Exception {
        SampleStore of = store.copied(folder.resolve("chosen"));
        begin(robot, of, Language.ENGLISH);
        driver.unlocked();
        driver.press(Action.LANGUAGE);
        WindowDriver.until("the choice is shown", () -> driver.shows("#language"));
        robot.interact(() -> robot.lookup("#language-de").queryAs(RadioButton.class).setSelected(true));
        robot.clickOn("#language-keep");
        KeptLanguage kept = new KeptLanguage(of.opening().places().language());
        WindowDriver.until("it is kept", () -> kept.read().isPresent());
        assertThat(kept.read()).contains(Language.GERMAN);
        driver.close();
        begin(robot, of, kept.or(java.util.Optional.empty(), java.util.Locale.FRANCE));
        WindowDriver.until("the passphrase is asked for", () -> driver.shows("#passphrase"));
        assertThat(WindowDriver.read(() -> ((Labeled) stage.getScene().lookup("#unlock")).getText())).isEqualTo("Entsperren");
        driver.unlocked();
        assertThat(driver.text("#study-count")).endsWith(" Studien");
    }
}
