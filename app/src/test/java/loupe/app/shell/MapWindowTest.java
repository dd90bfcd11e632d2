package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.viewer.picture.SentMap;
import loupe.app.viewer.picture.SentPetCt;
import loupe.app.wiring.Workplace;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Parametric maps that came with a study: listed, laid over its images and planes with legend, threshold and value, and hidden.
@ExtendWith(WindowRobot.class)
@Tag("display")
class MapWindowTest {
    @TempDir Path folder;
    private Stage stage;
    private MainWindow window;
    private WindowDriver driver;

    @Start
    void start(Stage given) {
        stage = given;
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
    }

    private SampleStore store(UnaryOperator<DataSet.Builder> change) throws Exception {
        List<Path> files = new ArrayList<>(SentPetCt.write(folder.resolve("sent")));
        files.add(SentMap.write(folder.resolve("sent"), true, change));
        return SampleStore.holding(folder.resolve("home"), files);
    }

    private void open(FxRobot robot, SampleStore store) {
        robot.interact(() -> window = WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder)));
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
    }

    private void choose(FxRobot robot, int row) {
        WindowDriver.until("maps are listed", () -> driver.list("#came").getItems().size() == 2);
        robot.interact(() -> driver.list("#came").getSelectionModel().select(row));
    }

    private static String in(FxRobot robot, String viewer, String id) {
        return robot.lookup(viewer).tryQuery()
                .flatMap(v -> robot.from(v).lookup(id).<Label>tryQuery())
                .map(Label::getText)
                .orElse("");
    }

    private static String legend(FxRobot robot) {
        return String.join("|", robot.from(robot.lookup("#colour-bar-upper").<Node>query()).lookup(".colour-bar-text")
                .<Label>queryAllAs(Label.class).stream().map(Label::getText).toList());
    }

    private static void until(FxRobot robot, String id, String text) {
        WindowDriver.until(id + " says " + text, () -> in(robot, "#viewer", id).contains(text));
    }

    private void picture(String name) {
        WaitForAsyncUtils.waitForFxEvents();
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name + ".png"));
    }

    @Test
    void are_laid_over_images_and_planes_with_legend_threshold_and_value(FxRobot robot) throws Exception {
        open(robot, store(b -> b));
        choose(robot, 0);
        until(robot, "#corner-view", "over: Apparent Diffusion Coefficient, MR of series 7  50 %");
        until(robot, "#corner-view", "clear up to 0");
        WindowDriver.until("all pixels are there", () -> in(robot, "#viewer", "#mark-preview").isEmpty());
        assertThat(legend(robot)).contains("Apparent Diffusion Coefficient").contains("10-6 mm2/s").contains("clear up to 0");
        robot.moveTo("#viewer");
        until(robot, "#pointer-value", "over: Apparent Diffusion Coefficient ");
        assertThat(in(robot, "#viewer", "#pointer-value")).containsPattern("Coefficient \\d[0-9.]* 10-6 mm2/s").contains("HU");
        picture("map");
        Slider clear = robot.lookup("#fusion-clear").query();
        assertThat(clear.isVisible()).isTrue();
        robot.interact(() -> clear.setValue(0.6));
        WindowDriver.until("higher values alone are seen", () -> !in(robot, "#viewer", "#corner-view").contains("clear up to 0")
                && in(robot, "#viewer", "#corner-view").contains("clear up to "));
        picture("map-threshold");
        robot.push(KeyCode.T);
        WindowDriver.until("on planes too", () -> in(robot, "#viewer-3", "#corner-view").contains("over: Apparent"));
        WindowDriver.until("with all pixels", () -> in(robot, "#viewer-3", "#mark-preview").isEmpty());
        picture("map-planes");
        robot.push(KeyCode.T);
    }

    @Test
    void of_one_object_are_chosen_one_at_a_time_and_hidden_with_all_that_came_or_that_programs_made(FxRobot robot) throws Exception {
        open(robot, store(b -> b));
        choose(robot, 1);
        until(robot, "#corner-view", "over: PROBABILITY");
        until(robot, "#corner-view", "W 1  L 0.5");
        picture("map-probability");
        driver.chord(KeyCode.SHIFT, KeyCode.S);
        WindowDriver.until("it goes with all that came", () -> !in(robot, "#viewer", "#corner-view").contains("over:"));
        assertThat(driver.shows("#fusion-strip")).isFalse();
        driver.chord(KeyCode.SHIFT, KeyCode.S);
        until(robot, "#corner-view", "over: PROBABILITY");
        robot.push(KeyCode.H);
        WindowDriver.until("it goes with what programs made", () -> !in(robot, "#viewer", "#corner-view").contains("over:"));
        robot.push(KeyCode.H);
        until(robot, "#corner-view", "over: PROBABILITY");
        driver.chord(KeyCode.SHIFT, KeyCode.B);
        WindowDriver.until("after the last map nothing", () -> !in(robot, "#viewer", "#corner-view").contains("over:"));
        robot.clickOn("Map: PROBABILITY");
        until(robot, "#corner-view", "over: PROBABILITY");
        driver.chord(KeyCode.SHIFT, KeyCode.B);
        WindowDriver.until("away again", () -> !in(robot, "#viewer", "#corner-view").contains("over:"));
        robot.clickOn("Map: PROBABILITY");
        until(robot, "#corner-view", "over: PROBABILITY");
    }

    @Test
    void that_cannot_be_read_are_taken_away_with_a_sentence_and_the_image_stays(FxRobot robot) throws Exception {
        byte[] beyond = new byte[2 * 2 * 40 * 40 * 12];
        java.util.Arrays.fill(beyond, (byte) 0xff);
        open(robot, store(b -> b.put(loupe.core.dicom.Tag.PixelData, Vr.OW, beyond)));
        choose(robot, 0);
        WindowDriver.until("it is said", () -> driver.text("#banner-text").contains("cannot be laid over the images"));
        WindowDriver.until("it is away", () -> !in(robot, "#viewer", "#corner-view").contains("over:"));
        assertThat(driver.text("#corner-image")).contains("of 24");
        assertThat(in(robot, "#viewer", "#corner-view")).contains("HU");
    }

    @Test
    void of_probabilities_wait_for_the_first_opinion_and_then_can_be_laid_over_the_same_screen(FxRobot robot) throws Exception {
        SampleStore store = store(b -> b);
        try (Workplace w = store.open()) {
            w.blindReading().want(true);
        }
        open(robot, store);
        robot.sleep(1500);
        assertThat(SceneWalk.of(stage).words()).noneMatch(l -> l.contains("Diffusion") || l.contains("PROBABILITY") || l.contains("MR of"));
        driver.chord(KeyCode.SHIFT, KeyCode.B);
        until(robot, "#corner-view", "over: 2  PT");
        driver.chord(KeyCode.SHIFT, KeyCode.B);
        WindowDriver.until("no map after the PET", () -> !in(robot, "#viewer", "#corner-view").contains("over:"));
        driver.chord(KeyCode.CONTROL, KeyCode.ENTER);
        WindowDriver.until("the opinion is asked for", () -> driver.shows("#opinion-1"));
        robot.push(KeyCode.DIGIT1);
        choose(robot, 1);
        until(robot, "#corner-view", "over: PROBABILITY");
        WindowDriver.until("all pixels are there", () -> in(robot, "#viewer", "#mark-preview").isEmpty());
        assertThat(driver.text("#corner-image")).isNotEmpty();
    }
}
