package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseButton;
import javafx.scene.shape.Circle;
import javafx.stage.Stage;
import loupe.app.correct.OutlineUse;
import loupe.app.preferences.Preferences;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.RegionChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Tools that correct an outline, in the window: what they would make is seen before it is taken; what was taken is in the store.
@ExtendWith(WindowRobot.class)
@Tag("display")
class CorrectingWindowTest {
    @TempDir
    static Path folder;

    private static int stores;

    private SampleStore store;
    private Stage stage;
    private WindowDriver driver;
    private MainWindow window;

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
    void opens(FxRobot robot) throws Exception {
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        driver.takeOutlined();
    }

    @AfterEach
    void closes() throws Exception {
        driver.close();
    }

    private Mask mask() {
        return driver.inHand().segment().orElseThrow().mask();
    }

    private void ready() throws Exception {
        WindowDriver.until("the tool says what it would make", () -> driver.text("#correct-said").contains("mL →"));
    }

    private void screenshot(String name) throws Exception {
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name));
    }

    @Test
    void alt_and_comma_lead_to_the_borders_the_model_is_in_doubt_about(FxRobot robot) {
        driver.alt(KeyCode.COMMA);
        WindowDriver.until("the first is said", () -> driver.text("#banner-text").contains("doubtful border 1 of"));
        String said = driver.text("#banner-text");
        assertThat(said).startsWith(driver.inHand().finding().id().value());
        driver.onSlice(Integer.parseInt(said.replaceAll(".*slice (\\d+).*", "$1")));
        driver.alt(KeyCode.COMMA);
        WindowDriver.until("the next is said, if there is one", () -> driver.text("#banner-text").contains("doubtful border 2 of")
                || said.contains("of 1:"));
    }

    @Test
    void one_key_goes_through_what_the_model_would_have_outlined_and_enter_takes_it(FxRobot robot) throws Exception {
        Mask before = mask();
        driver.altShift(KeyCode.O);
        ready();
        String more = driver.text("#correct-said");
        assertThat(mask()).as("nothing is changed yet").isEqualTo(before);
        driver.altShift(KeyCode.O);
        WindowDriver.until("the next is more still", () -> driver.text("#correct-said").contains("mL →")
                && !driver.text("#correct-said").equals(more));
        screenshot("correct-alternative.png");
        driver.altShift(KeyCode.O);
        WindowDriver.until("then less", () -> amount(robot).equals("70.0")
                && driver.text("#correct-said").contains("mL →"));
        robot.push(KeyCode.ENTER);
        driver.status("saved: model's outline on " + driver.inHand().finding().id());
        Mask surer = mask();
        assertThat(surer.andNot(before).isEmpty()).as("a part of the model's own").isTrue();
        assertThat(surer.count()).isPositive().isLessThan(before.count());
        driver.chord(KeyCode.CONTROL, KeyCode.Z);
        WindowDriver.until("taken back", () -> mask().equals(before));
    }

    private static String amount(FxRobot robot) {
        return robot.lookup("#correct-amount").queryTextInputControl().getText();
    }

    @Test
    void a_brush_of_like_values_marks_those_alone_and_says_so_by_an_inner_circle(FxRobot robot) throws Exception {
        Mask before = mask();
        String id = driver.inHand().finding().id().value();
        driver.altShift(KeyCode.B);
        WindowDriver.until("the values are read", () -> driver.text("#banner-text").contains("only values like those"));
        robot.push(KeyCode.B);
        for (int i = 0; i < 6; i++) {
            robot.push(KeyCode.CLOSE_BRACKET);
        }
        driver.drag(-40, -20, 60, 30);
        driver.status("saved: like values, brush on " + id);
        long alike = mask().andNot(before).count();
        assertThat(robot.lookup("#brush-inner").queryAs(Circle.class).isVisible()).isTrue();
        screenshot("correct-like-values.png");
        driver.chord(KeyCode.CONTROL, KeyCode.Z);
        WindowDriver.until("taken back", () -> mask().equals(before));
        driver.altShift(KeyCode.B);
        WindowDriver.until("all again", () -> driver.text("#banner-text").contains("mark all that is under them"));
        assertThat(robot.lookup("#correct-alike").queryAs(CheckBox.class).isSelected()).isFalse();
        driver.drag(-40, -20, 60, 30);
        driver.status("saved: brush on " + id);
        assertThat(mask().andNot(before).count()).as("all that is under it").isGreaterThan(alike);
    }

    @Test
    void an_outline_waits_with_handles_until_enter_takes_it_and_escape_drops_it(FxRobot robot) throws Exception {
        Mask before = mask();
        String id = driver.inHand().finding().id().value();
        driver.alt(KeyCode.R);
        driver.drag(-80, -60, 40, 50);
        ready();
        screenshot("correct-outline.png");
        assertThat(mask()).as("nothing is changed yet").isEqualTo(before);
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("dropped", () -> driver.text("#correct-said").isEmpty());
        driver.drag(-80, -60, 40, 50);
        ready();
        String first = driver.text("#correct-said");
        driver.drag(40, 50, 90, 90);
        WindowDriver.until("a handle made it larger", () -> driver.text("#correct-said").contains("mL →")
                && !driver.text("#correct-said").equals(first));
        robot.push(KeyCode.ENTER);
        driver.status("saved: outline on " + id);
        Mask after = mask();
        assertThat(after.count()).isGreaterThan(before.count());
        assertThat(after.xor(before).box().orElseThrow().slices()).as("this slice alone").isEqualTo(1);
        robot.push(new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN));
        WindowDriver.until("it is taken back; a key that repeats on a busy machine undoes nothing more", () -> mask().equals(before));
    }

    @Test
    @SuppressWarnings("unchecked")
    void scissors_cut_through_everything_on_an_oblique_plane(FxRobot robot) throws Exception {
        Mask before = mask();
        String id = driver.inHand().finding().id().value();
        robot.push(KeyCode.T);
        WindowDriver.until("planes are cut", () -> driver.shows("#viewer-3") && !window(robot, "#viewer-3").isEmpty());
        driver.alt(KeyCode.R);
        ChoiceBox<RegionChange> change = robot.lookup("#correct-change").queryAs(ChoiceBox.class);
        ChoiceBox<OutlineUse.Depth> depth = robot.lookup("#correct-depth").queryAs(ChoiceBox.class);
        robot.interact(() -> {
            change.setValue(RegionChange.ERASE);
            depth.setValue(OutlineUse.Depth.ALL);
        });
        Node viewer = robot.lookup("#viewer-3").query();
        Bounds b = WindowDriver.onScreen(viewer);
        robot.moveTo(b.getMinX() + 20, b.getMinY() + 40).press(MouseButton.PRIMARY).moveTo(b.getCenterX(), b.getCenterY())
                .moveTo(b.getMaxX() - 30, b.getMaxY() - 30).release(MouseButton.PRIMARY);
        ready();
        screenshot("correct-plane.png");
        robot.push(KeyCode.ENTER);
        driver.status("saved: cut on " + id);
        assertThat(mask().count()).isLessThan(before.count());
    }

    private String window(FxRobot robot, String viewer) {
        return robot.from(robot.lookup(viewer).<Node>query()).lookup("#corner-image").<Label>query().getText();
    }

    @Test
    void a_margin_is_shown_with_its_volume_and_worked_out_anew_for_another_length(FxRobot robot) throws Exception {
        Mask before = mask();
        String id = driver.inHand().finding().id().value();
        driver.alt(KeyCode.M);
        ready();
        TextField amount = robot.lookup("#correct-amount").queryAs(TextField.class);
        assertThat(amount.getText()).isEqualTo("3.0");
        String three = driver.text("#correct-said");
        robot.interact(() -> {
            amount.setText("6");
            amount.fireEvent(new javafx.event.ActionEvent());
        });
        WindowDriver.until("a wider margin is more", () -> driver.text("#correct-said").contains("mL →")
                && !driver.text("#correct-said").equals(three));
        screenshot("correct-margin.png");
        robot.clickOn("#correct-take");
        driver.status("saved: margin on " + id);
        Mask after = mask();
        assertThat(before.andNot(after).isEmpty()).isTrue();
        assertThat(after.count()).isGreaterThan(before.count());
        assertThat(robot.lookup("#correct").query().isVisible()).as("the strip goes with the tool").isFalse();
        driver.alt(KeyCode.M);
        ready();
        robot.push(KeyCode.ENTER);
        WindowDriver.until("Enter takes what is shown", () -> mask().count() > after.count());
        assertThat(robot.lookup("#correct").query().isVisible()).isFalse();
    }

    @Test
    void enter_takes_what_a_whole_segment_tool_would_make(FxRobot robot) throws Exception {
        Mask before = mask();
        String id = driver.inHand().finding().id().value();
        driver.alt(KeyCode.M);
        ready();
        robot.push(KeyCode.ENTER);
        driver.status("saved: margin on " + id);
        assertThat(mask().count()).isGreaterThan(before.count());
    }

    @Test
    void every_whole_segment_and_click_tool_answers_and_can_be_dropped(FxRobot robot) throws Exception {
        Mask before = mask();
        for (KeyCode key : new KeyCode[] {
            KeyCode.M, KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.H, KeyCode.K, KeyCode.T, KeyCode.I
        }) {
            driver.alt(key);
            WindowDriver.until(key + " answers", () -> driver.text("#correct-said").contains("mL →")
                    || driver.text("#correct-said").contains("nothing would change"));
            robot.push(KeyCode.ESCAPE);
            WindowDriver.until("dropped", () -> driver.text("#correct-said").isEmpty());
        }
        driver.alt(KeyCode.X);
        WindowDriver.until("between slices says why it cannot", () -> driver.text("#correct-said").contains("othing to fill between"));
        robot.push(KeyCode.ESCAPE);
        driver.alt(KeyCode.W);
        for (int[] p : new int[][] {{-60, -60}, {60, -60}, {60, 60}, {-60, 60}}) {
            driver.drag(p[0], p[1], p[0], p[1]);
        }
        robot.push(KeyCode.ENTER);
        ready();
        screenshot("correct-livewire.png");
        robot.push(KeyCode.ESCAPE);
        driver.alt(KeyCode.G);
        driver.drag(0, 0, 0, 0);
        WindowDriver.until("the fill answers", () -> !driver.text("#correct-said").isEmpty()
                && !driver.text("#correct-said").contains("working"));
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.ESCAPE);
        assertThat(mask()).isEqualTo(before);
        assertThat(driver.shows("#study")).as("Escape did not leave the study").isTrue();
    }

    @Test
    void a_ball_reaches_into_neighbouring_slices_and_a_locked_outline_does_not_change(FxRobot robot) throws Exception {
        Mask before = mask();
        String id = driver.inHand().finding().id().value();
        robot.push(KeyCode.B);
        driver.alt(KeyCode.B);
        driver.drag(-50, 60, 50, 60);
        driver.status("saved: ball brush on " + id);
        assertThat(mask().xor(before).box().orElseThrow().slices()).isGreaterThan(1);
        Mask painted = mask();
        driver.alt(KeyCode.L);
        driver.drag(-50, -60, 50, -60);
        WindowDriver.until("it is said", () -> driver.text("#banner-text").contains("Select a finding")
                || driver.text("#banner-text").contains("locked"));
        assertThat(mask()).isEqualTo(painted);
        driver.alt(KeyCode.L);
        driver.alt(KeyCode.Z);
        driver.status("saved: take back ball brush on " + id);
        assertThat(mask()).isEqualTo(before);
    }

    @Test
    void the_models_outline_and_the_difference_are_a_key_away_and_steps_are_gone_back_to(FxRobot robot) throws Exception {
        String id = driver.inHand().finding().id().value();
        Mask before = mask();
        robot.push(KeyCode.B);
        driver.drag(-50, 60, 50, 60);
        driver.status("saved: brush on " + id);
        driver.drag(-50, 90, 50, 90);
        WindowDriver.until("two steps", () -> driver.text("#status").startsWith("saved") && mask().xor(before).count() > 0);
        driver.alt(KeyCode.D);
        WindowDriver.until("said", () -> driver.text("#banner-text").contains("added"));
        screenshot("correct-difference.png");
        driver.alt(KeyCode.O);
        WindowDriver.until("said", () -> driver.text("#banner-text").contains("models made"));
        driver.alt(KeyCode.O);
        driver.alt(KeyCode.Y);
        WindowDriver.until("steps are listed", () -> driver.shows("#timeline"));
        assertThat(driver.list("#timeline-list").getItems()).hasSize(3);
        screenshot("correct-timeline.png");
        robot.interact(() -> driver.list("#timeline-list").getSelectionModel().select(0));
        robot.clickOn("#timeline-go");
        WindowDriver.until("all is taken back", () -> Optional.of(mask()).filter(before::equals).isPresent());
        robot.interact(() -> driver.list("#timeline-list").getSelectionModel().select(2));
        robot.clickOn("#timeline-go");
        WindowDriver.until("and done again", () -> !mask().equals(before));
        robot.clickOn("#timeline-close");
    }

    @Test
    void a_name_and_a_colour_are_kept_and_taken_back(FxRobot robot) throws Exception {
        String id = driver.inHand().finding().id().value();
        driver.alt(KeyCode.N);
        WindowDriver.until("asked", () -> driver.shows("#describe"));
        robot.interact(() -> robot.lookup("#describe-label").queryAs(TextField.class).setText("left one"));
        screenshot("correct-describe.png");
        robot.clickOn("#describe-keep");
        driver.status("saved: change of " + id);
        assertThat(driver.inHand().label()).isEqualTo("left one");
        robot.push(new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN));
        driver.status("saved: undo rename " + id);
        assertThat(driver.inHand().label().toLowerCase(Locale.ROOT)).isNotEqualTo("left one");
    }
}
