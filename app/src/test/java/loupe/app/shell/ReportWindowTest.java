package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.core.work.JobContext;
import loupe.review.edit.ReviewedFinding;
import loupe.review.report.Report;
import loupe.review.report.ReportLine;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// AI-5: the report beside the images, by keys and mouse; what is kept is read back from the store.
@ExtendWith(WindowRobot.class)
@Tag("display")
class ReportWindowTest {
    @TempDir static Path folder;
    private static SampleStore store;
    private static String study;
    private static String accepted;
    private MainWindow window;
    private WindowDriver driver;
    private Stage stage;

    /// Every other finding is accepted, the rest rejected.
    @BeforeAll
    static void decided() throws Exception {
        store = SampleStore.copyTo(folder.resolve("report"));
        try (Workplace w = store.open()) {
            study = w.store().studies().stream().filter(s -> s.modalities().contains("CT")).findFirst().orElseThrow().studyUid();
            ReviewSession review = w.review(study);
            boolean yes = true;
            for (ReviewedFinding f : review.state().findings()) {
                FindingId id = f.finding().id();
                if (yes) {
                    review.accept(id);
                    accepted = id.value();
                } else {
                    review.reject(id, RejectReason.NORMAL_ANATOMY, "");
                }
                yes = !yes;
            }
        }
    }

    @Start
    void start(Stage given) {
        stage = given;
        window = WindowDriver.on(given, store, Preferences.usual(), WindowDriver.answering(folder));
    }

    private void picture(String name) {
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name + ".png"));
    }

    private ReportLine chosen() {
        return (ReportLine) driver.list("#report-lines").getSelectionModel().getSelectedItem();
    }

    private void choose(FxRobot robot, String key) {
        robot.interact(() -> {
            var list = driver.list("#report-lines");
            for (int i = 0; i < list.getItems().size(); i++) {
                if (((ReportLine) list.getItems().get(i)).key().equals(key)) {
                    list.getSelectionModel().select(i);
                    list.scrollTo(Math.max(0, i - 1));
                    list.requestFocus();
                }
            }
        });
    }

    @Test
    void sentences_stand_beside_the_images_are_put_otherwise_and_signed(FxRobot robot) throws Exception {
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        driver.chord(KeyCode.CONTROL, KeyCode.R);
        WindowDriver.until("the report is drafted", () -> driver.shows("#report-lines")
                && !driver.list("#report-lines").getItems().isEmpty());
        assertThat(driver.text("#report-standing")).contains("DRAFT, NOT KEPT");
        assertThat(driver.shows("#report-across")).isTrue();
        choose(robot, "finding:" + accepted);
        picture("report-dark");
        robot.push(KeyCode.SPACE);
        WindowDriver.until("the finding is in hand", () -> driver.inHand().finding().id().value().equals(accepted));

        robot.push(KeyCode.ENTER);
        WindowDriver.until("it is written", () -> driver.shows("#report-words"));
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the editor alone is put away", () -> !driver.shows("#report-words") && driver.shows("#report-lines"));
        robot.push(KeyCode.ENTER);
        WindowDriver.until("it is written again", () -> driver.shows("#report-words"));
        WindowDriver.onToolkit(() -> {
            robot.lookup("#report-words").<TextArea>query().setText("Words of a reader.");
            return true;
        });
        picture("report-written");
        robot.push(KeyCode.ENTER);
        WindowDriver.until("it is kept", () -> driver.text("#report-standing").contains("DRAFT, KEPT"));
        assertThat(chosen().text()).isEqualTo("Words of a reader.");

        robot.clickOn("#report-pdf");
        WindowDriver.until("the PDF is written", () -> driver.text("#report-said").startsWith("Written: report-study-"));
        assertThat(Files.list(folder).filter(p -> p.getFileName().toString().matches("report-study-\\d+\\.pdf")).count()).isEqualTo(1);

        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the sheet is gone", () -> !driver.shows("#report-lines"));
        robot.push(KeyCode.F8);
        driver.chord(KeyCode.CONTROL, KeyCode.R);
        WindowDriver.until("the report is there again", () -> driver.shows("#report-lines")
                && !driver.list("#report-lines").getItems().isEmpty());
        picture("report-light");
        robot.push(KeyCode.ESCAPE);
        robot.push(new KeyCodeCombination(KeyCode.S, KeyCombination.CONTROL_DOWN,
                KeyCombination.SHIFT_DOWN));
        WindowDriver.until("it asks", () -> driver.shows("#confirm"));
        robot.clickOn("#confirm");
        driver.status("saved: seal");
        driver.chord(KeyCode.CONTROL, KeyCode.R);
        WindowDriver.until("it is signed", () -> driver.text("#report-standing").startsWith("Signed by"));
        assertThat(driver.shows("#report-across")).isFalse();
        robot.push(KeyCode.ENTER);
        assertThat(driver.shows("#report-words")).as("nothing of it changes any more").isFalse();
        driver.close();
        try (Workplace w = store.open()) {
            Report r = w.report().of(study, JobContext.unattended());
            assertThat(r.standing()).isEqualTo(Report.Standing.SIGNED);
            assertThat(r.read()).extracting(ReportLine::text).contains("Words of a reader.");
            assertThat(w.sealing().verify(study)).contains(true);
        }
    }
}
