package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The demo's window is there before its samples are; they come as jobs, and the first is opened.
@ExtendWith(WindowRobot.class)
@Tag("display")
class SamplesArrivingInTheWindowTest {
    @TempDir
    static Path folder;

    private Workplace workplace;
    private Stage stage;
    private MainWindow window;
    private Path samples;
    private int studiesWhenShown = -1;

    @Start
    void start(Stage shown) throws Exception {
        stage = shown;
        Path own = Files.createTempDirectory(folder, "demo");
        samples = own.resolve("samples");
        SampleStore store = SampleStore.none(own);
        workplace = aside(() -> Workplace.create(store.opening(), SampleStore.PASSPHRASE.toCharArray()));
        window = new MainWindow(
                shown, store.parts(Preferences.usual(), WindowDriver.answering(own)), Optional.of(workplace), Optional.of(samples));
        window.show();
        studiesWhenShown = aside(() -> workplace.store().studies().size());
    }

    /// The store refuses the toolkit's thread.
    private static <T> T aside(Callable<T> work) throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            return other.submit(work).get();
        }
    }

    @AfterEach
    void close(FxRobot robot) throws Exception {
        new WindowDriver(robot, window).close();
        workplace.close();
    }

    @Test
    void shows_the_list_with_a_job_before_a_sample_is_there_and_then_the_first_one(FxRobot robot) throws Exception {
        WindowDriver driver = new WindowDriver(robot, window);
        assertThat(studiesWhenShown).isZero();
        assertThat(stage.isShowing()).isTrue();
        WindowDriver.until("a job that can be stopped is shown", () -> driver.shows("#job-cancel"));
        assertThat(driver.text("#no-studies")).startsWith("The first study is on its way");
        assertThat(workplace.store().studies()).isEmpty();
        WindowDriver.afterJob("a sample's picture is drawn", () -> driver.text("#corner-image").contains("of"));
        assertThat(workplace.store().studies()).isNotEmpty();
    }

    @Test
    void stops_drawing_when_it_is_told_to(FxRobot robot) throws Exception {
        WindowDriver driver = new WindowDriver(robot, window);
        WindowDriver.until("a job that can be stopped is shown", () -> driver.shows("#job-cancel"));
        robot.clickOn("#job-cancel");
        WindowDriver.until("no job is left", () -> !driver.shows("#job-cancel"));
        assertThat(driver.text("#no-studies")).isEqualTo("No studies here yet");
        assertThat(workplace.store().studies()).isEmpty();
    }
}
