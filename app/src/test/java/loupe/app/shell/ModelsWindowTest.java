package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import loupe.app.models.ModelsViewModel;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.inference.trust.Standing;
import loupe.store.audit.AuditEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// SEC-4: the models of the site in the window: what runs, who decided it and why; a version is retired and trusted again.
@ExtendWith(WindowRobot.class)
@Tag("display")
class ModelsWindowTest {
    @TempDir Path folder;
    private Stage stage;

    @Start
    void start(Stage given) {
        stage = given;
    }

    private static List<ModelsViewModel.Line> lines(FxRobot robot) {
        TableView<?> table = robot.lookup("#model-lines").queryAs(TableView.class);
        return table.getItems().stream().map(ModelsViewModel.Line.class::cast).toList();
    }

    private void shot(String name) throws Exception {
        WindowDriver.onToolkit(() -> {
            Screenshot.write(stage.getScene(), Path.of("target", "dash-" + name + ".png"));
            return true;
        });
    }

    @Test
    void a_version_is_retired_with_a_reason_and_trusted_again(FxRobot robot) throws Exception {
        SampleStore store = SampleStore.copyTo(folder.resolve("store"));
        MainWindow[] window = new MainWindow[1];
        robot.interact(() -> window[0] = WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder)));
        WindowDriver driver = new WindowDriver(robot, window[0]);
        driver.unlocked();
        robot.push(new KeyCodeCombination(KeyCode.R, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
        WindowDriver.until("the models are read", () -> driver.shows("#models") && lines(robot).size() > 2);
        int at = WindowDriver.read(() -> lines(robot).stream().map(l -> l.decision().modelId()).toList()).indexOf("ct-nodules");
        robot.interact(() -> robot.lookup("#model-lines").queryAs(TableView.class).getSelectionModel().select(at));
        assertThat(WindowDriver.read(() -> lines(robot).get(at)).runs()).isTrue();
        assertThat(driver.text("#model-card")).contains("Accepts CT", "Intended use: ", "Digest of the weights: ");
        shot("models-dark");
        robot.clickOn("#model-retire");
        WindowDriver.until("a reason is asked for", () -> driver.text("#models-message").startsWith("Say why"));
        assertThat(WindowDriver.read(() -> lines(robot).get(at)).runs()).isTrue();
        robot.clickOn("#model-reason").write("too many marks");
        robot.clickOn("#model-retire");
        WindowDriver.until("it runs no more", () -> driver.text("#models-message").contains("runs no more")
                && lines(robot).stream().anyMatch(
                l -> l.decision().modelId().equals("ct-nodules") && !l.runs() && l.decision().standing() == Standing.RETIRED
                        && l.decision().by().equals("reader") && l.decision().reason().equals("too many marks")));
        int again = WindowDriver.read(() -> lines(robot).stream().map(l -> l.decision().modelId()).toList()).indexOf("ct-nodules");
        robot.interact(() -> robot.lookup("#model-lines").queryAs(TableView.class).getSelectionModel().select(again));
        robot.clickOn("#model-trust");
        WindowDriver.until("it runs again", () -> driver.text("#models-message").contains("runs from now on")
                && lines(robot).stream().anyMatch(l -> l.decision().modelId().equals("ct-nodules") && l.runs()));
        robot.push(KeyCode.F8);
        WindowDriver.until("it is light", () -> stage.getScene().getStylesheets().size() == 2);
        shot("models-light");
        driver.close();
        try (Workplace w = store.open()) {
            assertThat(w.store().events(0, 1000)).anyMatch(e -> e.event().filter(AuditEvent.MODEL_RETIRED::equals).isPresent());
        }
    }
}
