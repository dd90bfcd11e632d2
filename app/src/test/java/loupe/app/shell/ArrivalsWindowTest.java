package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import loupe.app.browser.StudyRow;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.core.finding.Verdict;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.review.edit.ReviewedFinding;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A film that comes in through the window is analysed by the site's rule, and its outline is read and painted like a volume's.
@ExtendWith(WindowRobot.class)
@Tag("display")
class ArrivalsWindowTest {
    private static final String RULES = """
            {"format": 1, "onArrival": true, "rules": [{"when": {"modality": ["CR"]}, "run": ["film-lungs"]}]}""";

    @TempDir
    static Path folder;

    private static SampleStore store;

    private MainWindow window;

    @BeforeAll
    static void fill() throws Exception {
        store = SampleStore.copyTo(folder.resolve("arrivals"));
        try (Workplace w = store.open()) {
            w.rules().take(RULES);
        }
    }

    @Start
    void start(Stage stage) throws Exception {
        window = WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(SampleStore.film()));
    }

    @Test
    void turns_to_review_by_itself_and_its_outline_is_painted_on(FxRobot robot) throws Exception {
        WindowDriver driver = new WindowDriver(robot, window);
        driver.unlocked();
        robot.clickOn("#import");
        WindowDriver.afterJob("the import is reported", () -> driver.shows("#import-report-close"));
        robot.clickOn("#import-report-close");
        WindowDriver.afterJob("the film waits for a reader", () -> driver.table().getItems().stream()
                .map(r -> ((StudyRow) r).study())
                .anyMatch(s -> s.modalities().equals("CR") && s.state() == StudyState.TO_REVIEW));
        robot.interact(() -> {
            for (int i = 0; i < driver.table().getItems().size(); i++) {
                if (((StudyRow) driver.table().getItems().get(i)).study().modalities().equals("CR")) {
                    driver.table().getSelectionModel().clearAndSelect(i);
                }
            }
            driver.table().requestFocus();
        });
        driver.openFirst();
        assertThat(driver.text("#corner-image")).contains("image 1 of 1");
        WindowDriver.until("its finding is listed", () -> driver.list("#findings").getItems().size() == 1);
        robot.interact(() -> driver.list("#findings").getSelectionModel().select(0));
        paint(robot);
        driver.status("saved: brush on F1");
        driver.close();
        try (Workplace w = store.open()) {
            StudySummary film = w.store().studies().stream()
                    .filter(s -> s.modalities().equals("CR")).findFirst().orElseThrow();
            ReviewedFinding f = w.review(film.studyUid()).state().findings().getFirst();
            assertThat(f.verdict()).isInstanceOf(Verdict.Edited.class);
            assertThat(f.segment().orElseThrow().mask()).isNotEqualTo(f.original().orElseThrow());
            assertThat(f.flat()).isTrue();
        }
    }

    /// Draws a line over the middle of the image.
    private static void paint(FxRobot robot) {
        robot.push(KeyCode.B);
        Node viewer = robot.lookup("#viewer").query();
        Bounds b = WindowDriver.onScreen(viewer);
        robot.moveTo(b.getCenterX() - 60, b.getCenterY())
                .press(MouseButton.PRIMARY)
                .moveTo(b.getCenterX() + 60, b.getCenterY())
                .release(MouseButton.PRIMARY);
    }
}
