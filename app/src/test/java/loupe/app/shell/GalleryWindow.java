package loupe.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.robot.Robot;
import javafx.scene.shape.Rectangle;
import javafx.stage.Screen;
import loupe.app.action.Action;

/// The product's window, driven for pictures: keys, gestures, and what the screen shows, menus and all, in the screen's own pixels.
final class GalleryWindow {
    private static final int SHORTEST = 200;

    private final DrivenWindow window;
    private final Path out;
    private final String name;

    /// @param out the folder of pictures
    /// @param name how their names begin
    GalleryWindow(DrivenWindow window, Path out, String name) {
        this.window = window;
        this.out = out;
        this.name = name;
    }

    DrivenWindow driven() {
        return window;
    }

    /// Presses an action's usual key.
    void press(Action action) throws Exception {
        window.press(action);
    }

    /// A point of a node in its own place, in shares of its width and height.
    Point2D at(String node, double across, double down) {
        var b = window.node(node).getBoundsInLocal();
        return new Point2D(across * b.getWidth(), down * b.getHeight());
    }

    private void mouse(String node, EventType<MouseEvent> what, Point2D p, int times) throws Exception {
        DrivenWindow.onToolkit(() -> DrivenWindow.fire(window.node(node), what, p, times));
    }

    void move(String node, Point2D to) throws Exception {
        mouse(node, MouseEvent.MOUSE_MOVED, to, 0);
    }

    void click(String node, Point2D at) throws Exception {
        mouse(node, MouseEvent.MOUSE_MOVED, at, 0);
        mouse(node, MouseEvent.MOUSE_PRESSED, at, 1);
        mouse(node, MouseEvent.MOUSE_RELEASED, at, 1);
    }

    /// Leads the pressed pointer along a way.
    ///
    /// @param end whether it is let go at the end
    void drag(String node, List<Point2D> way, boolean end) throws Exception {
        mouse(node, MouseEvent.MOUSE_PRESSED, way.getFirst(), 1);
        for (int i = 1; i < way.size(); i++) {
            for (int k = 1; k <= 6; k++) {
                mouse(node, MouseEvent.MOUSE_DRAGGED, way.get(i - 1).interpolate(way.get(i), k / 6.0), 1);
            }
        }
        if (end) {
            mouse(node, MouseEvent.MOUSE_RELEASED, way.getLast(), 1);
        }
    }

    /// A drag on a node that is no view, from place to place of its own; on the toolkit's thread.
    static void dragged(Node n, Point2D from, Point2D to) {
        for (int i = 0; i <= 10; i++) {
            DrivenWindow.fire(n, i == 0 ? MouseEvent.MOUSE_PRESSED : MouseEvent.MOUSE_DRAGGED, from.interpolate(to, i / 10.0), 1);
        }
    }

    void release(String node, Point2D at) throws Exception {
        mouse(node, MouseEvent.MOUSE_RELEASED, at, 1);
    }

    boolean within(int seconds, BooleanSupplier holds) throws Exception {
        return DrivenWindow.within(seconds, holds);
    }

    /// Until no view is a preview any more, or eight seconds.
    void settle() throws Exception {
        TimeUnit.MILLISECONDS.sleep(SHORTEST);
        within(8, () -> {
            boolean all = true;
            for (String id : List.of("#viewer", "#viewer-2", "#viewer-3", "#viewer-4", "#slide")) {
                Node v = window.node(id);
                all &= v == null || !(v.lookup("#quality") instanceof Rectangle) || window.complete(id);
            }
            return all;
        });
        TimeUnit.MILLISECONDS.sleep(SHORTEST);
    }

    /// Takes the screen's picture.
    void shot(String what) throws Exception {
        settle();
        WritableImage[] picture = new WritableImage[1];
        DrivenWindow.onToolkit(() -> picture[0] = new Robot().getScreenCapture(null, Screen.getPrimary().getBounds(), false));
        Screenshot.write(picture[0], out.resolve(name + "-" + what + ".png"));
    }
}
