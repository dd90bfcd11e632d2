package loupe.app.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Cell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.testfx.api.FxRobot;

/// What a person without mouse or without sight finds on a screen.
final class AccessWalk {
    private static final int MOST_TABS = 150;

    private AccessWalk() {}

    /// Every node that takes the focus and can be seen; cells belong to their list.
    static List<Node> controls(Scene scene) {
        List<Node> out = new ArrayList<>();
        collect(scene.getRoot(), out);
        return out;
    }

    private static void collect(Node n, List<Node> out) {
        if (!n.isVisible() || n.isDisabled()) {
            return;
        }
        if (n.isFocusTraversable() && !(n instanceof Cell<?>) && !(n instanceof ScrollBar)) {
            out.add(n);
        }
        if (n instanceof Parent p) {
            p.getChildrenUnmodifiable().forEach(c -> collect(c, out));
        }
    }

    /// Controls without a role, or without words a screen reader could say.
    static List<String> dumb(Scene scene) {
        return controls(scene).stream()
                .filter(n -> n.getAccessibleRole() == null || words(n, scene).isBlank())
                .map(AccessWalk::name)
                .toList();
    }

    private static String words(Node n, Scene scene) {
        if (n.getAccessibleText() != null && !n.getAccessibleText().isBlank()) {
            return n.getAccessibleText();
        }
        if (n instanceof Labeled l && l.getText() != null && !l.getText().isBlank()) {
            return l.getText();
        }
        Object by = n.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY);
        return by instanceof Label l ? l.getText() : "";
    }

    private static String name(Node n) {
        return n.getClass().getSimpleName() + " #" + n.getId() + " " + n.getStyleClass();
    }

    /// Controls the Tab key does not come to, begun at what has the focus.
    static List<String> unreachable(FxRobot robot, Stage stage) {
        Set<Node> wanted = new LinkedHashSet<>(WindowDriver.read(() -> controls(stage.getScene())));
        for (int i = 0; i < MOST_TABS && !wanted.isEmpty(); i++) {
            robot.push(KeyCode.TAB);
            Node now = WindowDriver.read(() -> stage.getScene().getFocusOwner());
            for (Node n = now; n != null; n = n.getParent()) {
                wanted.remove(n);
            }
        }
        return wanted.stream().map(AccessWalk::name).toList();
    }

    /// Texts that are out of the window where nothing scrolls to them.
    static List<String> cut(Window window) {
        List<String> out = new ArrayList<>();
        cut(window.getScene().getRoot(), window.getScene(), false, out);
        return out;
    }

    private static void cut(Node n, Scene scene, boolean scrolled, List<String> out) {
        if (!n.isVisible()) {
            return;
        }
        boolean scrolls = scrolled || n instanceof javafx.scene.control.ScrollPane || n instanceof javafx.scene.control.ListView
                || n instanceof javafx.scene.control.TableView;
        if (n instanceof Labeled l && !scrolls && l.getText() != null && !l.getText().isBlank()) {
            Bounds b = l.localToScene(l.getLayoutBounds());
            boolean outside = b.getMinX() < -1
                    || b.getMinY() < -1
                    || b.getMaxX() > scene.getWidth() + 1
                    || b.getMaxY() > scene.getHeight() + 1;
            if (outside) {
                out.add(name(l) + " “" + l.getText() + "” at " + b);
            }
        }
        if (n instanceof Parent p) {
            p.getChildrenUnmodifiable().forEach(c -> cut(c, scene, scrolls, out));
        }
    }
}
