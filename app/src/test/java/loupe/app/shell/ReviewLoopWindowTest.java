package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.core.finding.RejectReason;
import loupe.core.finding.Verdict;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The whole loop in the window, on a real store with the built-in models' findings; what counts is what the store holds.
@ExtendWith(WindowRobot.class)
@Tag("display")
class ReviewLoopWindowTest {
    @TempDir
    static Path folder;

    private static SampleStore store;

    private WindowDriver driver;
    private MainWindow window;

    @BeforeAll
    static void fill() throws Exception {
        store = SampleStore.copyTo(folder.resolve("loop"));
    }

    @Start
    void start(Stage stage) {
        window = WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder.resolve("out")));
    }

    @Test
    void unlock_open_scroll_accept_reject_paint_undo_and_seal_end_in_the_store(FxRobot robot) throws Exception {
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();

        robot.push(KeyCode.HOME);
        driver.onSlice(1);
        robot.push(KeyCode.DOWN).push(KeyCode.DOWN);
        driver.onSlice(3);
        robot.moveTo("#viewer").scroll(1, javafx.geometry.VerticalDirection.DOWN);
        driver.onSlice(4);

        int findings = driver.list("#findings").getItems().size();
        assertThat(findings).as("findings of the built-in models").isGreaterThanOrEqualTo(3);

        robot.push(KeyCode.A);
        driver.status("saved: accept " + id(0));
        robot.push(KeyCode.N).push(KeyCode.R);
        WindowDriver.until("the reasons are asked", () -> driver.shows("#reasons"));
        robot.push(KeyCode.DIGIT2);
        driver.status("saved: reject " + id(1) + " (" + RejectReason.NORMAL_ANATOMY.meaning() + ")");

        robot.push(KeyCode.N);
        paint(robot);
        driver.status("saved: brush on " + id(2));
        paint(robot);
        driver.status("saved: brush on " + id(2));
        assertThat(driver.text("#undo")).contains("brush on " + id(2));
        robot.push(new javafx.scene.input.KeyCodeCombination(
                KeyCode.Z, javafx.scene.input.KeyCombination.SHORTCUT_DOWN));
        driver.status("saved: undo brush on " + id(2));

        robot.clickOn("#seal");
        if (findings > 3) {
            WindowDriver.until(
                    "sealing is refused while findings are open",
                    () -> driver.text("#banner-text").contains("still open"));
        }
        for (int i = 3; i < findings; i++) {
            String next = id(i);
            robot.interact(() -> driver.list("#findings").getSelectionModel().clearSelection());
            int at = i;
            robot.interact(() -> driver.list("#findings").getSelectionModel().select(at));
            robot.push(KeyCode.A);
            driver.status("saved: accept " + next);
        }
        robot.clickOn("#seal");
        WindowDriver.until("sealing is asked about", () -> driver.shows("#question"));
        robot.clickOn("#confirm");
        WindowDriver.until("the review is sealed", () -> driver.shows("#sealed"));
        assertThat(robot.lookup("#accept").query().isDisabled()).isTrue();
        robot.clickOn("#export");
        WindowDriver.until(
                "the export is written and read back",
                () -> driver.text("#banner-text").contains("read back"));
        assertThat(folder.resolve("out")).isDirectoryRecursivelyContaining("glob:**.dcm");
        driver.close();

        try (Workplace w = store.open()) {
            verify(w, findings);
        }
    }

    private String id(int index) {
        return ((ReviewedFinding) driver.list("#findings").getItems().get(index)).finding().id().value();
    }

    /// Draws a line over the middle of the image.
    private void paint(FxRobot robot) {
        robot.push(KeyCode.B);
        Node viewer = robot.lookup("#viewer").query();
        Bounds b = WindowDriver.onScreen(viewer);
        double shift = driver.text("#undo").contains("brush") ? 40 : 0;
        robot.moveTo(b.getCenterX() - 60, b.getCenterY() + shift)
                .press(MouseButton.PRIMARY)
                .moveTo(b.getCenterX(), b.getCenterY() + shift)
                .moveTo(b.getCenterX() + 60, b.getCenterY() + shift)
                .release(MouseButton.PRIMARY);
        // a stroke shows as saved only after the store returned
        WindowDriver.until("the stroke is on its way", () -> !driver.text("#status").contains("accept"));
    }

    private void verify(Workplace w, int findings) throws Exception {
        String uid = w.store().studies().stream()
                .filter(s -> s.findingCount() > 0)
                .findFirst()
                .orElseThrow()
                .studyUid();
        ReviewState state = w.review(uid).state();
        List<ReviewedFinding> all = state.findings();
        assertThat(all).hasSize(findings);
        assertThat(all.get(0).verdict()).isInstanceOf(Verdict.Accepted.class);
        assertThat(all.get(1).verdict()).isInstanceOfSatisfying(
                Verdict.Rejected.class, r -> assertThat(r.reason()).isEqualTo(RejectReason.NORMAL_ANATOMY));
        assertThat(all.get(2).verdict()).isInstanceOf(Verdict.Edited.class);
        assertThat(all.get(2).segment().orElseThrow().mask())
                .as("the first stroke is kept beside the model's own mask")
                .isNotEqualTo(all.get(2).original().orElseThrow());
        List<RecordKind> kinds =
                w.store().records(uid).stream().map(StoredRecord::kind).toList();
        assertThat(kinds.stream().filter(RecordKind.CORRECTION::equals)).as("one record a stroke").hasSize(2);
        assertThat(kinds.stream().filter(RecordKind.UNDO::equals)).hasSize(1);
        assertThat(kinds.getLast()).isEqualTo(RecordKind.SEAL);
        assertThat(state.seal().orElseThrow().by()).isEqualTo("reader");
        assertThat(w.sealing().verify(uid)).isEqualTo(Optional.of(true));
        assertThat(w.store().verify(loupe.core.work.JobContext.unattended()).intact()).isTrue();
    }
}
