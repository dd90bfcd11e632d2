package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Workplace;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// SEC-3: the log in the window: filters, its proof in words, and writing it out, which is an entry itself.
@ExtendWith(WindowRobot.class)
@Tag("display")
class LogWindowTest {
    @TempDir Path folder;
    private Stage stage;
    private WindowDriver driver;

    @Start
    void start(Stage given) {
        stage = given;
    }

    @AfterEach
    void end() throws Exception {
        driver.close();
    }

    private static List<LoggedEvent> entries(FxRobot robot) {
        TableView<?> table = robot.lookup("#log-entries").queryAs(TableView.class);
        return table.getItems().stream().map(LoggedEvent.class::cast).toList();
    }

    private void shot(String name) throws Exception {
        WindowDriver.onToolkit(() -> {
            Screenshot.write(stage.getScene(), Path.of("target", "dash-" + name + ".png"));
            return true;
        });
    }

    @Test
    void entries_are_filtered_proven_and_written_out(FxRobot robot) throws Exception {
        SampleStore store = SampleStore.copyTo(folder.resolve("store"));
        String uid;
        String number;
        try (Workplace w = store.open()) {
            uid = w.store().studies().stream().filter(s -> s.modalities().contains("CT")).findFirst().orElseThrow().studyUid();
            number = Integer.toString(w.worklist().numberOf(uid));
        }
        Path out = Files.createDirectories(folder.resolve("out"));
        robot.interact(() -> driver = new WindowDriver(robot, WindowDriver.on(stage, store, Preferences.usual(),
                WindowDriver.answering(out))));
        driver.unlocked();
        robot.push(new KeyCodeCombination(KeyCode.Y, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
        WindowDriver.afterJob("the log is read", () -> driver.shows("#log") && !entries(robot).isEmpty());
        List<LoggedEvent> all = WindowDriver.read(() -> entries(robot));
        assertThat(all).isSortedAccordingTo((a, b) -> Long.compare(b.sequence(), a.sequence()));
        assertThat(driver.text("#log-message")).isEqualTo(all.size() + " entries.");
        assertThat(driver.text("#log-proof")).startsWith("Not checked");

        ComboBox<?> event = robot.lookup("#log-event").queryAs(ComboBox.class);
        robot.interact(() -> event.getSelectionModel().select(event.getItems().indexOf("analysed")));
        robot.clickOn("#log-study").write(number).push(KeyCode.ENTER);
        WindowDriver.afterJob("analyses of that study alone", () -> !entries(robot).isEmpty() && entries(robot).stream().allMatch(
                e -> e.event().filter(AuditEvent.ANALYSED::equals).isPresent() && e.studyUid().filter(uid::equals).isPresent())
                && driver.text("#log-message").contains("entr") && entries(robot).size() < all.size());
        robot.interact(() -> {
            robot.lookup("#log-study").queryTextInputControl().clear();
            robot.lookup("#log-from").queryAs(DatePicker.class).setValue(LocalDate.of(2999, 1, 1));
        });
        robot.clickOn("#log-show");
        WindowDriver.afterJob("nothing was done then", () -> driver.text("#log-message").equals("0 entries."));
        robot.interact(() -> {
            robot.lookup("#log-from").queryAs(DatePicker.class).setValue(null);
            event.getSelectionModel().select(0);
        });
        robot.clickOn("#log-check");
        WindowDriver.afterJob("it proves itself", () -> driver.text("#log-proof").startsWith("Intact: ")
                && driver.text("#log-proof").contains("(UTC)"));
        robot.clickOn("#log-export");
        WindowDriver.afterJob("it is written", () -> driver.text("#log-message").startsWith("log.jsonl is written"));
        assertThat(Files.readAllLines(out.resolve("log.jsonl"))).hasSizeGreaterThan(all.size()).allMatch(l -> l.startsWith("{"));
        robot.clickOn("#log-export");
        WindowDriver.afterJob("nothing is overwritten", () -> driver.text("#log-message").startsWith("There is a log.jsonl"));
        robot.clickOn("#log-show");
        WindowDriver.afterJob("writing out is an entry", () -> entries(robot).stream().anyMatch(
                e -> e.event().filter(AuditEvent.EXPORTED::equals).isPresent() && e.detail().equals("log")));
        shot("log-dark");
        robot.push(KeyCode.F8);
        WindowDriver.until("it is light", () -> stage.getScene().getStylesheets().size() == 2);
        shot("log-light");
        robot.interact(() -> robot.lookup("#log-entries").query().requestFocus());
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("Escape leads to the list", () -> driver.shows("#studies"));
    }
}
