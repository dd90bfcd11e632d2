package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.core.slide.FeatureLayer;
import loupe.core.slide.SlideFeature;
import loupe.core.slide.SlideView;
import loupe.core.work.JobContext;
import loupe.review.session.StudyImages;
import loupe.review.slide.SlideObjects;
import loupe.review.slide.StudySlide;
import loupe.sample.SampleSlide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Nuclei and tissue that the built-in models found on a drawn slide, corrected in the window.
@ExtendWith(WindowRobot.class)
@Tag("display")
class SlideObjectsWindowTest {
    @TempDir static Path folder;
    private static SampleStore store;
    private MainWindow window;
    private WindowDriver driver;
    private Stage stage;

    @BeforeAll
    static void fill() throws Exception {
        SampleSlide.Written drawn =
                SampleSlide.write(folder.resolve("slide"), 9302, new SampleSlide.Settings(1400, 1100, 0.5, true));
        store = SampleStore.holding(folder.resolve("home"), List.of(drawn.folder()));
        try (Workplace w = store.open()) {
            w.analysis().run(uid(w), Optional.empty(), w.models().catalogue(), JobContext.unattended());
        }
    }

    private static String uid(Workplace w) throws Exception {
        return w.store().studies().getFirst().studyUid();
    }

    /// The objects as the store has them.
    private static List<FeatureLayer.Standing> kept() throws Exception {
        try (Workplace w = store.open()) {
            StudyImages images = StudyImages.of(w.store(), uid(w));
            StudySlide slide = StudySlide.of(images).getFirst();
            List<FeatureLayer.Standing> out = new ArrayList<>();
            SlideObjects.read(w.store(), uid(w), images, slide).in(w.review(uid(w)).state()).each(out::add);
            return out;
        }
    }

    @Start
    void start(Stage given) {
        stage = given;
        window = WindowDriver.on(given, store, Preferences.usual(), WindowDriver.answering(folder));
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
    }

    private void complete(FxRobot robot) {
        WindowDriver.until("the slide stands with all its pixels and objects", () -> robot.lookup("#slide #quality")
                .tryQuery().filter(q -> Color.SEAGREEN.equals(((Rectangle) q).getFill())).isPresent());
    }

    private int total() {
        return Integer.parseInt(driver.text("#objects-total").replaceAll("\\D", ""));
    }

    /// Where a point of the slide stands on the screen while the whole slide is shown.
    private double[] screen(FxRobot robot, double x, double y) {
        Node n = robot.lookup("#slide").query();
        Bounds b = WindowDriver.onScreen(n);
        SlideView v = SlideView.whole(new loupe.core.slide.ZoomLevels(2800, 2200), (int) b.getWidth(), (int) b.getHeight());
        return new double[] {b.getMinX() + v.screenX(x), b.getMinY() + v.screenY(y)};
    }

    private void until(int count) {
        WindowDriver.until(count + " objects", () -> total() == count && !driver.text("#status").startsWith("saving"));
    }

    @Test
    void objects_are_deleted_classified_and_drawn_and_every_step_is_kept_and_taken_back(FxRobot robot) throws Exception {
        List<FeatureLayer.Standing> before = store0();
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the objects are listed", () -> driver.text("#objects-total").contains("on this slide"));
        complete(robot);
        int n = total();
        assertThat(n).isEqualTo(before.size()).isGreaterThan(1000);
        Screenshot.write(stage.getScene(), Path.of("target", "slide-objects.png"));

        SlideFeature nucleus = before.stream().map(FeatureLayer.Standing::feature)
                .filter(f -> f.type() == SlideFeature.Type.DETECTION && f.outline().area() > 300
                        && f.outline().box().left() < 1500 && f.outline().box().left() > 700)
                .findFirst().orElseThrow();
        double[] at = screen(robot, nucleus.outline().middle()[0], nucleus.outline().middle()[1]);
        robot.clickOn(at[0], at[1]);
        WindowDriver.until("it is in hand", () -> driver.text("#objects-held").contains("Area"));
        robot.push(KeyCode.DELETE);
        until(n - 1);
        driver.chord(KeyCode.CONTROL, KeyCode.Z);
        until(n);

        robot.clickOn(at[0], at[1]);
        ComboBox<?> choice = robot.lookup("#objects-class").queryAs(ComboBox.class);
        robot.interact(() -> choice.getEditor().setText("Tumor"));
        robot.clickOn("#slide-class-alike");
        WindowDriver.until("all nuclei have the class", () -> robot.lookup(".object-class").queryAll().stream()
                .anyMatch(l -> ((javafx.scene.control.Label) l).getText().matches("■ [0-9,]+  Tumor")));
        complete(robot);
        Screenshot.write(stage.getScene(), Path.of("target", "slide-classified.png"));

        robot.push(KeyCode.P);
        double[][] corners = {screen(robot, 200, 1900), screen(robot, 600, 1900), screen(robot, 600, 2100)};
        for (double[] c : corners) {
            robot.clickOn(c[0], c[1]);
        }
        robot.push(KeyCode.ENTER);
        until(n + 1);
        robot.push(KeyCode.W);
        double[] in = screen(robot, 1390, 1300);
        robot.clickOn(in[0], in[1]);
        until(n + 2);
        robot.push(KeyCode.B);
        double[] from = screen(robot, 1200, 2100);
        double[] to = screen(robot, 1600, 2100);
        robot.moveTo(from[0], from[1]).press(MouseButton.PRIMARY).moveTo(to[0], to[1]).release(MouseButton.PRIMARY);
        until(n + 3);
        robot.push(KeyCode.C);
        double[] a = screen(robot, 1250, 700);
        double[] b = screen(robot, 1700, 1200);
        robot.moveTo(a[0], a[1]).press(MouseButton.PRIMARY).moveTo(b[0], b[1]).release(MouseButton.PRIMARY);
        WindowDriver.until("the frame counts", () -> driver.text("#objects-framed").startsWith("In the frame: "));
        complete(robot);
        Screenshot.write(stage.getScene(), Path.of("target", "slide-drawn.png"));
        robot.push(KeyCode.DIGIT5);
        complete(robot);
        Screenshot.write(stage.getScene(), Path.of("target", "slide-40x.png"));
        driver.close();
        List<FeatureLayer.Standing> after = kept();
        assertThat(after).hasSize(n + 3);
        assertThat(after.stream().filter(s -> s.feature().classification().equals("Tumor")).count())
                .as("nuclei and the three that were drawn").isGreaterThan(1000);
        robot.interact(() -> window = WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder)));
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the objects are listed again", () -> driver.text("#objects-total").contains("on this slide"));
        assertThat(total()).as("after a restart").isEqualTo(n + 3);
        driver.chord(KeyCode.CONTROL, KeyCode.Z);
        until(n + 2);
    }

    /// The window holds the store; it is read before it opens.
    private static List<FeatureLayer.Standing> store0() throws Exception {
        return kept();
    }
}
