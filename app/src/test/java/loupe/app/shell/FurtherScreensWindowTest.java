package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.review.hanging.HangingBook;
import loupe.review.screen.MonitorPlace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// VIEW-5: views on further monitors, a stage each, are there again at the next start.
@ExtendWith(WindowRobot.class)
@Tag("display")
class FurtherScreensWindowTest {
    private static final MonitorPlace LEFT = new MonitorPlace(0, 0, 1366, 768);
    private static final MonitorPlace RIGHT = new MonitorPlace(1366, 0, 554, 768);

    @TempDir Path folder;
    private SampleStore store;
    private Stage stage;
    private MainWindow window;
    private WindowDriver driver;
    private Desktop desktop;

    /// Two parts of one display stand for two monitors.
    private static final class Desktop implements Monitors {
        private List<MonitorPlace> places = List.of(LEFT, RIGHT);
        private Runnable changed = () -> {};

        @Override
        public List<MonitorPlace> all() {
            return places;
        }

        @Override
        public Runnable onChange(Runnable listener) {
            changed = listener;
            return () -> changed = () -> {};
        }

        void are(MonitorPlace... now) throws Exception {
            WindowDriver.onToolkit(() -> {
                places = List.of(now);
                changed.run();
                return true;
            });
        }
    }

    @Start
    void start(Stage given) {
        stage = given;
    }

    @BeforeEach
    void fill() throws Exception {
        List<Path> files = new ArrayList<>(SentStudies.chest(folder.resolve("now"), "1.2.10", "one", "20240110", 9));
        store = SampleStore.holding(folder.resolve("home"), files);
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
    }

    private void session(FxRobot robot) throws Exception {
        desktop = new Desktop();
        session(robot, desktop);
    }

    private void session(FxRobot robot, Desktop with) throws Exception {
        window = WindowDriver.onToolkit(() -> {
            MainWindow.Parts p = store.parts(Preferences.usual(), WindowDriver.answering(folder));
            return WindowDriver.on(stage, new MainWindow.Parts(p.opening(), p.preferences(), p.log(), p.choosers(), with));
        });
        driver = new WindowDriver(robot, window);
        driver.unlocked();
    }

    private static List<Stage> further() throws Exception {
        return WindowDriver.onToolkit(() -> Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(s -> s.getTitle() != null && s.getTitle().startsWith("Loupe – screen"))
                .toList());
    }

    private static Optional<Node> on(Stage screen, String id) {
        return Optional.ofNullable(screen.getScene().lookup(id));
    }

    private static String corner(Stage screen, String viewer) throws Exception {
        return WindowDriver.onToolkit(() -> on(screen, viewer)
                .flatMap(v -> Optional.ofNullable((Label) v.lookup("#corner-image")))
                .map(Label::getText)
                .orElse(""));
    }

    private static void shows(Stage screen, String viewer, String text) {
        WindowDriver.until(viewer + " shows " + text, () -> corner(screen, viewer).contains(text));
    }

    private static long views(Stage screen) throws Exception {
        return WindowDriver.onToolkit(() -> (long) screen.getScene().getRoot().lookupAll(".view-cell").size());
    }

    private void says(String text) {
        WindowDriver.until("the banner says " + text, () -> driver.text("#banner-text").contains(text));
    }

    private Stage opened(FxRobot robot) throws Exception {
        session(robot);
        driver.openFirst();
        robot.push(KeyCode.F9);
        WindowDriver.until("a further screen is there", () -> further().size() == 1);
        return further().getFirst();
    }

    @Test
    void a_further_monitor_has_views_of_its_own_that_follow_and_have_all_keys(FxRobot robot) throws Exception {
        Stage second = opened(robot);
        assertThat(List.of(second.getX(), second.getY(), second.getWidth(), second.getHeight()))
                .containsExactly(1366.0, 0.0, 554.0, 768.0);
        shows(second, "#screen-2-viewer", "of");
        robot.clickOn(on(second, "#screen-2-viewer").orElseThrow());
        robot.push(KeyCode.PAGE_UP);
        shows(second, "#screen-2-viewer", "SOFT TISSUE");
        driver.chord(KeyCode.SHIFT, KeyCode.DIGIT2);
        WindowDriver.until("the second screen has two views", () -> views(second) == 2);
        assertThat(robot.from(stage.getScene().getRoot()).lookup(".view-cell").queryAll()).as("the window has one").hasSize(1);
        robot.clickOn(on(second, "#screen-2-viewer").orElseThrow());
        robot.push(KeyCode.HOME);
        shows(second, "#screen-2-viewer", "slice 1 of");
        robot.push(KeyCode.DOWN);
        shows(second, "#screen-2-viewer", "slice 2 of");
        WindowDriver.until("the window's view follows", () -> corner(stage, "#viewer").contains("slice 2 of"));
        Screenshot.write(second.getScene(), screenshot("further-screen.png"));
        robot.push(KeyCode.F);
        WindowDriver.until("one view of that screen is alone", () -> views(second) == 1);
        assertThat(robot.from(stage.getScene().getRoot()).lookup(".view-cell").queryAll()).hasSize(1);
        driver.chord(KeyCode.CONTROL, KeyCode.K);
        WindowDriver.until("the palette opens in the window", () -> driver.shows("#palette-words"));
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.F9);
        WindowDriver.until("the window is alone", () -> further().isEmpty());
        assertThat(driver.text("#corner-image")).contains("of");
    }

    private static Path screenshot(String name) {
        return Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name);
    }

    @Test
    void a_rule_made_over_two_screens_hangs_on_both_after_a_restart_and_says_so_where_one_is_not_there(FxRobot robot) throws Exception {
        Stage second = opened(robot);
        robot.clickOn(on(second, "#screen-2-viewer").orElseThrow());
        driver.chord(KeyCode.SHIFT, KeyCode.DIGIT2);
        WindowDriver.until("the second screen has two views", () -> views(second) == 2);
        driver.chord(KeyCode.CONTROL, KeyCode.H);
        says("screen 1: one view – ");
        says("screen 2: 1 × 2 views – ");
        driver.close();
        assertThat(further()).isEmpty();
        session(robot);
        WindowDriver.until("the monitor is used again", () -> further().size() == 1);
        driver.openFirst();
        says("Hung as you do");
        WindowDriver.until("both views hang on it", () -> views(further().getFirst()) == 2);
        driver.close();
        try (Workplace w = store.open()) {
            assertThat(new HangingBook(w.store()).rules().rules().getFirst().how().screens()).hasSize(2);
        }
        Desktop alone = new Desktop();
        alone.places = List.of(LEFT);
        session(robot, alone);
        says("A monitor that was used the last time is not there");
        driver.openFirst();
        says("Not there: a further screen (F9)");
        assertThat(further()).isEmpty();
    }

    @Test
    void a_monitor_that_goes_takes_its_views_along_and_brings_them_back(FxRobot robot) throws Exception {
        Stage second = opened(robot);
        robot.clickOn(on(second, "#screen-2-viewer").orElseThrow());
        robot.push(KeyCode.END);
        String stood = corner(second, "#screen-2-viewer");
        desktop.are(LEFT);
        says("A monitor has gone");
        assertThat(further()).isEmpty();
        robot.push(KeyCode.HOME);
        driver.onSlice(1);
        desktop.are(LEFT, RIGHT);
        WindowDriver.until("it is used again", () -> further().size() == 1);
        Stage back = further().getFirst();
        WindowDriver.until("its view is back", () -> !corner(back, "#screen-2-viewer").isEmpty());
        assertThat(corner(back, "#screen-2-viewer")).isEqualTo(stood);
    }

    @Test
    void behind_the_lock_a_further_screen_shows_nothing(FxRobot robot) throws Exception {
        Stage second = opened(robot);
        shows(second, "#screen-2-viewer", "of");
        driver.chord(KeyCode.CONTROL, KeyCode.L);
        WindowDriver.until("the lock screen is shown", () -> driver.shows("#lock-screen"));
        locked(second);
        robot.push(KeyCode.F9);
        assertThat(further()).hasSize(1);
        desktop.are(LEFT);
        desktop.are(LEFT, RIGHT);
        WindowDriver.until("the monitor is used again", () -> further().size() == 1);
        locked(further().getFirst());
    }

    private static void locked(Stage screen) throws Exception {
        WindowDriver.onToolkit(() -> {
            assertThat(screen.getScene().getRoot().getChildrenUnmodifiable())
                    .singleElement()
                    .satisfies(n -> assertThat(((Labeled) n).getText()).isEqualTo("Locked"));
            return true;
        });
    }

    @Test
    void without_another_monitor_it_says_so(FxRobot robot) throws Exception {
        Desktop alone = new Desktop();
        alone.places = List.of(LEFT);
        session(robot, alone);
        robot.push(KeyCode.F9);
        says("no monitor beside");
        assertThat(further()).isEmpty();
    }
}
