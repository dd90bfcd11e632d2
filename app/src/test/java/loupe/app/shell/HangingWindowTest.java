package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import loupe.app.browser.StudyRow;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.review.hanging.HangingBook;
import loupe.review.hanging.HangingRule;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.core.image.RasterImage;
import loupe.review.session.StudyImages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// VIEW-5: studies hang as a reader arranged one, beside what they are compared with.
@ExtendWith(WindowRobot.class)
@Tag("display")
class HangingWindowTest {
    @TempDir Path folder;
    private SampleStore store;
    private Stage stage;
    private MainWindow window;
    private WindowDriver driver;

    @Start
    void start(Stage given) {
        stage = given;
    }

    /// A patient's study, the one 14 months before it, and one of another patient.
    @BeforeEach
    void fill() throws Exception {
        List<Path> files = new ArrayList<>();
        files.addAll(SentStudies.chest(folder.resolve("now"), "1.2.10", "one", "20240110", 9));
        files.addAll(SentStudies.chest(folder.resolve("before"), "1.2.11", "one", "20221110", 6));
        files.addAll(SentStudies.chest(folder.resolve("other"), "1.2.12", "another", "20240110", 12));
        store = SampleStore.holding(folder.resolve("home"), files);
    }

    @AfterEach
    void close(FxRobot robot) throws Exception {
        driver.close();
    }

    private void session(FxRobot robot) throws Exception {
        window = WindowDriver.onToolkit(() -> WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder)));
        driver = new WindowDriver(robot, window);
        driver.unlocked();
    }

    private void restart(FxRobot robot) throws Exception {
        driver.close();
        session(robot);
    }

    /// Opens a study by its number in order of import.
    private void open(FxRobot robot, int number) throws Exception {
        WindowDriver.onToolkit(() -> {
            TableView<?> table = driver.table();
            for (int i = 0; i < table.getItems().size(); i++) {
                if (((StudyRow) table.getItems().get(i)).number() == number) {
                    table.getSelectionModel().select(i);
                    table.requestFocus();
                }
            }
            return true;
        });
        driver.openFirst();
    }

    private static String in(FxRobot robot, String viewer, String id) {
        return robot.lookup(viewer).tryQuery()
                .flatMap(v -> robot.from(v).lookup(id).<Label>tryQuery())
                .map(Label::getText)
                .orElse("");
    }

    private static void until(FxRobot robot, String viewer, String id, String text) {
        WindowDriver.until(viewer + id + " says " + text, () -> in(robot, viewer, id).contains(text));
    }

    private String said() {
        return driver.text("#banner-text");
    }

    private void says(String text) {
        WindowDriver.until("the banner says " + text, () -> said().contains(text));
    }

    /// Two views: the sharp series in a lung window, and the soft one.
    private void arrange(FxRobot robot) {
        driver.chord(KeyCode.SHIFT, KeyCode.DIGIT2);
        WindowDriver.until("there are two views", () -> robot.lookup(".view-cell").queryAll().size() == 2);
        robot.clickOn("#viewer");
        robot.push(KeyCode.PAGE_DOWN);
        until(robot, "#viewer", "#corner-image", "LUNG");
        robot.push(KeyCode.DIGIT1);
        until(robot, "#viewer", "#corner-view", "W 1500  L -600");
        robot.clickOn("#viewer-2");
        robot.push(KeyCode.PAGE_UP);
        until(robot, "#viewer-2", "#corner-image", "SOFT TISSUE");
    }

    private List<HangingRule> rules() throws Exception {
        try (Workplace w = store.open()) {
            return new HangingBook(w.store()).rules().rules();
        }
    }

    private long priorsLookedAt() throws Exception {
        try (Workplace w = store.open()) {
            List<LoggedEvent> all = w.store().events(0, 10_000);
            return all.stream()
                    .filter(e -> e.event().filter(AuditEvent.STUDY_READ::equals).isPresent() && e.detail().equals("prior"))
                    .count();
        }
    }

    @Test
    void always_so_hangs_the_next_study_of_its_kind_after_a_restart_until_the_rule_is_deleted(FxRobot robot) throws Exception {
        session(robot);
        open(robot, 1);
        arrange(robot);
        driver.chord(KeyCode.CONTROL, KeyCode.H);
        says("From now on – CT of the chest: 1 × 2 views");
        restart(robot);
        open(robot, 3);
        until(robot, "#viewer", "#corner-image", "LUNG");
        until(robot, "#viewer", "#corner-view", "W 1500  L -600");
        until(robot, "#viewer-2", "#corner-image", "SOFT TISSUE");
        until(robot, "#viewer-2", "#corner-view", "W 400  L 40");
        assertThat(said()).isEqualTo("Hung as you do for CT of the chest; this study is CT chest.");
        Screenshot.write(stage.getScene(), screenshot("hung-by-rule.png"));
        driver.chord(KeyCode.CONTROL, KeyCode.PAGE_DOWN);
        WindowDriver.until("it hangs as it came", () -> robot.lookup(".view-cell").queryAll().size() == 1);
        says("by no rule");
        driver.chord(KeyCode.CONTROL, KeyCode.PAGE_UP);
        until(robot, "#viewer-2", "#corner-image", "SOFT TISSUE");
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).push(KeyCode.H).release(KeyCode.SHIFT, KeyCode.CONTROL);
        WindowDriver.until("the rules are listed", () -> driver.shows("#hanging-list"));
        Screenshot.write(stage.getScene(), screenshot("hanging-rules.png"));
        robot.clickOn("#hanging-delete");
        WindowDriver.until("no rule is left", () -> driver.list("#hanging-list").getItems().isEmpty());
        robot.clickOn("#hanging-close");
        restart(robot);
        open(robot, 1);
        assertThat(robot.lookup(".view-cell").queryAll()).hasSize(1);
    }

    private static Path screenshot(String name) {
        return Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name);
    }

    @Test
    void a_rule_is_edited_by_choosing_its_parts(FxRobot robot) throws Exception {
        session(robot);
        open(robot, 1);
        driver.chord(KeyCode.CONTROL, KeyCode.H);
        says("From now on");
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).push(KeyCode.H).release(KeyCode.SHIFT, KeyCode.CONTROL);
        WindowDriver.until("the rules are listed", () -> driver.shows("#hanging-list"));
        WindowDriver.onToolkit(() -> {
            MenuButton regions = robot.lookup("#part-regions").queryAs(MenuButton.class);
            regions.getItems().stream().map(CheckMenuItem.class::cast)
                    .forEach(i -> i.setSelected(i.getText().equals("chest") || i.getText().equals("abdomen")));
            return true;
        });
        robot.clickOn("#hanging-change");
        WindowDriver.until("the sentence says so", () -> driver.list("#hanging-list").getItems().stream()
                .allMatch(r -> ((HangingRule) r).text().startsWith("CT of the chest and abdomen: one view")));
        restart(robot);
        open(robot, 1);
        assertThat(said()).as("it no longer fits").doesNotContain("Hung as you do");
    }

    @Test
    void a_prior_stands_beside_with_its_date_and_is_only_looked_at(FxRobot robot) throws Exception {
        session(robot);
        open(robot, 1);
        WindowDriver.until("the prior is offered", () -> driver.list("#series").getItems().size() == 4);
        assertThat(robot.lookup(".prior-heading").queryAllAs(Label.class)).extracting(Label::getText)
                .containsExactly("PRIOR: CT chest, 14 months before");
        robot.push(KeyCode.J);
        until(robot, "#viewer-2", "#mark-prior", "14 months before");
        until(robot, "#viewer-2", "#corner-image", "SOFT TISSUE");
        assertThat(in(robot, "#viewer", "#mark-prior")).isEmpty();
        assertThat(in(robot, "#viewer-2", "#corner-study")).isNotEqualTo(in(robot, "#viewer", "#corner-study"));
        driver.chord(KeyCode.CONTROL, KeyCode.H);
        says("thick axial CT “SOFT TISSUE”; thick axial CT “SOFT TISSUE” of the newest prior.");
        Screenshot.write(stage.getScene(), screenshot("prior-beside.png"));
        robot.push(KeyCode.L);
        Node at = robot.lookup("#viewer-2").query();
        robot.moveTo(at).press(MouseButton.PRIMARY).moveBy(60, 30).release(MouseButton.PRIMARY);
        says("only looked at");
        assertThat(driver.list("#measures").getItems()).as("nothing is measured").isEmpty();
        robot.push(KeyCode.ESCAPE);
        restart(robot);
        open(robot, 1);
        until(robot, "#viewer-2", "#mark-prior", "14 months before");
        driver.close();
        assertThat(priorsLookedAt()).isEqualTo(2);
        assertThat(rules()).hasSize(1);
        session(robot);
    }

    /// The run of pixels that only this slice has.
    private static short[] sign(Workplace w, int study, int slice) throws Exception {
        String uid = w.store().studies().get(study - 1).studyUid();
        StudyImages images = StudyImages.of(w.store(), uid);
        String sop = images.series().getFirst().stacks().getFirst().slices().get(slice - 1).sopInstanceUid();
        RasterImage.Gray gray = (RasterImage.Gray) images.picture(sop, 0);
        short[] out = new short[16];
        for (int i = 0; i < out.length; i++) {
            out[i] = (short) gray.values()[8 + i];
        }
        return out;
    }

    @Test
    void nothing_of_a_prior_is_left_in_memory_behind_the_lock(FxRobot robot) throws Exception {
        HeapDump pixels;
        try (Workplace w = store.open()) {
            pixels = new HeapDump(sign(w, 2, 7));
        }
        session(robot);
        open(robot, 1);
        WindowDriver.until("the prior is offered", () -> driver.list("#series").getItems().size() == 4);
        assertThat(pixels.count(folder)).as("no picture of the prior was read").isZero();
        robot.push(KeyCode.J);
        until(robot, "#viewer-2", "#corner-image", "slice 7 of 12");
        assertThat(pixels.count(folder)).as("while the prior is on the screen").isPositive();
        driver.chord(KeyCode.CONTROL, KeyCode.L);
        WindowDriver.until("the lock screen is shown", () -> driver.shows("#lock-screen"));
        int left = pixels.count(folder);
        for (int tries = 0; left > 0 && tries < 5; tries++) {
            WaitForAsyncUtils.waitForFxEvents();
            left = pixels.count(folder);
        }
        assertThat(left).as("behind the lock").isZero();
    }

    @Test
    void a_rule_with_a_prior_says_so_where_a_patient_has_none(FxRobot robot) throws Exception {
        session(robot);
        open(robot, 1);
        WindowDriver.until("the prior is offered", () -> driver.list("#series").getItems().size() == 4);
        robot.push(KeyCode.J);
        until(robot, "#viewer-2", "#mark-prior", "PRIOR");
        driver.chord(KeyCode.CONTROL, KeyCode.H);
        says("of the newest prior");
        restart(robot);
        open(robot, 3);
        says("Not there: ");
        assertThat(said()).as("this patient has no prior").contains("of a prior");
        assertThat(in(robot, "#viewer-2", "#mark-prior")).isEmpty();
    }
}
