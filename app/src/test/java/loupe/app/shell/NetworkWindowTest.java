package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.action.Action;
import loupe.app.browser.StudyRow;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.SafeLog;
import loupe.app.wiring.Workplace;
import loupe.core.work.JobContext;
import loupe.exchange.peers.OrthancServer;
import loupe.exchange.peers.RunningProgram;
import loupe.review.edit.ReviewedFinding;
import loupe.review.reading.ListState;
import loupe.review.session.ReviewSession;
import loupe.sample.PhantomSeeds;
import loupe.sample.SampleStudies;
import loupe.store.access.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// From an empty workstation to a study fetched from an archive (Orthanc) and its results back there, all in the window.
@ExtendWith(WindowRobot.class)
@Tag("display")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NetworkWindowTest {
    private static final String NAME = "Castañeda, Sigrún";
    private static final int SLICES = 30;

    @TempDir static Path folder;
    private static SampleStore store;
    private static OrthancServer archive;
    private static int listens;

    private Stage stage;
    private WindowDriver driver;
    private boolean open;

    @BeforeAll
    static void an_archive_and_an_empty_workstation() throws Exception {
        listens = RunningProgram.freePort();
        archive = OrthancServer.start(Files.createDirectories(folder.resolve("archive")), listens, "");
        SampleStudies.Written samples = SampleStudies.write(folder.resolve("samples"), PhantomSeeds.demo());
        archive.put(samples.filmFiles().getFirst());
        for (Path p : samples.ctFiles().subList(0, SLICES)) {
            archive.put(p);
        }
        store = SampleStore.none(folder.resolve("home"));
        try (Workplace w = Workplace.create(store.opening(), SampleStore.PASSPHRASE.toCharArray())) {
            w.store().accounts().changeRoles(
                    store.opening().actor(), Set.of(Role.ADMINISTRATOR, Role.RADIOLOGIST, Role.AUDITOR, Role.IDENTITY_KEEPER));
        }
    }

    @AfterAll
    static void the_archive_ends() {
        if (archive != null) {
            archive.close();
        }
    }

    @Start
    void start(Stage given) {
        stage = given;
    }

    @AfterEach
    void end() throws Exception {
        if (open) {
            open = false;
            driver.close();
        }
    }

    private void come(FxRobot robot) {
        robot.interact(() -> {
            stage.setWidth(1366);
            stage.setHeight(768);
            driver = new WindowDriver(robot, WindowDriver.on(stage, new MainWindow.Parts(
                    store.opening(), Preferences.usual(), SafeLog.of(store.opening().places()), WindowDriver.answering(folder.resolve("out")))));
        });
        open = true;
        driver.unlock(SampleStore.PASSPHRASE);
        WindowDriver.until("the list is there", () -> driver.shows("#studies") || driver.shows("#list-more"));
    }

    private void picture(FxRobot robot, String name) {
        for (String theme : List.of("dark", "light")) {
            Screenshot.write(stage.getScene(), Path.of("target", "network-" + name + "-" + theme + ".png"));
            robot.push(KeyCode.F8);
        }
    }

    private void type(FxRobot robot, String id, String text) {
        robot.interact(() -> robot.lookup(id).queryAs(TextInputControl.class).setText(text));
    }

    private <T> List<T> lines(FxRobot robot, String id, Class<T> of) {
        TableView<?> table = robot.lookup(id).queryAs(TableView.class);
        return WindowDriver.read(() -> table.getItems().stream().<T>map(of::cast).toList());
    }

    private static String cell(TableView<?> table, int row, int column) {
        return String.valueOf(table.getColumns().get(column).getCellData(row));
    }

    private String cell(FxRobot robot, String id, int row, int column) {
        TableView<?> table = robot.lookup(id).queryAs(TableView.class);
        return WindowDriver.read(() -> table.getItems().size() <= row ? "" : cell(table, row, column));
    }

    private void choose(FxRobot robot, String id, int row) {
        robot.interact(() -> {
            TableView<?> table = robot.lookup(id).queryAs(TableView.class);
            table.getSelectionModel().clearAndSelect(row);
            table.requestFocus();
        });
    }

    @Test
    @Order(1)
    void a_node_is_filled_in_tried_and_says_why_it_does_not_answer(FxRobot robot) throws Exception {
        come(robot);
        driver.press(Action.QUERY);
        WindowDriver.until("there is none to ask", () -> driver.text("#query-message").startsWith("There is no node to ask yet"));
        robot.clickOn("#query-nodes");
        WindowDriver.until("the page of nodes", () -> driver.shows("#nodes"));
        robot.clickOn("#node-keep");
        WindowDriver.until("a name is asked for", () -> driver.text("#nodes-message").startsWith("Name must be"));
        type(robot, "#node-name", "pacs");
        type(robot, "#node-title", OrthancServer.TITLE);
        type(robot, "#node-host", "127.0.0.1");
        type(robot, "#node-port", "1");
        type(robot, "#node-web", archive.dicomWeb().toString());
        robot.clickOn("#node-keep");
        WindowDriver.until("it is kept", () -> driver.text("#nodes-message").startsWith("pacs is kept"));
        WindowDriver.until("it can be tried", () -> !robot.lookup("#nodes-try").query().isDisabled());
        robot.clickOn("#nodes-try");
        WindowDriver.afterJob("nobody listens at that port", () -> cell(robot, "#nodes-list", 0, 3).contains("Nothing listens"));
        assertThat(cell(robot, "#nodes-list", 0, 3)).contains("DICOMweb: it answers");
        picture(robot, "nodes");
        type(robot, "#node-port", "port");
        robot.clickOn("#node-keep");
        WindowDriver.until("no port", () -> driver.text("#nodes-message").startsWith("A port is a number"));
        type(robot, "#node-port", Integer.toString(archive.port()));
        robot.clickOn("#node-keep");
        WindowDriver.until("it is kept", () -> driver.text("#nodes-message").startsWith("pacs is kept"));
        type(robot, "#own-port", Integer.toString(listens));
        robot.clickOn("#own-keep");
        WindowDriver.until("it listens", () -> driver.text("#nodes-message").startsWith("This machine listens while"));
        WindowDriver.until("it can be tried", () -> !robot.lookup("#nodes-try").query().isDisabled());
        robot.clickOn("#nodes-try");
        WindowDriver.afterJob("it answers", () -> driver.text("#nodes-message").equals("pacs answers."));
    }

    @Test
    @Order(2)
    void studies_are_found_by_name_fetched_and_opened_and_no_name_stays(FxRobot robot) throws Exception {
        come(robot);
        driver.press(Action.QUERY);
        WindowDriver.until("a node is chosen", () -> driver.shows("#query-node") && robot.lookup("#query-node").queryComboBox().getValue() != null);
        robot.write("Nobody").push(KeyCode.ENTER);
        WindowDriver.until("nothing", () -> driver.text("#query-message").startsWith("pacs has nothing like that"));
        type(robot, "#query-dates", "yesterday");
        robot.clickOn("#query-look");
        WindowDriver.until("no date", () -> driver.text("#query-message").startsWith("A date range is"));
        robot.clickOn("#query-any");
        type(robot, "#query-name", "Castañeda");
        robot.clickOn("#query-look");
        WindowDriver.until("two are found", () -> driver.text("#query-message").startsWith("2 studies"));
        assertThat(cell(robot, "#query-studies", 0, 1)).isEqualTo(NAME);
        int film = cell(robot, "#query-studies", 0, 6).equals("CT") ? 1 : 0;
        choose(robot, "#query-studies", film);
        robot.clickOn("#query-fetch");
        WindowDriver.afterJob("the film is here", () -> cell(robot, "#query-studies", film, 0).contains("●"));
        robot.clickOn("#query-priors");
        WindowDriver.until("its patient's studies", () -> driver.text("#query-message").contains("of this patient"));
        picture(robot, "query");
        int ct = cell(robot, "#query-studies", 0, 6).equals("CT") ? 0 : 1;
        assertThat(cell(robot, "#query-studies", 1 - ct, 0)).contains("here");
        choose(robot, "#query-studies", ct);
        robot.push(KeyCode.ENTER);
        WindowDriver.afterJob("the CT is here", () -> cell(robot, "#query-studies", ct, 0).contains("●"));
        assertThat(cell(robot, "#query-studies", ct, 10)).isEqualTo(SLICES + " of " + SLICES + " images here");
        choose(robot, "#query-studies", ct);
        robot.push(KeyCode.ENTER);
        WindowDriver.until("it is open", () -> driver.shows("#study"));
        assertThat(driver.texts()).noneMatch(t -> t.contains("Castañeda"));
    }

    @Test
    @Order(3)
    void behind_the_lock_nothing_of_the_answers_is_left(FxRobot robot) throws Exception {
        come(robot);
        driver.press(Action.QUERY);
        WindowDriver.until("a node is chosen", () -> driver.shows("#query-node") && robot.lookup("#query-node").queryComboBox().getValue() != null);
        robot.write("Casta").push(KeyCode.ENTER);
        WindowDriver.until("two are found", () -> driver.text("#query-message").startsWith("2 studies"));
        driver.press(Action.LOCK);
        WindowDriver.until("the lock screen is shown", () -> driver.shows("#lock-screen"));
        assertThat(driver.texts()).noneMatch(t -> t.contains("Casta"));
    }

    @Test
    @Order(4)
    void results_go_back_fail_while_the_archive_is_gone_and_are_tried_again(FxRobot robot) throws Exception {
        String uid = sealed();
        come(robot);
        robot.interact(() -> {
            int at = driver.table().getItems().stream().map(r -> ((StudyRow) r).study().studyUid()).toList().indexOf(uid);
            driver.table().getSelectionModel().clearAndSelect(at);
            driver.table().requestFocus();
        });
        driver.press(Action.SEND);
        WindowDriver.until("where and why", () -> driver.shows("#send-go") && driver.text("#send-what").contains("pacs is clinical"));
        picture(robot, "send");
        type(robot, "#send-reason", "back to the reading room");
        archive.close();
        robot.clickOn("#send-go");
        WindowDriver.afterJob("it did not arrive", () -> driver.text("#outgoing-message").startsWith("Not sent:"));
        assertThat(cell(robot, "#outgoing-list", 0, 0)).contains("not done");
        picture(robot, "outgoing-failed");
        archive = OrthancServer.start(folder.resolve("archive"), listens, "");
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the list is back", () -> driver.shows("#studies"));
        driver.press(Action.NODES);
        WindowDriver.until("the node is there", () -> driver.shows("#nodes-list") && lines(robot, "#nodes-list", Object.class).size() == 1);
        choose(robot, "#nodes-list", 0);
        type(robot, "#node-port", Integer.toString(archive.port()));
        type(robot, "#node-web", archive.dicomWeb().toString());
        robot.clickOn("#node-keep");
        WindowDriver.until("it is kept", () -> driver.text("#nodes-message").startsWith("pacs is kept"));
        robot.interact(() -> robot.lookup("#nodes-list").query().requestFocus());
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the list is back", () -> driver.shows("#studies"));
        driver.press(Action.OUTGOING);
        WindowDriver.until("it waits", () -> driver.shows("#outgoing") && cell(robot, "#outgoing-list", 0, 0).contains("not done"));
        robot.clickOn("#outgoing-all");
        WindowDriver.afterJob("it is kept for good", () -> cell(robot, "#outgoing-list", 0, 0).contains("kept for good"));
        choose(robot, "#outgoing-list", 0);
        robot.clickOn("#outgoing-again");
        WindowDriver.until("nothing waits", () -> driver.text("#outgoing-message").startsWith("Nothing of what is chosen waits"));
        assertThat(lines(robot, "#outgoing-objects", Object.class)).as("SEG, SR, key objects, presentation state").hasSize(4);
        picture(robot, "outgoing");
        robot.push(KeyCode.ESCAPE);
        WindowDriver.until("the list says so", () -> driver.shows("#studies") && driver.table().getItems().stream()
                .map(StudyRow.class::cast).anyMatch(r -> r.study().studyUid().equals(uid) && r.state() == ListState.SENT));
    }

    /// The film, analysed, accepted and sealed.
    private static String sealed() throws IOException {
        try (Workplace w = store.open()) {
            String uid = w.store().studies().stream().filter(s -> s.modalities().contains("CR")).findFirst().orElseThrow().studyUid();
            w.analysis().run(uid, Optional.empty(), w.models().catalogue(), JobContext.unattended());
            ReviewSession review = w.review(uid);
            for (ReviewedFinding f : review.state().findings()) {
                review.accept(f.finding().id());
            }
            w.sealing().run(uid, store.opening().actor(), "reviewed");
            return uid;
        }
    }
}
