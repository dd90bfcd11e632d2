package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.core.work.JobContext;
import loupe.review.exporting.ExportStudy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// VIEW-3: a segmentation that came with a study lies over its images in the window (FINDINGS R6).
@ExtendWith(WindowRobot.class)
@Tag("display")
class CameAlongWindowTest {
    private static final Path PUBLIC = Path.of(System.getProperty("loupe.shared", "../../shared"), "data/dcmqi/segmentations");

    @TempDir Path folder;
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage given) {
        stage = given;
    }

    @AfterEach
    void close(FxRobot robot) throws Exception {
        if (window != null) {
            new WindowDriver(robot, window).close();
        }
    }

    private WindowDriver opened(FxRobot robot, List<Path> files) throws Exception {
        SampleStore store = SampleStore.holding(folder.resolve("home"), files);
        window = WindowDriver.onToolkit(
                () -> WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder)));
        WindowDriver driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
        return driver;
    }

    private static Set<String> tags(FxRobot robot) {
        return robot.lookup(".tag").<Label>queryAllAs(Label.class).stream().map(Label::getText).collect(Collectors.toSet());
    }

    private Path exportedWithImages() throws IOException {
        Path out = folder.resolve("out");
        try (Workplace w = SampleStore.copyTo(folder.resolve("first")).open()) {
            String ct = w.store().studies().stream()
                    .filter(s -> s.modalities().contains("CT")).findFirst().orElseThrow().studyUid();
            w.exporting().run(ct, out, new ExportStudy.Choice(true), JobContext.unattended());
        }
        Files.delete(out.resolve("report.dcm"));
        return out;
    }

    @Test
    void is_drawn_over_its_slices_until_it_is_hidden_and_is_no_series_of_its_own(FxRobot robot) throws Exception {
        WindowDriver driver = opened(robot, List.of(exportedWithImages()));
        WindowDriver.until("regions are named", () -> !tags(robot).isEmpty());
        assertThat(driver.list("#series").getItems()).hasSize(1);
        assertThat(tags(robot)).as("no finding of this store").noneMatch(t -> t.matches("F[0-9]+"));
        robot.press(KeyCode.SHIFT).push(KeyCode.S).release(KeyCode.SHIFT);
        WindowDriver.until("they are hidden", () -> tags(robot).isEmpty());
        robot.press(KeyCode.SHIFT).push(KeyCode.S).release(KeyCode.SHIFT);
        WindowDriver.until("they are back", () -> !tags(robot).isEmpty());
        robot.push(KeyCode.T);
        WindowDriver.until("a plane shows them too", () -> robot.lookup("#viewer-3").tryQuery()
                .filter(v -> !robot.from(v).lookup(".tag").queryAll().isEmpty()).isPresent());
    }

    private static List<String> said(FxRobot robot) {
        return robot.lookup(".came-text").<Label>queryAllAs(Label.class).stream().map(Label::getText).toList();
    }

    private static void screenshot(Stage stage, String name) {
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name));
    }

    /// OHIF #5635: after a report was loaded the view did not go to what it measured.
    @Test
    void a_report_of_another_program_shows_its_shapes_on_their_slice_and_counts_nothing(FxRobot robot) throws Exception {
        Path files = exportedWithImages();
        ObjectsAbout ct = ObjectsAbout.images(files, "CT");
        ct.report(10, true);
        WindowDriver driver = opened(robot, List.of(files));
        WindowDriver.until("it is listed", () -> driver.list("#came").getItems().size() > 2);
        robot.interact(() -> driver.list("#came").getSelectionModel().select(0));
        WindowDriver.until("both are said", () -> said(robot).equals(List.of("Length\n12.25 mm", "Length\n77.5 mm")));
        screenshot(stage, "came-report.png");
        assertThat(driver.list("#findings").getItems()).isEmpty();
        assertThat(robot.lookup("#measures-pane").query().isVisible()).as("no drawing of the reader").isFalse();
        robot.push(KeyCode.DOWN);
        WindowDriver.until("the next slice has none", () -> said(robot).isEmpty());
        robot.push(KeyCode.UP);
        WindowDriver.until("they are back", () -> said(robot).size() == 2);
        robot.push(KeyCode.H);
        WindowDriver.until("a program's report is hidden with all AI", () -> said(robot).isEmpty() && tags(robot).isEmpty());
        robot.push(KeyCode.H);
        driver.chord(KeyCode.SHIFT, KeyCode.S);
        WindowDriver.until("hidden with all that came", () -> said(robot).isEmpty());
    }

    @Test
    void a_presentation_state_makes_its_images_look_so_until_it_is_taken_away(FxRobot robot) throws Exception {
        Path files = exportedWithImages();
        ObjectsAbout ct = ObjectsAbout.images(files, "CT");
        ct.state("bone", 10, 12);
        ct.keys(12, 30);
        WindowDriver driver = opened(robot, List.of(files));
        WindowDriver.until("all is listed", () -> driver.list("#came").getItems().size() > 3);
        String before = driver.text("#corner-view");
        driver.chord(KeyCode.SHIFT, KeyCode.P);
        driver.onSlice(11);
        WindowDriver.until("it says so", () -> driver.text("#corner-image").contains("presentation state: BONE"));
        WindowDriver.until("its window, inversion and mirror are in force", () -> driver.text("#corner-view").contains("W 2500")
                && driver.text("#corner-view").contains("inverted") && driver.text("#corner-view").contains("mirrored"));
        assertThat(robot.lookup(".came-line").queryAll()).hasSize(2);
        screenshot(stage, "came-presentation.png");
        robot.push(KeyCode.DOWN);
        WindowDriver.until("another image stays as it was", () -> driver.text("#corner-image").contains("slice 12 of")
                && driver.text("#corner-view").equals(before) && robot.lookup(".came-line").queryAll().isEmpty());
        robot.push(KeyCode.DOWN);
        WindowDriver.until("the next it names looks so again, and is key", () -> driver.text("#corner-image").contains("BONE")
                && driver.text("#corner-image").contains("key image: Of Interest"));
        driver.chord(KeyCode.SHIFT, KeyCode.X);
        WindowDriver.until("one key gives the plain image back", () -> driver.text("#corner-view").equals(before)
                && !driver.text("#corner-image").contains("presentation"));
        assertThat(robot.lookup(".key-tick").queryAll()).hasSize(2);
        driver.chord(KeyCode.SHIFT, KeyCode.I);
        driver.onSlice(31);
        screenshot(stage, "came-key-image.png");
    }

    @Test
    void of_another_program_lies_over_a_public_ct(FxRobot robot) throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(PUBLIC), "skipped: the folder of public inputs (../shared) is not there");
        opened(robot, List.of(PUBLIC.resolve("ct-3slice"), PUBLIC.resolve("liver.dcm"), PUBLIC.resolve("partial_overlaps.dcm")));
        WindowDriver.until("regions are named", () -> !tags(robot).isEmpty());
        Screenshot.write(stage.getScene(),
                Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), "came-along.png"));
    }
}
