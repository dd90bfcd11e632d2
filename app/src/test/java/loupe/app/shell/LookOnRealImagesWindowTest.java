package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Two echo-planar series of one phantom with opposite phase encoding, on one frame of reference: the real pair of the shared folder.
@ExtendWith(WindowRobot.class)
@Tag("display")
class LookOnRealImagesWindowTest {
    private static final Path PAIR = Path.of(System.getProperty("loupe.shared", "../../shared"), "data/vendors/mr_siemens_mosaic");

    @TempDir static Path folder;
    private static SampleStore store;
    private MainWindow window;
    private WindowDriver driver;
    private Stage stage;

    @BeforeAll
    static void fill() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(PAIR), "the shared folder is not here");
        store = SampleStore.holding(folder.resolve("pair"), List.of(PAIR.resolve("mr_0003"), PAIR.resolve("mr_0004")));
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

    private void picture(String name) {
        WaitForAsyncUtils.waitForFxEvents();
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name + ".png"));
    }

    @Test
    void one_lies_over_the_other_with_its_legend_and_under_the_magnifier(FxRobot robot) {
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        driver.chord(KeyCode.SHIFT, KeyCode.B);
        WindowDriver.until("the same series' next time lies above", () -> driver.text("#corner-view").contains("over: 3  MR"));
        driver.chord(KeyCode.SHIFT, KeyCode.B);
        WindowDriver.until("the other series lies above", () -> driver.text("#corner-view").contains("over: 4  MR"));
        WindowDriver.until("in its window", () -> driver.text("#corner-view").contains("hot iron"));
        WindowDriver.until("all pixels are there", () -> driver.text("#mark-preview").isEmpty());
        Bounds b = WindowDriver.onScreen(robot.lookup("#viewer").query());
        driver.chord(KeyCode.SHIFT, KeyCode.Z);
        robot.moveTo(b.getCenterX() + 90, b.getCenterY() - 60).moveBy(1, 1).sleep(400);
        picture("fusion-real");
        assertThat(driver.text("#pointer-value")).contains("over: ").contains("mm");
        robot.push(KeyCode.T);
        WindowDriver.until("planes are there", () -> robot.lookup("#viewer-3").tryQuery().isPresent());
        robot.sleep(1500);
        robot.moveTo(b.getMinX() + 30, b.getCenterY() - 40).sleep(400);
        picture("fusion-real-planes");
    }
}
