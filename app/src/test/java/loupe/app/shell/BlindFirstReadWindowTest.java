package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.browser.StudyRow;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.review.edit.FirstOpinion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Before the first opinion the window says and shows the same whether models found 0, 1 or 30 things; after it, all is there.
@ExtendWith(WindowRobot.class)
@Tag("display")
class BlindFirstReadWindowTest {
    @TempDir static Path folder;
    private static final Map<Integer, SampleStore> STORES = new LinkedHashMap<>();
    private Stage stage;
    private MainWindow window;
    private WindowDriver driver;

    @BeforeAll
    static void fill() throws Exception {
        for (int findings : List.of(0, 1, 30)) {
            SampleStore store = SampleStore.copyTo(folder.resolve("found-" + findings));
            try (Workplace w = store.open()) {
                ModelAnswers.of(w, findings);
                w.blindReading().want(true);
            }
            STORES.put(findings, store);
        }
    }

    @Start
    void start(Stage given) {
        stage = given;
    }

    private void begin(FxRobot robot, SampleStore store) {
        robot.interact(() -> window = WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder)));
        driver = new WindowDriver(robot, window);
        driver.unlocked();
    }

    @AfterEach
    void end() throws Exception {
        driver.close();
    }

    private void openCt(FxRobot robot) {
        robot.interact(() -> {
            for (int i = 0; i < driver.table().getItems().size(); i++) {
                if (((StudyRow) driver.table().getItems().get(i)).study().modalities().contains("CT")) {
                    driver.table().getSelectionModel().clearAndSelect(i);
                }
            }
            driver.table().requestFocus();
        });
        driver.openFirst();
    }

    private static void shot(Stage stage, String name) {
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name));
    }

    /// The scene once nothing changes any more.
    private SceneWalk settled() throws Exception {
        SceneWalk before = SceneWalk.of(stage);
        for (int i = 0; i < 40; i++) {
            Thread.sleep(250);
            SceneWalk now = SceneWalk.of(stage);
            if (i > 3 && now.words().equals(before.words()) && now.differing(before) == 0) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private List<SceneWalk> walked(FxRobot robot) throws Exception {
        List<SceneWalk> out = new ArrayList<>();
        robot.moveTo(stage.getX() + 5, stage.getY() + 700);
        out.add(settled());
        openCt(robot);
        robot.moveTo(stage.getX() + 5, stage.getY() + 700);
        out.add(settled());
        driver.chord(KeyCode.CONTROL, KeyCode.K);
        out.add(settled());
        robot.push(KeyCode.ESCAPE);
        for (KeyCode k : List.of(KeyCode.N, KeyCode.P, KeyCode.H, KeyCode.H, KeyCode.A, KeyCode.R)) {
            robot.push(k);
        }
        driver.chord(KeyCode.CONTROL, KeyCode.Z);
        out.add(settled());
        driver.chord(KeyCode.SHIFT, KeyCode.DIGIT4);
        robot.push(KeyCode.T);
        WindowDriver.until("planes are drawn", () -> robot.lookup("#corner-image").queryAll().size() >= 3);
        out.add(settled());
        return out;
    }

    @Test
    void every_text_and_every_pixel_is_the_same_for_0_1_and_30_findings(FxRobot robot) throws Exception {
        begin(robot, STORES.get(0));
        List<SceneWalk> none = walked(robot);
        shot(stage, "blind-before.png");
        assertThat(String.join("\n", none.get(1).words())).contains("First read.").doesNotContain("nodule");
        for (int found : List.of(1, 30)) {
            driver.close();
            begin(robot, STORES.get(found));
            List<SceneWalk> some = walked(robot);
            for (int i = 0; i < none.size(); i++) {
                assertThat(some.get(i).words()).as(found + " findings, scene " + i).isEqualTo(none.get(i).words());
                assertThat(some.get(i).differing(none.get(i))).as("pixels, " + found + " findings, scene " + i).isZero();
            }
            robot.interact(() -> assertThat(Clipboard.getSystemClipboard().hasString()).isFalse());
        }
    }

    @Test
    void a_committed_opinion_opens_the_study_on_the_same_screen_and_stays(FxRobot robot) throws Exception {
        SampleStore store = SampleStore.copyTo(folder.resolve("committed"));
        try (Workplace w = store.open()) {
            ModelAnswers.of(w, 3);
            w.blindReading().want(true);
        }
        begin(robot, store);
        openCt(robot);
        driver.chord(KeyCode.SHIFT, KeyCode.O);
        driver.drag(60, 60, 75, 60);
        driver.status("saved: draw circle M1");
        driver.chord(KeyCode.SHIFT, KeyCode.A);
        driver.status("saved: change circle M1");
        assertThat(String.join("", driver.measured())).contains("finding: ").doesNotContain("missed");
        robot.push(KeyCode.HOME);
        driver.onSlice(1);
        driver.chord(KeyCode.CONTROL, KeyCode.ENTER);
        WindowDriver.until("the opinion is asked for", () -> driver.shows("#opinion-2"));
        shot(stage, "blind-asked.png");
        robot.push(KeyCode.DIGIT2);
        driver.status("saved: first opinion: finding");
        WindowDriver.until("the models' findings are here", () -> driver.list("#findings").getItems().size() == 3);
        WindowDriver.until("both opinions are compared", () -> driver.text("#first-opinion").contains("Only models: "));
        assertThat(driver.shows("#commit-opinion")).isFalse();
        Thread.sleep(500);
        driver.onSlice(1);
        shot(stage, "blind-after.png");
        driver.close();
        begin(robot, store);
        openCt(robot);
        WindowDriver.until("still there after a restart", () -> driver.list("#findings").getItems().size() == 3);
        WindowDriver.until("compared anew", () -> driver.text("#first-opinion").contains("Only models: "));
        driver.close();
        try (Workplace w = store.open()) {
            FirstOpinion kept = w.review(ct(w)).state().opinionOf(w.actor()).orElseThrow();
            assertThat(kept.findingIds()).containsExactly("M1");
        }
        begin(robot, store);
    }

    private static String ct(Workplace w) throws Exception {
        return w.store().studies().stream().filter(s -> s.modalities().contains("CT")).findFirst().orElseThrow().studyUid();
    }

    @Test
    void models_that_finish_while_one_reads_and_a_lock_tell_nothing(FxRobot robot) throws Exception {
        SampleStore store = SampleStore.copyTo(folder.resolve("arriving"));
        try (Workplace w = store.open()) {
            w.blindReading().want(true);
        }
        begin(robot, store);
        openCt(robot);
        SceneWalk before = settled();
        driver.chord(KeyCode.CONTROL, KeyCode.L);
        WindowDriver.until("it is locked", () -> driver.shows("#passphrase"));
        driver.unlock(SampleStore.PASSPHRASE);
        WindowDriver.until("it is back", () -> driver.text("#corner-image").contains("of"));
        assertThat(settled().differing(before)).as("after a lock").isLessThan(before.pixels().length / 50);
        robot.press(KeyCode.CONTROL).press(KeyCode.SHIFT).push(KeyCode.A).release(KeyCode.SHIFT).release(KeyCode.CONTROL);
        WindowDriver.afterJob("the analysis is told without a number", () -> SceneWalk.of(stage).words().stream()
                .anyMatch(l -> l.contains("Analysis finished.")));
        assertThat(SceneWalk.of(stage).words()).noneMatch(l -> l.matches(".*[0-9]+ findings?\\b.*"));
        assertThat(driver.list("#findings").getItems()).isEmpty();
        driver.chord(KeyCode.CONTROL, KeyCode.ENTER);
        WindowDriver.until("the opinion is asked for", () -> driver.shows("#opinion-1"));
        robot.push(KeyCode.DIGIT1);
        WindowDriver.until("what the models found is here", () -> !driver.list("#findings").getItems().isEmpty());
    }
}
