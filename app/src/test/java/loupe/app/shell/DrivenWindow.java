package loupe.app.shell;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Rotate;
import javafx.stage.Stage;
import loupe.app.action.Action;
import loupe.app.action.KeyChord;
import loupe.app.preferences.Preferences;

/// The product's window driven by its own keys without a test's robot, for commands that time it or take its picture.
final class DrivenWindow {
    private final Stage stage;
    private final MainWindow window;

    private DrivenWindow(Stage stage, MainWindow window) {
        this.stage = stage;
        this.window = window;
    }

    /// Opens the window of a store and unlocks it.
    ///
    /// @param studies how many it holds
    static DrivenWindow over(SampleStore store, int width, int height, int studies) throws Exception {
        DrivenWindow[] out = new DrivenWindow[1];
        onToolkit(() -> {
            Stage stage = new Stage();
            MainWindow w = WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(Path.of("target")));
            stage.setWidth(width);
            stage.setHeight(height);
            out[0] = new DrivenWindow(stage, w);
        });
        onToolkit(() -> {
            ((PasswordField) out[0].node("#passphrase")).setText(SampleStore.PASSPHRASE);
            ((Button) out[0].node("#unlock")).fire();
        });
        until(() -> out[0].node("#studies") instanceof TableView<?> t && t.getItems().size() == studies);
        return out[0];
    }

    void close() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        onToolkit(() -> window.close(closed -> done.countDown()));
        if (!done.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the store did not close");
        }
    }

    Stage stage() {
        return stage;
    }

    /// Milliseconds from an act to the pulse at which something holds.
    static double timed(Act act, BooleanSupplier holds) throws Exception {
        long from = System.nanoTime();
        act.run();
        until(holds);
        return (System.nanoTime() - from) / 1e6;
    }

    interface Act {
        void run() throws Exception;
    }

    static void until(BooleanSupplier holds) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        onToolkit(() -> new AnimationTimer() {
            @Override
            public void handle(long now) {
                if (holds.getAsBoolean()) {
                    stop();
                    done.countDown();
                }
            }
        }.start());
        if (!done.await(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a step never came to its end");
        }
    }

    static void onToolkit(Runnable what) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            what.run();
            done.countDown();
        });
        done.await();
    }

    Node node(String id) {
        return stage.getScene().lookup(id);
    }

    String text(String id) {
        return node(id) instanceof Label l ? l.getText() : "";
    }

    String corner(String viewer) {
        Node v = node(viewer);
        return v != null && v.lookup("#corner-image") instanceof Label l ? l.getText() : "";
    }

    void press(KeyCode key, boolean shift) throws Exception {
        chord(key, shift, false);
    }

    void chord(KeyCode key, boolean shift, boolean control) throws Exception {
        chord(key, shift, control, false);
    }

    private void chord(KeyCode key, boolean shift, boolean control, boolean alt) throws Exception {
        onToolkit(() -> {
            Node focus = stage.getScene().getFocusOwner();
            Node target = focus == null || focus.getScene() == null ? stage.getScene().getRoot() : focus;
            Event.fireEvent(target, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, shift, control, alt, false));
            Event.fireEvent(target, new KeyEvent(KeyEvent.KEY_RELEASED, "", "", key, shift, control, alt, false));
        });
    }

    /// A key with Alt held.
    void alt(KeyCode key) throws Exception {
        chord(key, false, false, true);
    }

    /// Presses an action's usual key.
    void press(Action action) throws Exception {
        KeyChord k = KeyChord.parse(action.key());
        chord(k.code(), k.shift(), k.control(), k.alt());
    }

    /// Waits up to some seconds.
    ///
    /// @return whether it came true
    static boolean within(int seconds, BooleanSupplier holds) throws Exception {
        for (int i = 0; i < 10 * seconds; i++) {
            boolean[] is = new boolean[1];
            onToolkit(() -> is[0] = holds.getAsBoolean());
            if (is[0]) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    /// Whether a view stands with all its pixels: its corner is green.
    boolean complete(String viewer) {
        Node v = node(viewer);
        return v != null && v.lookup("#quality") instanceof Rectangle r && Color.SEAGREEN.equals(r.getFill());
    }

    /// The pointer with the left button in a view, at a place from its upper left corner.
    void pointer(String viewer, EventType<MouseEvent> what, double x, double y) throws Exception {
        onToolkit(() -> fire(node(viewer), what, new Point2D(x, y), 1));
    }

    /// Turns a plane by one of its handles about where the lines meet.
    ///
    /// @param viewer the view the handle is in
    /// @param handle its style classes, as a selector
    void turn(String viewer, String handle, double degrees) throws Exception {
        onToolkit(() -> {
            Circle held = (Circle) node(viewer).lookup(handle);
            Circle middle = (Circle) node(viewer).lookup(".cross-middle");
            Point2D from = new Point2D(held.getCenterX(), held.getCenterY());
            Point2D about = held.sceneToLocal(middle.localToScene(middle.getCenterX(), middle.getCenterY()));
            Point2D to = new Rotate(degrees, about.getX(), about.getY()).transform(from);
            fire(held, MouseEvent.MOUSE_PRESSED, from, 1);
            fire(held, MouseEvent.MOUSE_DRAGGED, to, 1);
            fire(held, MouseEvent.MOUSE_RELEASED, to, 1);
        });
    }

    /// The pointer over a node, with the left button unless it only moves; on the toolkit's thread.
    ///
    /// @param at a place of the node's own
    /// @param times clicks, counted
    static void fire(Node on, EventType<MouseEvent> what, Point2D at, int times) {
        boolean down = what == MouseEvent.MOUSE_PRESSED || what == MouseEvent.MOUSE_DRAGGED;
        boolean moved = what == MouseEvent.MOUSE_MOVED;
        Point2D scene = on.localToScene(at);
        Point2D screen = on.localToScreen(at);
        Event.fireEvent(on, new MouseEvent(what, scene.getX(), scene.getY(), screen.getX(), screen.getY(),
                moved ? MouseButton.NONE : MouseButton.PRIMARY, moved ? 0 : times, false, false, false, false, down, false,
                false, false, false, what != MouseEvent.MOUSE_DRAGGED, null));
    }

    /// Takes a view in hand by a press in it.
    void take(String viewer) throws Exception {
        pointer(viewer, MouseEvent.MOUSE_PRESSED, 5, 5);
        pointer(viewer, MouseEvent.MOUSE_RELEASED, 5, 5);
    }
}
