package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import loupe.app.action.Action;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.SafeLog;
import loupe.app.wiring.Workplace;
import loupe.core.study.StudyState;
import loupe.review.edit.Adjudicated;
import loupe.review.edit.ReviewedFinding;
import loupe.store.audit.LoggedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// QA-1: a third reader settles in the window what two differ in: A and B without names, by keys alone, one after another with the image
/// at that place, a finding of their own among them; then the study is sealed. And a reading is taken over there.
@ExtendWith(WindowRobot.class)
@Tag("display")
class DifferencesWindowTest {
    @TempDir static Path folder;
    private static SampleStore begun;
    private static SampleStore differing;
    private static String study = "";
    private static String firstReader = "";

    private Stage stage;
    private WindowDriver driver;
    private boolean open;

    @BeforeAll
    static void a_study_two_have_read() throws Exception {
        TwoReadings made = TwoReadings.in(folder.resolve("store"));
        study = made.study();
        firstReader = made.firstReader();
        begun = made.store().copied(folder.resolve("begun"));
        differing = made.finished();
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
                store.opening().by("cara"), Preferences.usual(), SafeLog.of(store.opening().places()),
                WindowDriver.answering(folder.resolve("out"))))));
        open = true;
        driver.unlock(TwoReadings.PHRASE);
        WindowDriver.until("the study list is filled", () -> driver.shows("#studies") && !driver.table().getItems().isEmpty());
        int at = WindowDriver.read(() -> driver.table().getItems().stream()
                .map(r -> ((loupe.app.browser.StudyRow) r).study().studyUid()).toList().indexOf(study));
        robot.interact(() -> {
            driver.table().getSelectionModel().clearAndSelect(at);
            driver.table().requestFocus();
        });
    }

    private void picture(FxRobot robot, String name) {
        for (String theme : List.of("dark", "light")) {
            Screenshot.write(stage.getScene(), Path.of("target", "differences-" + name + "-" + theme + ".png"));
            robot.push(KeyCode.F8);
        }
    }

    @Test
    void what_two_differ_in_is_settled_by_keys_alone_without_names_and_sealed(FxRobot robot) throws Exception {
        come(robot, differing);
        driver.openFirst();
        WindowDriver.until("the first difference", () -> driver.text("#difference-title").startsWith("Difference 1 of 3"));
        Map<Adjudicated.Ruling, Integer> wanted = new EnumMap<>(Adjudicated.Ruling.class);
        for (int n = 1; n <= 3; n++) {
            int now = n;
            WindowDriver.until("difference " + n, () -> driver.text("#difference-title").equals("Difference " + now + " of 3"));
            assertThat(driver.shows("#findings")).as("the differences alone").isFalse();
            assertThat(driver.texts()).noneMatch(t -> t.contains("ben") || t.contains("by " + firstReader) || t.contains("mine"));
            String kind = driver.text("#difference-kind");
            String a = driver.text("#difference-a");
            if (kind.startsWith("outlined otherwise")) {
                driver.onSlice(TwoReadings.SLICE + 1);
                assertThat(kind).contains("Dice 0.50");
                picture(robot, "outlines");
                // Of both outlines the larger: the first reader's.
                robot.push(a.contains(larger(a, driver.text("#difference-b"))) ? KeyCode.A : KeyCode.B);
                WindowDriver.until("why", () -> driver.shows("#difference-because-6"));
                picture(robot, "reasons");
                robot.push(KeyCode.ESCAPE);
                WindowDriver.until("what stands is asked again", () -> driver.shows("#difference-choose-a"));
                robot.push(a.contains(larger(a, driver.text("#difference-b"))) ? KeyCode.A : KeyCode.B);
                robot.push(KeyCode.DIGIT6);
                wanted.merge(Adjudicated.Ruling.FIRST, 1, Integer::sum);
            } else if ((a + driver.text("#difference-b")).contains("F2")) {
                assertThat(driver.shows("#difference-choose-both")).as("one of both has no outline").isFalse();
                robot.push(a.contains("nothing there") ? KeyCode.A : KeyCode.B);
                robot.push(KeyCode.DIGIT2);
                wanted.merge(Adjudicated.Ruling.SECOND, 1, Integer::sum);
            } else {
                driver.onSlice(TwoReadings.SLICE + 21);
                picture(robot, "drawn");
                robot.push(KeyCode.O);
                WindowDriver.until("nothing is drawn yet", () -> driver.text("#difference-said").contains("Draw what stands first"));
                robot.push(KeyCode.ESCAPE);
                driver.press(Action.MEASURE_ELLIPSE);
                driver.drag(-90, 30, -40, 60);
                WindowDriver.until("an ellipse is drawn", () -> !driver.measured().isEmpty());
                robot.push(KeyCode.ESCAPE);
                driver.press(Action.MARK_MISSED);
                WindowDriver.until("it is a finding", () -> driver.measured().stream().anyMatch(t -> t.contains("missed")));
                driver.press(Action.SETTLE);
                robot.push(KeyCode.O);
                WindowDriver.until("why", () -> driver.shows("#difference-because-9"));
                robot.push(KeyCode.DIGIT9);
                WindowDriver.until("in words", () -> driver.shows("#difference-note"));
                robot.write("wider than drawn").push(KeyCode.ENTER);
                wanted.merge(Adjudicated.Ruling.OWN, 1, Integer::sum);
            }
        }
        WindowDriver.until("the study as it was settled", () -> driver.shows("#findings") && !driver.shows("#differences"));
        driver.press(Action.SEAL);
        WindowDriver.until("it asks", () -> driver.shows("#confirm"));
        robot.clickOn("#confirm");
        driver.status("saved: seal");
        end();
        try (Workplace w = differing.open()) {
            assertThat(w.store().study(study).orElseThrow().state()).isEqualTo(StudyState.SEALED);
            Adjudicated settled = w.doubleReads().readings(study).orElseThrow().settled();
            assertThat(settled.by()).isEqualTo("cara");
            assertThat(settled.settled().stream().collect(Collectors.toMap(Adjudicated.Settled::ruling, s -> 1))).isEqualTo(wanted);
            assertThat(settled.settled()).filteredOn(s -> s.ruling() == Adjudicated.Ruling.OWN)
                    .allMatch(s -> s.reason() == Adjudicated.Reason.OTHER && s.note().equals("wider than drawn"));
        }
    }

    private static String larger(String a, String b) {
        return volume(a) > volume(b) ? a : b;
    }

    private static double volume(String version) {
        return Double.parseDouble(version.replaceAll(".*, ([0-9.]+) ml", "$1"));
    }

    @Test
    void a_reading_is_taken_over_with_a_reason_and_goes_on_as_it_stands(FxRobot robot) throws Exception {
        SampleStore store = begun.copied(folder.resolve("taken"));
        come(robot, store);
        driver.press(Action.TAKE_READING);
        WindowDriver.until("it asks", () -> driver.shows("#person-asked"));
        robot.write("ben");
        robot.clickOn("#person-more").write("on leave");
        robot.clickOn("#person-go");
        WindowDriver.until("a finished reading is not taken over",
                () -> driver.text("#person-message").contains("no unfinished reading"));
        robot.doubleClickOn("#person-words").write(firstReader);
        robot.clickOn("#person-go");
        WindowDriver.until("it is taken over", () -> !driver.shows("#person-asked"));
        robot.interact(() -> driver.table().requestFocus());
        driver.openFirst();
        WindowDriver.until("its findings are there", () -> driver.list("#findings").getItems().size() == 3);
        assertThat(WindowDriver.read(() -> driver.list("#findings").getItems().stream().map(ReviewedFinding.class::cast)
                .filter(f -> f.reviewed() && !f.rejected()).count())).as("as its reader left it, not as Ben did").isEqualTo(3);
        robot.push(new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
        WindowDriver.until("it asks", () -> driver.shows("#confirm"));
        robot.clickOn("#confirm");
        WindowDriver.until("the reading is finished", () -> driver.text("#status").contains("a third reader settles 3 differences"));
        end();
        try (Workplace w = store.open()) {
            assertThat(w.store().events(0, 2000)).extracting(LoggedEvent::actor).contains("cara");
        }
    }
}
