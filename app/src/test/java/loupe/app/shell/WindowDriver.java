package loupe.app.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import loupe.app.action.Action;
import loupe.app.action.KeyChord;
import loupe.app.preferences.Preferences;
import loupe.review.edit.ReviewedFinding;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// What the window tests say about the window, in a reader's words.
final class WindowDriver {
    private final FxRobot robot;
    private final MainWindow window;

    WindowDriver(FxRobot robot, MainWindow window) {
        this.robot = robot;
        this.window = window;
    }

    /// Puts a window on a test's stage.
    static MainWindow on(Stage stage, SampleStore store, Preferences preferences, Choosers choosers) {
        return on(stage, store.parts(preferences, choosers));
    }

    /// The same, with more said of the machine.
    static MainWindow on(Stage stage, MainWindow.Parts parts) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1366);
        stage.setHeight(768);
        MainWindow window = new MainWindow(stage, parts, Optional.empty(), Optional.empty());
        window.show();
        stage.toFront();
        return window;
    }

    /// A chooser that answers without asking.
    static Choosers answering(Path folder) {
        return new Choosers() {
            @Override
            public Optional<Path> folder(Stage owner, String title) {
                return Optional.of(folder);
            }

            @Override
            public List<Path> files(Stage owner, String title) {
                return List.of(folder);
            }
        };
    }

    /// Waits until something holds.
    static void until(String what, Callable<Boolean> holds) {
        until(what, 30, holds);
    }

    /// Waits until a job (an import, an analysis) has come so far that something holds.
    static void afterJob(String what, Callable<Boolean> holds) {
        until(what, 240, holds);
    }

    private static void until(String what, int seconds, Callable<Boolean> holds) {
        try {
            WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, () -> onToolkit(holds));
        } catch (TimeoutException e) {
            javafx.stage.Window.getWindows()
                    .forEach(w -> Screenshot.write(w.getScene(), Path.of("target", "window-test-failure.png")));
            throw new AssertionError("never came true: " + what + "; the screen says " + read(WindowDriver::said), e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// The texts on the screen and where the keyboard is: a machine that keeps no picture of it says so much at least.
    private static String said() {
        StringBuilder out = new StringBuilder();
        javafx.stage.Window.getWindows().forEach(w -> {
            out.append(w.isFocused() ? "[front] " : "[behind] ");
            say(w.getScene().getRoot(), out);
        });
        return out.toString();
    }

    private static void say(Node node, StringBuilder out) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled l && l.getText() != null && !l.getText().isBlank()) {
            out.append(l.getText()).append(" | ");
        }
        if (node.isFocused()) {
            out.append("<keys: ").append(node.getClass().getSimpleName()).append(" #").append(node.getId()).append("> | ");
        }
        if (node instanceof Parent p) {
            p.getChildrenUnmodifiable().forEach(c -> say(c, out));
        }
    }

    static <T> T onToolkit(Callable<T> read) throws Exception {
        return WaitForAsyncUtils.asyncFx(read).get(10, TimeUnit.SECONDS);
    }

    /// Reads something of the window on the toolkit's thread, where alone its nodes may be asked where they stand.
    static <T> T read(Callable<T> what) {
        try {
            return onToolkit(what);
        } catch (Exception e) {
            throw new IllegalStateException("the window could not be read", e);
        }
    }

    /// Where a node stands on the screen.
    static Bounds onScreen(Node node) {
        return read(() -> node.localToScreen(node.getBoundsInLocal()));
    }

    boolean shows(String id) {
        return robot.lookup(id).tryQuery().filter(WindowDriver::seen).isPresent();
    }

    private static boolean seen(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return true;
    }

    void unlock(String passphrase) {
        until("the passphrase is asked for", () -> shows("#passphrase"));
        robot.clickOn("#passphrase").write(passphrase);
        until("the passphrase is written", () -> passphrase.equals(entered()));
        robot.clickOn("#unlock");
        until("the passphrase is taken", () -> entered().isEmpty());
    }

    private String entered() {
        return robot.lookup("#passphrase").queryTextInputControl().getText();
    }

    void unlocked() {
        unlock(SampleStore.PASSPHRASE);
        until("the study list is filled", () -> shows("#studies") && !table().getItems().isEmpty());
    }

    TableView<?> table() {
        return robot.lookup("#studies").queryAs(TableView.class);
    }

    ListView<?> list(String id) {
        return robot.lookup(id).queryAs(ListView.class);
    }

    String text(String id) {
        return robot.lookup(id).tryQuery().filter(Labeled.class::isInstance).map(Labeled.class::cast)
                .map(Labeled::getText)
                .orElse("");
    }

    /// Opens the first study of the list and waits for its picture.
    void openFirst() {
        robot.push(KeyCode.ENTER);
        until("the study's picture is drawn", () -> text("#corner-image").contains("of"));
    }

    /// Drags over the image with the left button.
    ///
    /// @param dx where it begins, right of the image's middle
    /// @param dy the same below it
    void drag(double dx, double dy, double toX, double toY) {
        Node viewer = robot.lookup("#viewer").query();
        Bounds b = onScreen(viewer);
        robot.moveTo(b.getCenterX() + dx, b.getCenterY() + dy).press(MouseButton.PRIMARY)
                .moveTo(b.getCenterX() + toX, b.getCenterY() + toY).release(MouseButton.PRIMARY);
    }

    /// What stands beside the drawings, in their order.
    List<String> measured() {
        return robot.lookup(".measure-text").queryAll().stream().map(n -> ((Labeled) n).getText()).toList();
    }

    /// The texts that stand somewhere in the window, also where one must scroll to them.
    List<String> texts() {
        return read(() -> robot.lookup(n -> n instanceof Labeled && n.isVisible()).queryAll().stream()
                .map(n -> ((Labeled) n).getText()).filter(t -> t != null && !t.isBlank()).toList());
    }

    /// Presses an action's usual key.
    void press(Action action) {
        KeyChord k = KeyChord.parse(action.key());
        List<KeyCombination.Modifier> held = new ArrayList<>();
        if (k.control()) {
            held.add(KeyCombination.SHORTCUT_DOWN);
        }
        if (k.shift()) {
            held.add(KeyCombination.SHIFT_DOWN);
        }
        if (k.alt()) {
            held.add(KeyCombination.ALT_DOWN);
        }
        robot.push(new KeyCodeCombination(k.code(), held.toArray(KeyCombination.Modifier[]::new)));
    }

    /// Presses a key while another is held.
    void chord(KeyCode held, KeyCode key) {
        robot.press(held).push(key).release(held);
    }

    /// Presses a key with Alt held.
    void alt(KeyCode key) {
        robot.push(new KeyCodeCombination(key, KeyCombination.ALT_DOWN));
    }

    /// Presses a key with Alt and Shift held.
    void altShift(KeyCode key) {
        robot.push(new KeyCodeCombination(key, KeyCombination.ALT_DOWN, KeyCombination.SHIFT_DOWN));
    }

    /// The finding in hand.
    ReviewedFinding inHand() {
        return (ReviewedFinding) list("#findings").getSelectionModel().getSelectedItem();
    }

    /// Takes the first finding in hand of which something is true, anew if it was; the keyboard goes to the images.
    void take(Predicate<ReviewedFinding> which) {
        robot.interact(() -> {
            ListView<?> findings = list("#findings");
            int at = IntStream.range(0, findings.getItems().size())
                    .filter(i -> which.test((ReviewedFinding) findings.getItems().get(i)))
                    .findFirst()
                    .orElseThrow();
            findings.getSelectionModel().clearSelection();
            findings.getSelectionModel().select(at);
            robot.lookup("#viewer").query().requestFocus();
        });
    }

    /// Takes a finding in hand whose outline is worth correcting.
    void takeOutlined() {
        take(f -> f.segment().filter(s -> s.mask().count() > 200).isPresent());
    }

    /// The picture on the screen is of this slice.
    void onSlice(int number) {
        until("slice " + number + " is drawn", () -> text("#corner-image").contains("slice " + number + " of"));
    }

    void status(String text) {
        until("the status says " + text, () -> text("#status").equals(text));
    }

    void close() throws Exception {
        java.util.concurrent.CompletableFuture<Boolean> closed = new java.util.concurrent.CompletableFuture<>();
        Platform.runLater(() -> window.close(closed::complete));
        if (!closed.get(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the store did not close");
        }
    }
}
