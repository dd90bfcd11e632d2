package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.core.finding.FindingId;
import loupe.core.segment.Mask;
import loupe.core.study.StudySummary;
import loupe.review.edit.ReviewedFinding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Segments of a reader's own in the window: begun, drawn in with every tool, deleted, merged, and what changes several at once.
@ExtendWith(WindowRobot.class)
@Tag("display")
class OwnSegmentsWindowTest {
    @TempDir
    static Path folder;

    /// Until a picture is on the screen that was worked out, in ms; for screenshots alone.
    private static final long DRAWN = 400;

    private static int stores;

    private SampleStore store;
    private Stage stage;
    private WindowDriver driver;
    private MainWindow window;
    private boolean open;

    /// The sample store is made beside the toolkit's thread.
    @BeforeAll
    static void fill() throws Exception {
        SampleStore.copyTo(folder.resolve("first"));
    }

    @Start
    void start(Stage on) throws Exception {
        stage = on;
        store = SampleStore.copyTo(folder.resolve("store" + stores++));
        window = WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder.resolve("out")));
    }

    @BeforeEach
    void opens(FxRobot robot) {
        open = true;
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        driver.takeOutlined();
    }

    @AfterEach
    void closes() throws Exception {
        if (open) {
            driver.close();
        }
    }

    private static void focus(FxRobot robot) {
        robot.interact(() -> robot.lookup("#viewer").query().requestFocus());
    }

    /// By the button: a key that repeats on a busy machine would take more back.
    private static void undo(FxRobot robot) {
        robot.clickOn("#undo");
        focus(robot);
    }

    private Map<String, ReviewedFinding> findings() {
        Map<String, ReviewedFinding> out = new TreeMap<>();
        for (Object o : driver.list("#findings").getItems()) {
            out.put(((ReviewedFinding) o).finding().id().value(), (ReviewedFinding) o);
        }
        return out;
    }

    private Mask mask(String id) {
        return findings().get(id).segment().orElseThrow().mask();
    }

    private void select(FxRobot robot, String id) {
        robot.interact(() -> driver.list("#findings").getSelectionModel()
                .select(List.copyOf(findings().keySet()).indexOf(id)));
        focus(robot);
    }

    private void screenshot(String name) {
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name));
    }

    /// Begins a segment and gives it a name.
    private void begin(FxRobot robot, String id, String name) {
        focus(robot);
        driver.altShift(KeyCode.N);
        WindowDriver.until("asked", () -> driver.shows("#describe"));
        robot.interact(() -> robot.lookup("#describe-label").queryAs(TextField.class).setText(name));
        screenshot("segment-new.png");
        robot.clickOn("#describe-keep");
        driver.status("saved: new segment " + id);
        focus(robot);
    }

    private void paint(FxRobot robot, String id, double x, double y) {
        robot.push(KeyCode.B);
        long before = mask(id).count();
        driver.drag(x - 20, y, x + 20, y);
        driver.status("saved: brush on " + id);
        assertThat(mask(id).count()).isGreaterThan(before);
        robot.push(KeyCode.W);
    }

    @Test
    void a_segment_is_begun_drawn_in_and_there_again_after_a_restart(FxRobot robot) throws Exception {
        String slice = driver.text("#corner-image");
        begin(robot, "R1", "mine");
        assertThat(driver.inHand().finding().id().value()).isEqualTo("R1");
        assertThat(driver.inHand().label()).isEqualTo("mine");
        assertThat(driver.text("#corner-image")).as("the view stays where it is").isEqualTo(slice);
        paint(robot, "R1", 0, 60);
        driver.alt(KeyCode.M);
        WindowDriver.until("a margin is shown", () -> driver.text("#correct-said").contains("R1 +"));
        robot.push(KeyCode.ENTER);
        driver.status("saved: margin on R1");
        robot.sleep(DRAWN);
        screenshot("segment-drawn.png");
        Mask drawn = mask("R1");
        driver.close();
        open = false;
        try (Workplace w = store.open()) {
            for (StudySummary s : w.store().studies()) {
                if (s.modalities().contains("CT")) {
                    ReviewedFinding again = w.review(s.studyUid()).state().finding(new FindingId("R1")).orElseThrow();
                    assertThat(again.segment().orElseThrow().mask()).isEqualTo(drawn);
                    assertThat(again.label()).isEqualTo("mine");
                    return;
                }
            }
        }
        throw new AssertionError("the study is gone");
    }

    @Test
    void an_empty_segment_takes_a_threshold_an_outline_and_a_fill_between(FxRobot robot) {
        begin(robot, "R1", "mine");
        driver.alt(KeyCode.T);
        WindowDriver.until("a threshold answers", () -> driver.text("#correct-said").contains("R1 +"));
        robot.push(KeyCode.ESCAPE);
        driver.alt(KeyCode.R);
        driver.drag(-40, -40, 40, 40);
        WindowDriver.until("an outline answers", () -> driver.text("#correct-said").contains("R1 +"));
        robot.push(KeyCode.ENTER);
        driver.status("saved: outline on R1");
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.DOWN);
        driver.drag(-40, -40, 40, 40);
        WindowDriver.until("an outline answers", () -> driver.text("#correct-said").contains("R1 +"));
        robot.push(KeyCode.ENTER);
        WindowDriver.until("two slices", () -> mask("R1").box().orElseThrow().slices() == 3);
        long two = mask("R1").count();
        driver.alt(KeyCode.X);
        WindowDriver.until("the gap would be filled", () -> driver.text("#correct-said").contains("R1 +"));
        robot.push(KeyCode.ENTER);
        driver.status("saved: fill between on R1");
        assertThat(mask("R1").count()).isGreaterThan(two);
    }

    @Test
    void a_segment_of_ones_own_is_deleted_and_a_models_is_not(FxRobot robot) {
        String model = driver.inHand().finding().id().value();
        driver.altShift(KeyCode.DELETE);
        WindowDriver.until("it is said", () -> driver.text("#banner-text").contains("reject it"));
        assertThat(findings()).containsKey(model);
        begin(robot, "R1", "mine");
        paint(robot, "R1", 0, 60);
        Mask drawn = mask("R1");
        driver.altShift(KeyCode.DELETE);
        driver.status("saved: delete segment R1");
        assertThat(findings()).doesNotContainKey("R1");
        undo(robot);
        driver.status("saved: undo delete segment R1");
        assertThat(mask("R1")).isEqualTo(drawn);
    }

    @Test
    void a_segment_is_merged_into_the_one_in_hand_and_one_undo_brings_both_back(FxRobot robot) {
        String model = driver.inHand().finding().id().value();
        Mask before = mask(model);
        begin(robot, "R1", "mine");
        paint(robot, "R1", 0, 90);
        Mask own = mask("R1");
        select(robot, model);
        driver.altShift(KeyCode.U);
        WindowDriver.until("asked which", () -> driver.shows("#merge"));
        robot.interact(() -> driver.list("#merge-list").getSelectionModel().selectLast());
        screenshot("segment-merge.png");
        robot.clickOn("#merge-do");
        driver.status("saved: merge R1 into " + model);
        assertThat(mask(model)).isEqualTo(before.or(own));
        assertThat(findings()).doesNotContainKey("R1");
        driver.alt(KeyCode.Y);
        WindowDriver.until("steps are listed", () -> driver.shows("#timeline"));
        screenshot("segment-timeline.png");
        robot.clickOn("#timeline-close");
        focus(robot);
        undo(robot);
        driver.status("saved: undo merge R1 into " + model);
        assertThat(mask(model)).isEqualTo(before);
        assertThat(mask("R1")).isEqualTo(own);
    }

    /// Hides what is no segment of ours, so that the seeds are known.
    private void hideModels(FxRobot robot) {
        focus(robot);
        robot.push(KeyCode.H);
    }

    @Test
    void segments_grow_from_what_is_drawn_in_them_and_that_is_one_step(FxRobot robot) {
        hideModels(robot);
        driver.altShift(KeyCode.S);
        WindowDriver.until("it is said why not", () -> driver.text("#banner-text").contains("At least two segments"));
        begin(robot, "R1", "inside");
        paint(robot, "R1", 0, 0);
        begin(robot, "R2", "around");
        paint(robot, "R2", 0, 110);
        Mask one = mask("R1");
        Mask two = mask("R2");
        driver.altShift(KeyCode.S);
        WindowDriver.until("both are shown", () -> said("R1", "R2"));
        robot.sleep(DRAWN);
        screenshot("segments-grown.png");
        assertThat(mask("R1")).as("nothing is changed yet").isEqualTo(one);
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("dropped", () -> driver.text("#correct-said").isEmpty());
        driver.altShift(KeyCode.S);
        WindowDriver.until("both are shown", () -> said("R1", "R2"));
        robot.push(KeyCode.ENTER);
        driver.status("saved: grow from seeds on R1, R2");
        assertThat(one.andNot(mask("R1")).isEmpty()).as("a seed stays").isTrue();
        assertThat(two.andNot(mask("R2")).isEmpty()).as("a seed stays").isTrue();
        assertThat(mask("R1").and(mask("R2")).isEmpty()).as("none overlaps another").isTrue();
        assertThat(mask("R1").count() + mask("R2").count()).isGreaterThan(one.count() + two.count());
        undo(robot);
        driver.status("saved: undo grow from seeds on R1, R2");
        assertThat(mask("R1")).isEqualTo(one);
        assertThat(mask("R2")).isEqualTo(two);
    }

    @Test
    void segments_are_made_smooth_together_and_a_locked_one_stays(FxRobot robot) {
        hideModels(robot);
        begin(robot, "R1", "left");
        box(robot, "R1", -60, 0);
        begin(robot, "R2", "right");
        box(robot, "R2", 0, 60);
        Mask one = mask("R1");
        Mask two = mask("R2");
        driver.alt(KeyCode.DIGIT5);
        WindowDriver.until("both are shown", () -> said("R1", "R2"));
        robot.sleep(DRAWN);
        screenshot("segments-smoothed.png");
        robot.push(KeyCode.ENTER);
        driver.status("saved: joint smooth on R1, R2");
        assertThat(mask("R1").and(mask("R2")).isEmpty()).isTrue();
        assertThat(mask("R1")).isNotEqualTo(one);
        undo(robot);
        driver.status("saved: undo joint smooth on R1, R2");
        assertThat(mask("R2")).isEqualTo(two);
        driver.alt(KeyCode.L);
        driver.alt(KeyCode.DIGIT5);
        WindowDriver.until("one alone is not enough", () -> driver.text("#banner-text").contains("there is one"));
    }

    private boolean said(String one, String two) {
        String text = driver.text("#correct-said");
        return text.contains(one + " ") && text.contains(two + " ") && text.contains("mL (");
    }

    private void box(FxRobot robot, String id, double from, double to) {
        driver.alt(KeyCode.R);
        driver.drag(from, -50, to, 50);
        WindowDriver.until("an outline answers", () -> driver.text("#correct-said").contains(id + " +"));
        robot.push(KeyCode.ENTER);
        driver.status("saved: outline on " + id);
        robot.push(KeyCode.W);
    }
}
