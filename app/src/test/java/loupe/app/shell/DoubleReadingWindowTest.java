package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import loupe.app.browser.StudyRow;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.SafeLog;
import loupe.app.wiring.Workplace;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.review.edit.ReviewedFinding;
import loupe.review.reading.ListState;
import loupe.review.session.ReviewSession;
import loupe.store.access.Role;
import loupe.store.keys.NewAccount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// QA-1: a second reader reads in the window: the list says that one is wanted, nothing of the first is shown, the reading is begun with
/// the first step and finished.
@ExtendWith(WindowRobot.class)
@Tag("display")
class DoubleReadingWindowTest {
    private static final String PHRASE = "a passphrase of ben";

    @TempDir static Path folder;
    private static SampleStore store;
    private static String firstReader = "";

    private Stage stage;
    private WindowDriver driver;

    @BeforeAll
    static void a_study_read_first() throws Exception {
        store = SampleStore.copyTo(folder.resolve("store"));
        try (Workplace w = store.open()) {
            firstReader = w.actor();
            String study = ModelAnswers.of(w, 2);
            w.doubleReads().assign(study);
            ReviewSession review = w.review(study);
            review.accept(new FindingId("F1"));
            review.reject(new FindingId("F2"), RejectReason.NORMAL_ANATOMY, "");
            w.doubleReads().finish(study);
            w.store().accounts().add(new NewAccount(
                    "ben", "ben", Set.of(Role.RADIOLOGIST), new NewAccount.Lock.Passphrase(PHRASE.toCharArray(), false)));
        }
    }

    @Start
    void start(Stage given) {
        stage = given;
    }

    @AfterEach
    void end() throws Exception {
        driver.close();
    }

    private StudyRow row() {
        return WindowDriver.read(() -> driver.table().getItems().stream().map(StudyRow.class::cast)
                .filter(r -> r.study().modalities().equals("CT")).findFirst().orElseThrow());
    }

    @Test
    void the_second_reader_reads_and_finishes_and_sees_nothing_of_the_first(FxRobot robot) {
        robot.interact(() -> driver = new WindowDriver(robot, WindowDriver.on(stage, new MainWindow.Parts(
                store.opening().by("ben"), Preferences.usual(), SafeLog.of(store.opening().places()),
                WindowDriver.answering(folder.resolve("out"))))));
        driver.unlock(PHRASE);
        WindowDriver.until("the study list is filled", () -> driver.shows("#studies") && !driver.table().getItems().isEmpty());
        assertThat(row().state()).isEqualTo(ListState.SECOND_READ);
        assertThat(row().reader()).as("in nobody's hand").isEmpty();
        int at = WindowDriver.read(() -> driver.table().getItems().stream().map(r -> ((StudyRow) r).study().modalities()).toList()
                .indexOf("CT"));
        robot.interact(() -> {
            driver.table().getSelectionModel().clearAndSelect(at);
            driver.table().requestFocus();
        });
        driver.openFirst();
        WindowDriver.until("the findings are listed", () -> driver.list("#findings").getItems().size() == 2);
        assertThat(WindowDriver.read(() -> driver.list("#findings").getItems().stream().map(ReviewedFinding.class::cast)
                .filter(ReviewedFinding::reviewed).count())).isZero();
        assertThat(driver.texts()).noneMatch(t -> t.contains("by " + firstReader) || t.contains("normal anatomy"));
        for (int i = 0; i < 2; i++) {
            int next = i;
            robot.interact(() -> driver.list("#findings").getSelectionModel().clearAndSelect(next));
            robot.push(KeyCode.A);
            driver.status("saved: accept F" + (i + 1));
        }
        robot.push(new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
        WindowDriver.until("it asks", () -> driver.shows("#confirm"));
        robot.clickOn("#confirm");
        WindowDriver.until("the reading is finished", () -> driver.text("#status").contains("a third reader settles 1 difference"));
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the list says what waits", () -> driver.shows("#studies") && !driver.table().getItems().isEmpty()
                && row().state() == ListState.TO_ADJUDICATE);
    }
}
