package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Takes the pictures of the README: into the folder `loupe.screenshots` names, else into `target`.
@ExtendWith(WindowRobot.class)
@Tag("display")
class ScreenshotWindowTest {
    @TempDir
    static Path folder;

    private static SampleStore store;

    private MainWindow window;
    private Stage stage;

    @BeforeAll
    static void fill() throws Exception {
        store = SampleStore.copyTo(folder.resolve("pictures"));
    }

    @Start
    void start(Stage given) {
        stage = given;
        window = WindowDriver.on(given, store, Preferences.usual(), WindowDriver.answering(folder));
        String size = System.getProperty("loupe.screenshotSize", "1600x1000");
        given.setWidth(Integer.parseInt(size.split("x")[0]));
        given.setHeight(Integer.parseInt(size.split("x")[1]));
    }

    @Test
    void of_the_study_list_and_of_the_viewer(FxRobot robot) throws Exception {
        WindowDriver driver = new WindowDriver(robot, window);
        Path out = Path.of(System.getProperty("loupe.screenshots", "target/screenshots"));
        driver.unlocked();
        Screenshot.write(stage.getScene(), out.resolve("studies.png"));
        driver.openFirst();
        robot.push(KeyCode.N);
        WindowDriver.until("the second finding is in hand", () -> driver.list("#findings")
                        .getSelectionModel()
                        .getSelectedIndex()
                == 1);
        robot.push(KeyCode.A);
        WindowDriver.until("the verdict is saved", () -> driver.text("#status").startsWith("saved: accept"));
        robot.push(KeyCode.N).moveTo("#viewer");
        WindowDriver.until("the picture is drawn", () -> driver.text("#corner-image").contains("of"));
        WaitForAsyncUtils.waitForFxEvents();
        Screenshot.write(stage.getScene(), out.resolve("viewer.png"));
        showsTheFilm(robot, driver);
        driver.close();
        assertThat(Files.size(out.resolve("studies.png"))).isGreaterThan(10_000);
        assertThat(Files.size(out.resolve("viewer.png"))).isGreaterThan(50_000);
    }

    /// A film lies in no stack and has only its detector's spacing.
    private static void showsTheFilm(FxRobot robot, WindowDriver driver) {
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until(
                "the list is back",
                () -> driver.shows("#studies") && driver.table().getItems().size() == 2);
        robot.interact(() -> driver.table().getSelectionModel().select(1));
        robot.push(KeyCode.ENTER);
        WindowDriver.until("the film is drawn", () -> driver.text("#corner-image").contains("image 1 of 1"));
        assertThat(driver.text("#mark-warnings")).contains("at the detector");
        assertThat(driver.text("#edge-left")).isEqualTo("R");
    }
}
