package loupe.app.shell;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.robot.Robot;
import javafx.scene.shape.Rectangle;
import javafx.stage.Screen;
import javax.imageio.ImageIO;
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
        String[] keys = action.key().split("\\+");
        List<String> held = List.of(keys).subList(0, keys.length - 1);
        String last = keys[keys.length - 1];
        KeyCode code = last.length() == 1 && Character.isDigit(last.charAt(0)) ? KeyCode.valueOf("DIGIT" + last)
                : KeyCode.valueOf(last.toUpperCase(Locale.ROOT));
        DrivenWindow.onToolkit(() -> {
            Node focus = window.stage().getScene().getFocusOwner();
            Node target = focus == null || focus.getScene() == null ? window.stage().getScene().getRoot() : focus;
            for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                Event.fireEvent(target, new KeyEvent(
                        type, "", "", code, held.contains("Shift"), held.contains("Ctrl"), held.contains("Alt"), false));
            }
        });
    }

    /// A point of a node in its own place, in shares of its width and height.
    Point2D at(String node, double across, double down) {
        var b = window.node(node).getBoundsInLocal();
        return new Point2D(across * b.getWidth(), down * b.getHeight());
    }

    private void mouse(String node, EventType<MouseEvent> what, Point2D p, int times) throws Exception {
        boolean down = what == MouseEvent.MOUSE_PRESSED || what == MouseEvent.MOUSE_DRAGGED;
        boolean moved = what == MouseEvent.MOUSE_MOVED;
        DrivenWindow.onToolkit(() -> {
            Node n = window.node(node);
            Point2D scene = n.localToScene(p);
            Point2D screen = n.localToScreen(p);
            Event.fireEvent(n, new MouseEvent(what, scene.getX(), scene.getY(), screen.getX(), screen.getY(),
                    moved ? MouseButton.NONE : MouseButton.PRIMARY, moved ? 0 : times, false, false, false, false, down, false,
                    false, false, false, what != MouseEvent.MOUSE_DRAGGED, null));
        });
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
            Point2D p = from.interpolate(to, i / 10.0);
            Point2D scene = n.localToScene(p);
            Point2D screen = n.localToScreen(p);
            Event.fireEvent(n, new MouseEvent(i == 0 ? MouseEvent.MOUSE_PRESSED : MouseEvent.MOUSE_DRAGGED,
                    scene.getX(), scene.getY(), screen.getX(), screen.getY(), MouseButton.PRIMARY, 1, false, false, false, false, true,
                    false, false, false, false, i == 0, null));
        }
    }

    void release(String node, Point2D at) throws Exception {
        mouse(node, MouseEvent.MOUSE_RELEASED, at, 1);
    }

    /// Waits up to some seconds.
    ///
    /// @return whether it came true
    boolean within(int seconds, BooleanSupplier holds) throws Exception {
        for (int i = 0; i < 10 * seconds; i++) {
            boolean[] is = new boolean[1];
            DrivenWindow.onToolkit(() -> is[0] = holds.getAsBoolean());
            if (is[0]) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    /// Until no view is a preview any more, or eight seconds.
    void settle() throws Exception {
        TimeUnit.MILLISECONDS.sleep(SHORTEST);
        within(8, () -> {
            boolean all = true;
            for (String id : List.of("#viewer", "#viewer-2", "#viewer-3", "#viewer-4", "#slide")) {
                Node v = window.node(id);
                all &= v == null || !(v.lookup("#quality") instanceof Rectangle r) || Color.SEAGREEN.equals(r.getFill());
            }
            return all;
        });
        TimeUnit.MILLISECONDS.sleep(SHORTEST);
    }

    /// Takes the screen's picture.
    void shot(String what) throws Exception {
        settle();
        BufferedImage[] picture = new BufferedImage[1];
        DrivenWindow.onToolkit(() -> picture[0] = screen());
        try {
            ImageIO.write(picture[0], "png", out.resolve(name + "-" + what + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage screen() {
        Rectangle2D all = Screen.getPrimary().getBounds();
        WritableImage image = new Robot().getScreenCapture(null, all, false);
        int w = (int) image.getWidth();
        int h = (int) image.getHeight();
        int[] argb = new int[w * h];
        image.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        BufferedImage out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        out.setRGB(0, 0, w, h, argb, 0, w);
        return out;
    }
}
