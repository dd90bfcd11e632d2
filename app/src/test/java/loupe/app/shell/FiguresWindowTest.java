package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.chart.LineChart;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import loupe.app.browser.StudyRow;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// AI-4: the page of figures: numbers with intervals lead to their studies.
@ExtendWith(WindowRobot.class)
@Tag("display")
class FiguresWindowTest {
    @TempDir static Path folder;
    private static SampleStore first;

    private Stage stage;
    private WindowDriver driver;

    @BeforeAll
    static void decisions() throws Exception {
        first = SampleStore.copyTo(folder.resolve("first"));
        try (Workplace w = first.open()) {
            ReviewSession review = w.review(ModelAnswers.of(w, 12));
            for (int n = 1; n <= 12; n++) {
                FindingId id = new FindingId("F" + n);
                if (n <= 3) {
                    review.reject(id, n == 1 ? RejectReason.ARTEFACT : RejectReason.NORMAL_ANATOMY, "");
                } else {
                    review.accept(id);
                }
            }
        }
    }

    @Start
    void start(Stage given) {
        stage = given;
    }

    @AfterEach
    void end() throws Exception {
        driver.close();
    }

    private static List<Hyperlink> links(FxRobot robot) {
        return WindowDriver.read(() -> robot.lookup(n -> n instanceof Hyperlink
                && n.isVisible()).queryAll().stream().map(Hyperlink.class::cast).toList());
    }

    private void shot(String name) throws Exception {
        WindowDriver.onToolkit(() -> {
            Screenshot.write(stage.getScene(), Path.of("target", "dash-" + name + ".png"));
            return true;
        });
    }

    @Test
    void a_number_has_its_interval_and_leads_to_its_studies(FxRobot robot) throws Exception {
        SampleStore store = first.copied(folder.resolve("figures"));
        robot.interact(() -> driver = new WindowDriver(robot, WindowDriver.on(
                stage, store, Preferences.usual(), WindowDriver.answering(folder.resolve("out")))));
        driver.unlocked();
        int all = driver.table().getItems().size();
        assertThat(all).isGreaterThan(1);
        robot.push(new KeyCodeCombination(KeyCode.D, KeyCombination.SHORTCUT_DOWN));
        WindowDriver.afterJob("the figures are read", () -> links(robot).stream().anyMatch(l -> l.getText().equals("3  25 % (9–53)")));
        assertThat(driver.texts()).anyMatch(t -> t.contains("overrides of net@1 by week")).anyMatch(t -> t.contains("3 of 12  25.0 %"))
                .anyMatch(t -> t.startsWith("drift: no model has run")).anyMatch(t -> t.startsWith("reading time:"))
                .anyMatch(t -> t.startsWith("image artefact 1  8 %"));
        List<String> charts = WindowDriver.read(() -> robot.lookup(n -> n instanceof LineChart).<Node>queryAll().stream()
                .map(n -> String.valueOf(n.getAccessibleText())).toList());
        assertThat(charts).as("drawn too").isNotEmpty().allMatch(t -> t.contains("overrides of"));
        shot("figures-dark");
        robot.clickOn("#by-sex");
        robot.clickOn("#by-age");
        WindowDriver.afterJob("two more columns", () -> driver.texts().contains("sex") && driver.texts().contains("age")
                && driver.text("#dashboard-message").isEmpty());
        robot.push(KeyCode.F8);
        WindowDriver.until("it is light", () -> stage.getScene().getStylesheets().size() == 2);
        shot("figures-light");
        Node rejected = links(robot).stream().filter(l -> l.getText().equals("3  25 % (9–53)")).findFirst().orElseThrow();
        robot.clickOn(rejected);
        WindowDriver.until("its study alone is listed", () -> driver.shows("#studies") && driver.table().getItems().size() == 1);
        assertThat(((StudyRow) driver.table().getItems().getFirst()).study().modalities()).isEqualTo("CT");
        assertThat(driver.text("#filter-only")).startsWith("Only: rejected, net@1");
        assertThat(driver.text("#study-count")).isEqualTo("1 of " + all);
        robot.clickOn("#filter-all");
        WindowDriver.until("all are listed again", () -> driver.table().getItems().size() == all);
        assertThat(driver.shows("#filter-only")).isFalse();
    }
}
