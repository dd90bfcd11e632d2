package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Several views of a study side by side: planes of a stack, links, slabs, one view alone.
@ExtendWith(WindowRobot.class)
@Tag("display")
class ReadingWindowTest {
    private static final Pattern SLICE = Pattern.compile("slice (\\d+) of (\\d+)");

    private static final Pattern PLACE = Pattern.compile("(\\d+), (\\d+):");

    @TempDir static Path folder;
    private static SampleStore store;
    private MainWindow window;
    private Stage stage;

    @BeforeAll
    static void fill() throws Exception {
        store = SampleStore.copyTo(folder.resolve("reading"));
    }

    @Start
    void start(Stage given) {
        stage = given;
        window = WindowDriver.on(given, store, Preferences.usual(), WindowDriver.answering(folder));
    }

    @AfterEach
    void close(FxRobot robot) throws Exception {
        new WindowDriver(robot, window).close();
    }

    private static String corner(FxRobot robot, String viewer) {
        return robot.lookup(viewer).tryQuery()
                .map(v -> robot.from(v).lookup("#corner-image").<Label>query().getText())
                .orElse("");
    }

    private static int slice(FxRobot robot, String viewer) {
        Matcher m = SLICE.matcher(corner(robot, viewer));
        return m.find() ? Integer.parseInt(m.group(1)) : -1;
    }

    private static void until(FxRobot robot, String viewer, String text) {
        WindowDriver.until(viewer + " shows " + text, () -> corner(robot, viewer).contains(text));
    }

    private static void planes(FxRobot robot, WindowDriver driver) {
        driver.unlocked();
        driver.openFirst();
        robot.push(KeyCode.T);
        until(robot, "#viewer", "axial");
        until(robot, "#viewer-2", "sagittal");
        until(robot, "#viewer-3", "coronal");
        until(robot, "#viewer-4", "slice");
    }

    @Test
    void show_a_stack_from_three_sides_with_lines_where_the_planes_cut(FxRobot robot) {
        planes(robot, new WindowDriver(robot, window));
        WindowDriver.until("lines are drawn", () -> robot.lookup(".reference-line").queryAll().size() == 6);
        for (String viewer : new String[] {"#viewer-2", "#viewer-3"}) {
            Node line = robot.from(robot.lookup(viewer).<Node>query()).lookup(".reference-line.plane-axial").query();
            Bounds b = WindowDriver.read(line::getBoundsInLocal);
            assertThat(b.getWidth()).as("an axial plane lies flat").isGreaterThan(20 * b.getHeight());
        }
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), "planes.png"));
        robot.push(KeyCode.X);
        WindowDriver.until("no line is drawn", () -> robot.lookup(".reference-line").queryAll().isEmpty());
    }

    @Test
    void follow_one_another_by_millimetres_until_they_are_let_go(FxRobot robot) {
        planes(robot, new WindowDriver(robot, window));
        int plane = slice(robot, "#viewer");
        int stored = slice(robot, "#viewer-4");
        robot.push(KeyCode.DOWN).push(KeyCode.DOWN);
        until(robot, "#viewer", "slice " + (plane + 2) + " of");
        until(robot, "#viewer-4", "slice " + (stored + 2) + " of");
        int coronal = slice(robot, "#viewer-3");
        robot.push(KeyCode.K);
        robot.push(KeyCode.UP);
        until(robot, "#viewer", "slice " + (plane + 1) + " of");
        assertThat(slice(robot, "#viewer-4")).isEqualTo(stored + 2);
        assertThat(slice(robot, "#viewer-3")).isEqualTo(coronal);
    }

    @Test
    void go_where_a_person_points(FxRobot robot) {
        planes(robot, new WindowDriver(robot, window));
        int coronal = slice(robot, "#viewer-3");
        Bounds on = WindowDriver.onScreen(robot.lookup("#viewer").query());
        robot.press(KeyCode.SHIFT)
                .clickOn(on.getCenterX(), on.getCenterY() + on.getHeight() / 8)
                .release(KeyCode.SHIFT);
        WindowDriver.until("the coronal view moved", () -> slice(robot, "#viewer-3") != coronal);
    }

    @Test
    void become_slabs_and_one_alone_and_all_again(FxRobot robot) {
        planes(robot, new WindowDriver(robot, window));
        robot.clickOn("#viewer-3");
        int at = slice(robot, "#viewer-3");
        robot.press(KeyCode.SHIFT).push(KeyCode.UP).push(KeyCode.UP).release(KeyCode.SHIFT);
        until(robot, "#viewer-3", "coronal  MIP 10 mm");
        assertThat(slice(robot, "#viewer-3")).isEqualTo(at);
        robot.press(KeyCode.SHIFT).push(KeyCode.M).release(KeyCode.SHIFT);
        until(robot, "#viewer-3", "coronal  MinIP 10 mm");
        robot.doubleClickOn("#viewer-3");
        WindowDriver.until("one view is alone", () -> robot.lookup("#viewer-4").tryQuery().isEmpty());
        robot.doubleClickOn("#viewer-3");
        WindowDriver.until("all are back", () -> robot.lookup("#viewer-4").tryQuery().isPresent());
        robot.press(KeyCode.SHIFT).push(KeyCode.DIGIT1).release(KeyCode.SHIFT);
        WindowDriver.until("one view is left", () -> robot.lookup(".view-cell").queryAll().size() == 1);
        robot.push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(new WindowDriver(robot, window).shows("#reading")).as("Space resets the view and leaves no study").isTrue();
    }

    private static Label label(FxRobot robot, String viewer, String id) {
        return robot.from(robot.lookup(viewer).<Node>query()).lookup(id).query();
    }

    @Test
    void show_the_whole_volume_from_around_to_be_turned_and_never_measured(FxRobot robot) {
        WindowDriver driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        robot.push(KeyCode.U);
        until(robot, "#viewer", "rotating MIP  turned 0°");
        until(robot, "#viewer", "view 1 of 120");
        assertThat(label(robot, "#viewer", "#mark-warnings").getText()).contains("not to be measured");
        robot.push(KeyCode.UP);
        until(robot, "#viewer", "view 120 of 120");
        robot.push(KeyCode.DOWN).push(KeyCode.DOWN);
        until(robot, "#viewer", "turned 3°");
        Bounds on = WindowDriver.onScreen(robot.lookup("#viewer").query());
        robot.moveTo(on.getCenterX(), on.getCenterY()).press(MouseButton.PRIMARY)
                .moveBy(-60, 40).release(MouseButton.PRIMARY);
        until(robot, "#viewer", "tilt 20°");
        until(robot, "#viewer", "turned 33°");
        robot.push(KeyCode.L);
        robot.clickOn(on.getCenterX(), on.getCenterY()).clickOn(on.getCenterX() + 50, on.getCenterY());
        WindowDriver.until("a sentence says why nothing is drawn", () -> driver.text("#banner-text").contains("cannot be measured"));
        assertThat(driver.list("#measures").getItems()).isEmpty();
        robot.push(KeyCode.ESCAPE);
        for (String kind : new String[] {"rotating MinIP", "volume: bone", "volume: vessels", "volume: skin", "rotating MIP"}) {
            robot.push(KeyCode.U);
            until(robot, "#viewer", kind);
            until(robot, "#viewer", "tilt 20°");
        }
        robot.press(KeyCode.SHIFT).push(KeyCode.U).release(KeyCode.SHIFT);
        until(robot, "#viewer", "slice");
        assertThat(corner(robot, "#viewer")).doesNotContain("rotating");
    }

    @Test
    void say_before_sealing_which_slices_were_not_looked_at_and_go_to_the_next_of_them(FxRobot robot) {
        WindowDriver driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        int at = slice(robot, "#viewer");
        robot.sleep(300).push(KeyCode.DOWN);
        until(robot, "#viewer", "slice " + (at + 1) + " of");
        robot.sleep(300).push(KeyCode.UP);
        robot.press(KeyCode.SHIFT).push(KeyCode.J).release(KeyCode.SHIFT);
        until(robot, "#viewer", "slice " + (at + 2) + " of");
        for (int i = 1; i <= 5; i++) {
            robot.push(KeyCode.A);
            driver.status("saved: accept F" + i);
            robot.push(KeyCode.N);
        }
        WindowDriver.until("all are decided", () -> driver.text("#findings-progress").equals("all decided"));
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).push(KeyCode.S).release(KeyCode.SHIFT, KeyCode.CONTROL);
        WindowDriver.until("it is said before sealing", () -> robot.lookup(".label").queryAllAs(Label.class).stream()
                .anyMatch(l -> l.getText().matches("(?s).*Not looked at since you opened the study.*slices 1 to \\d+, .* of 40")));
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), "not-looked-at.png"));
        robot.push(KeyCode.ESCAPE);
    }

    private static String edges(FxRobot robot, String viewer) {
        StringBuilder out = new StringBuilder();
        for (String edge : new String[] {"#edge-left", "#edge-right", "#edge-top", "#edge-bottom"}) {
            out.append(robot.from(robot.lookup(viewer).<Node>query()).lookup(edge).<Label>query().getText()).append(' ');
        }
        return out.toString().strip();
    }

    /// Pixels between two places as they are written, such as `200, 256: 40 HU`.
    private static int apart(String a, String b) {
        Matcher one = PLACE.matcher(a);
        Matcher other = PLACE.matcher(b);
        return one.find() && other.find()
                ? Math.max(
                        Math.abs(Integer.parseInt(one.group(1)) - Integer.parseInt(other.group(1))),
                        Math.abs(Integer.parseInt(one.group(2)) - Integer.parseInt(other.group(2))))
                : Integer.MAX_VALUE;
    }

    @Test
    void turn_and_mirror_with_their_letters_and_the_value_under_the_pointer(FxRobot robot) {
        WindowDriver driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        assertThat(edges(robot, "#viewer")).isEqualTo("R L A P");
        Bounds on = WindowDriver.onScreen(robot.lookup("#viewer").query());
        double away = on.getHeight() / 6;
        robot.moveTo(on.getCenterX() + away, on.getCenterY());
        WindowDriver.until("the value is shown", () -> driver.text("#pointer-value").contains(","));
        String right = driver.text("#pointer-value");
        robot.press(KeyCode.CONTROL).push(KeyCode.RIGHT).release(KeyCode.CONTROL);
        WindowDriver.until("the letters are turned", () -> edges(robot, "#viewer").equals("P A R L"));
        assertThat(driver.text("#corner-view")).contains("turned 90°");
        robot.moveTo(on.getCenterX(), on.getCenterY() + away);
        WindowDriver.until("what was right is below", () -> apart(driver.text("#pointer-value"), right) <= 1);
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).push(KeyCode.RIGHT).release(KeyCode.CONTROL, KeyCode.SHIFT);
        WindowDriver.until("the letters are mirrored", () -> edges(robot, "#viewer").equals("A P R L"));
        robot.push(KeyCode.SPACE);
        WindowDriver.until("the letters are as stored", () -> edges(robot, "#viewer").equals("R L A P"));
    }

    private static Point2D middleOf(Node n) {
        Bounds b = WindowDriver.onScreen(n);
        return new Point2D(b.getCenterX(), b.getCenterY());
    }

    private static Node on(FxRobot robot, String viewer, String style) {
        return robot.from(robot.lookup(viewer).<Node>query()).lookup(style).query();
    }

    @Test
    void move_by_a_line_turn_by_its_handles_and_lie_straight_again(FxRobot robot) {
        planes(robot, new WindowDriver(robot, window));
        WindowDriver.until("lines are drawn", () -> robot.lookup(".reference-line").queryAll().size() == 6);
        int axial = slice(robot, "#viewer");
        Point2D middle = middleOf(on(robot, "#viewer-3", ".cross-middle"));
        robot.drag(middle.getX() - 40, middle.getY()).dropTo(middle.getX() - 40, middle.getY() + 12);
        WindowDriver.until("the axial plane moved", () -> slice(robot, "#viewer") != axial);
        int moved = slice(robot, "#viewer");
        assertThat(corner(robot, "#viewer-3")).doesNotContain("oblique");
        Point2D handle = middleOf(on(robot, "#viewer-3", ".plane-handle.plane-axial"));
        robot.drag(handle.getX(), handle.getY()).dropTo(handle.getX(), handle.getY() + 60);
        until(robot, "#viewer", "axial oblique");
        until(robot, "#viewer-2", "sagittal oblique");
        assertThat(corner(robot, "#viewer-3")).doesNotContain("oblique");
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), "oblique.png"));
        robot.doubleClickOn(middleOf(on(robot, "#viewer-3", ".cross-middle")));
        WindowDriver.until("the axial plane is straight", () -> !corner(robot, "#viewer").contains("oblique"));
        WindowDriver.until("all are", () -> !corner(robot, "#viewer-2").contains("oblique"));
        assertThat(robot.lookup("#viewer-4").tryQuery()).isPresent();
        assertThat(slice(robot, "#viewer")).isBetween(moved - 1, moved + 1);
    }

    @Test
    void are_as_thick_as_is_typed_or_turned_by_the_wheel_and_stay_so(FxRobot robot) {
        WindowDriver driver = new WindowDriver(robot, window);
        planes(robot, driver);
        robot.clickOn("#viewer-3");
        robot.press(KeyCode.CONTROL).push(KeyCode.T).release(KeyCode.CONTROL);
        robot.write("12.5").push(KeyCode.ENTER);
        until(robot, "#viewer-3", "coronal  MIP 12.5 mm");
        robot.press(KeyCode.SHIFT).scroll(VerticalDirection.UP).release(KeyCode.SHIFT);
        WindowDriver.until("the wheel changed the thickness", () -> !corner(robot, "#viewer-3").contains("12.5 mm"));
        String now = corner(robot, "#viewer-3");
        assertThat(now).containsPattern("MIP 1[13].5 mm");
        int at = slice(robot, "#viewer-3");
        robot.push(KeyCode.DOWN);
        until(robot, "#viewer-3", "slice " + (at + 1) + " of");
        assertThat(corner(robot, "#viewer-3")).contains(now.contains("13.5") ? "MIP 13.5 mm" : "MIP 11.5 mm");
        robot.press(KeyCode.CONTROL).push(KeyCode.T).release(KeyCode.CONTROL);
        robot.write("much").push(KeyCode.ENTER);
        WindowDriver.until(
                "what is no number is refused",
                () -> driver.text("#banner-text").equals("A thickness is a number of millimetres from 0 to 1000, such as 12.5."));
    }

    @Test
    void run_by_themselves_and_the_linked_follow(FxRobot robot) {
        WindowDriver driver = new WindowDriver(robot, window);
        planes(robot, driver);
        int stored = slice(robot, "#viewer-4");
        robot.push(KeyCode.PERIOD);
        WindowDriver.until("the rate is said", () -> driver.text("#banner-text").contains("images a second, round and round"));
        robot.push(KeyCode.C);
        WindowDriver.until("the linked view ran along", () -> slice(robot, "#viewer-4") > stored + 2);
        robot.push(KeyCode.C);
    }
}
