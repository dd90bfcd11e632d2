package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import loupe.app.browser.StudyRow;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.SafeLog;
import loupe.app.wiring.Workplace;
import loupe.core.agreement.StratifiedDraw.Allocation;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.core.work.JobContext;
import loupe.review.quality.BlindItem;
import loupe.review.quality.SampleOrder;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.quality.book.Radpeer;
import loupe.review.reading.ListState;
import loupe.review.session.ReviewSession;
import loupe.store.access.Role;
import loupe.store.keys.Credentials;
import loupe.store.keys.NewAccount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// QA-1: second looks in the window. A sealed review of 20 findings, every third rejected; two QA reviewers.
@ExtendWith(WindowRobot.class)
@Tag("display")
class SecondLooksWindowTest {
    private static final String PHRASE = "a passphrase of quality";
    private static final int FINDINGS = 20;

    @TempDir static Path folder;
    private static SampleStore first;

    private Stage stage;
    private SampleStore store;
    private WindowDriver driver;
    private int keys;

    @BeforeAll
    static void a_sealed_review() throws Exception {
        first = SampleStore.copyTo(folder.resolve("first"));
        try (Workplace w = first.open()) {
            String study = ModelAnswers.of(w, FINDINGS);
            ReviewSession review = w.review(study);
            for (int n = 1; n <= FINDINGS; n++) {
                FindingId id = new FindingId("F" + n);
                if (n % 3 == 0) {
                    review.reject(id, RejectReason.NORMAL_ANATOMY, "");
                } else {
                    review.accept(id);
                }
            }
            w.sealing().run(study, w.actor(), "reviewed and approved");
            for (String name : List.of("qa", "otherqa")) {
                w.store().accounts().add(new NewAccount(
                        name, name, Set.of(Role.QA_REVIEWER), new NewAccount.Lock.Passphrase(PHRASE.toCharArray(), false)));
            }
        }
    }

    @Start
    void start(Stage given) throws Exception {
        stage = given;
        store = first.copied(folder.resolve("looks-" + System.nanoTime()));
    }

    @AfterEach
    void end() throws Exception {
        driver.close();
    }

    private void come(FxRobot robot, String account) {
        MainWindow[] window = new MainWindow[1];
        robot.interact(() -> window[0] = WindowDriver.on(stage, new MainWindow.Parts(
                store.opening().by(account), Preferences.usual(), SafeLog.of(store.opening().places()),
                WindowDriver.answering(folder.resolve("out")))));
        driver = new WindowDriver(robot, window[0]);
        driver.unlock(PHRASE);
        WindowDriver.until("the study list is filled", () -> driver.shows("#studies") && !driver.table().getItems().isEmpty());
    }

    private Workplace as(String account) throws Exception {
        return Workplace.open(store.opening().by(account), new Credentials.Passphrase(account, PHRASE.toCharArray(), ""));
    }

    private void bench(FxRobot robot) {
        robot.push(new KeyCodeCombination(KeyCode.J, KeyCombination.SHORTCUT_DOWN));
        WindowDriver.until("the page of second looks is there", () -> driver.shows("#quality"));
    }

    private void press(FxRobot robot, KeyCode... codes) {
        for (KeyCode c : codes) {
            robot.push(c);
            keys++;
        }
    }

    private static void shot(Stage stage, String name) throws Exception {
        WindowDriver.onToolkit(() -> {
            Screenshot.write(stage.getScene(), Path.of("target", "dash-" + name + ".png"));
            return true;
        });
    }

    @Test
    void twenty_findings_are_judged_by_keyboard_alone_in_three_keys_each(FxRobot robot) throws Exception {
        come(robot, "qa");
        bench(robot);
        WindowDriver.afterJob("what there is to draw from is known", () -> driver.text("#sample-width").contains("20 findings of 2 kinds"));
        Spinner<?> size = robot.lookup("#sample-size").queryAs(Spinner.class);
        robot.interact(() -> size.getEditor().setText("12"));
        assertThat(driver.text("#sample-width")).startsWith("12 findings: a share of 50 % will be known from 25 to 75 % (± 24.6 points");
        robot.interact(() -> size.getEditor().setText("20"));
        assertThat(driver.text("#sample-width")).startsWith("20 findings: a share of 50 % will be known from 30 to 70 %");
        shot(stage, "quality-empty");
        robot.clickOn("#sample-draw");
        TableView<?> samples = robot.lookup("#quality-samples").queryAs(TableView.class);
        WindowDriver.afterJob("the sample is drawn", () -> samples.getItems().size() == 1);

        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the list is back", () -> driver.shows("#studies") && !driver.table().getItems().isEmpty());
        StudyRow row = WindowDriver.read(() -> driver.table().getItems().stream().map(StudyRow.class::cast)
                .filter(r -> r.study().modalities().equals("CT")).findFirst().orElseThrow());
        assertThat(row.state()).as("the list tells nothing of it").isEqualTo(ListState.SECOND_LOOK);
        bench(robot);
        WindowDriver.until("the sample is listed", () -> !robot.lookup("#quality-samples").queryAs(TableView.class).getItems().isEmpty());
        robot.interact(() -> robot.lookup("#quality-samples").query().requestFocus());

        long begun = System.nanoTime();
        press(robot, KeyCode.ENTER);
        for (int n = 1; n <= FINDINGS; n++) {
            String item = "Second look, item 1." + n;
            WindowDriver.until(item, () -> driver.text("#second-look-item").equals(item) && driver.shows("#look-true")
                    && driver.text("#corner-image").contains("of") && robot.lookup("#viewer").query().isFocused());
            assertThat(driver.texts()).as("before the judgement").noneMatch(t -> t.contains("The reader") || t.contains("Sealed"));
            assertThat(driver.text("#second-look-finding")).contains("nodule", "model score 0.90", "net@1");
            assertThat(robot.lookup("#findings").tryQuery()).as("no list of decisions").isEmpty();
            if (n == 1) {
                shot(stage, "look-verdict");
            }
            press(robot, KeyCode.A);
            WindowDriver.until("the model's score is asked for", () -> driver.text("#second-look-asks").contains("Score the model"));
            press(robot, KeyCode.DIGIT1);
            WindowDriver.until("the reader's answer is shown", () -> driver.shows("#second-look-answer"));
            boolean rejected = driver.text("#second-look-answer").contains("The reader: rejected (normal anatomy)");
            if (rejected && n < FINDINGS) {
                shot(stage, "look-reader");
            }
            press(robot, KeyCode.DIGIT1);
        }
        WindowDriver.afterJob("the report is there", () -> driver.text("#quality-message").startsWith("Nothing is left")
                && driver.texts().stream().anyMatch(t -> t.startsWith("random sample 1: 20 of 20 items scored")));
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;
        System.out.println("second looks: " + FINDINGS + " findings, " + keys + " keys, " + seconds + " s of the program and the robot");
        assertThat(keys).isEqualTo(1 + 3 * FINDINGS);
        assertThat(seconds).as("ten minutes, most of them for looking").isLessThan(300);
        assertThat(driver.texts()).anyMatch(t -> t.contains("20 items; true catches: reader 0, model 0"))
                .anyMatch(t -> t.contains("6 of 20  30.0 %"));
        shot(stage, "quality-report-dark");
        robot.push(KeyCode.F8);
        WindowDriver.until("it is light", () -> stage.getScene().getStylesheets().size() == 2);
        shot(stage, "quality-report-light");
    }

    @Test
    void a_verdict_may_be_thought_better_of_until_the_score_and_a_score_in_question_is_settled_by_another(FxRobot robot) throws Exception {
        try (Workplace w = as("qa")) {
            w.quality().draw(new SampleOrder(new SampleOrder.Findings(4), Allocation.PROPORTIONAL, 42), JobContext.unattended());
            BlindItem item = w.quality().next(Optional.empty()).orElseThrow();
            w.quality().judge(item.item(), FindingAnswer.ACCEPTED, Radpeer.UNDERSTANDABLE_MATTERS, OptionalDouble.of(1));
            w.quality().scoreReader(item.item(), Radpeer.SHOULD_BE_MADE, OptionalDouble.of(1));
        }
        come(robot, "otherqa");
        bench(robot);
        WindowDriver.until("a score waits", () -> driver.list("#quality-waiting").getItems().size() == 1);
        robot.clickOn("#quality-settle");
        WindowDriver.until("the reader's score is asked for", () -> driver.text("#second-look-item").equals("Settle item 1.1")
                && driver.text("#second-look-asks").startsWith("In question: reader 3a") && driver.shows("#viewer"));
        robot.push(KeyCode.DIGIT2);
        robot.push(KeyCode.B);
        WindowDriver.until("the model's score is asked for", () -> driver.text("#second-look-asks").startsWith("In question: model 2b"));
        robot.push(KeyCode.DIGIT1);
        WindowDriver.until("nothing more waits", () -> driver.text("#quality-message").startsWith("Nothing more waits"));

        robot.interact(() -> robot.lookup("#quality-samples").query().requestFocus());
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the next item", () -> driver.text("#second-look-item").equals("Second look, item 1.2")
                && driver.shows("#look-false")
                && robot.lookup("#viewer").query().isFocused());
        robot.push(KeyCode.R);
        WindowDriver.until("not true, so far", () -> driver.text("#second-look-asks").contains("You say: rejected"));
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the verdict is asked for again", () -> driver.shows("#look-true")
                && robot.lookup("#viewer").query().isFocused());
        driver.chord(KeyCode.SHIFT, KeyCode.V);
        WindowDriver.until("another outline", () -> driver.text("#second-look-asks").contains("You say: edited"));
        robot.push(KeyCode.DIGIT3);
        robot.push(KeyCode.A);
        WindowDriver.until("the reader's answer is shown", () -> driver.text("#second-look-answer").contains("blind: edited, model 3a"));
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the keyboard is on the images", () -> robot.lookup("#viewer").query().isFocused());
        driver.chord(KeyCode.SHIFT, KeyCode.F);
        WindowDriver.until("and back on the scores", () -> robot.lookup("#score-1").query().isFocused());
        robot.clickOn("#back"); // a busy machine may hear a key twice, and twice leads to the list
        WindowDriver.until("the way back leads to the page", () -> driver.shows("#quality"));
        robot.interact(() -> robot.lookup("#quality-samples").query().requestFocus());
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the item in hand comes again where it was left", () ->
                driver.text("#second-look-item").equals("Second look, item 1.2")
                && driver.shows("#second-look-answer"));
    }

    @Test
    void who_may_not_assess_quality_is_told_so_in_a_sentence(FxRobot robot) throws Exception {
        robot.interact(() -> driver = new WindowDriver(robot, WindowDriver.on(
                stage, store, Preferences.usual(), WindowDriver.answering(folder.resolve("out")))));
        driver.unlocked();
        bench(robot);
        WindowDriver.afterJob("it is said", () -> driver.text("#quality-message").contains("may not assess quality"));
    }
}
