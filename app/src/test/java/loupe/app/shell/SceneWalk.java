package loupe.app.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Everything a scene says, to eyes and to screen readers.
///
/// @param words a line a node: what it is, its texts, tooltip, accessible text, styles, if it is shown and enabled, its items
/// @param pixels the picture of the scene
record SceneWalk(List<String> words, int[] pixels) {
    static SceneWalk of(Stage stage) throws Exception {
        return WindowDriver.onToolkit(() -> {
            // a caret that blinks says nothing
            stage.getScene().getRoot().lookupAll(".text-input").forEach(n -> n.setStyle("-fx-display-caret: false;"));
            List<String> words = new ArrayList<>();
            for (Window w : Window.getWindows()) {
                words.add(w instanceof Stage s ? "title " + s.getTitle() : "window " + w.getClass().getSimpleName());
                node(w.getScene().getRoot(), words);
            }
            WritableImage image = stage.getScene().snapshot(null);
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            int[] argb = new int[width * height];
            image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
            return new SceneWalk(words, argb);
        });
    }

    private static void node(Node n, List<String> out) {
        if (n.getStyleClass().contains("placeholder") && !n.isVisible()) {
            // a table keeps what it showed while it was empty, if the toolkit drew it before the rows came
            return;
        }
        StringBuilder line = new StringBuilder(n.getClass().getSimpleName() + " #" + n.getId() + " " + n.getStyleClass() + " "
                + states(n) + (n.isVisible() ? "" : " hidden") + (n.isDisabled() ? " disabled" : "")
                + " says " + n.getAccessibleText() + " helps " + n.getAccessibleHelp()
                + " role " + n.getAccessibleRoleDescription() + " data " + n.getUserData());
        switch (n) {
            case MenuButton m -> {
                line.append(" text ").append(m.getText());
                m.getItems().forEach(i -> menu(i, line));
            }
            case Labeled l -> line.append(" text ").append(l.getText());
            case Text t -> line.append(" text ").append(t.getText());
            case TextInputControl t -> line.append(" text ").append(t.getText()).append(t.getPromptText());
            case ListView<?> l -> line.append(" rows ").append(l.getItems().size());
            case TableView<?> t -> line.append(" order ").append(t.getItems());
            case ChoiceBox<?> c -> line.append(" choices ").append(c.getItems());
            case ProgressBar p -> line.append(" at ").append(p.getProgress());
            default -> { }
        }
        if (n instanceof Control c && c.getTooltip() instanceof Tooltip tip) {
            line.append(" tip ").append(tip.getText());
        }
        out.add(line.toString());
        if (n instanceof Parent p) {
            p.getChildrenUnmodifiable().forEach(c -> node(c, out));
        }
    }

    /// Without where the mouse happens to be, and without the place among siblings, which the order of the lines says.
    private static List<String> states(Node n) {
        return n.getPseudoClassStates().stream()
                .map(Object::toString)
                .filter(s -> !s.equals("hover") && !s.contains("-child"))
                .sorted()
                .toList();
    }

    private static void menu(MenuItem item, StringBuilder out) {
        out.append(" | ").append(item.getId()).append(item.getText()).append(item.isDisable()).append(item.isVisible());
    }

    /// How many pixels are another's.
    int differing(SceneWalk other) {
        int n = pixels.length == other.pixels.length ? 0 : Integer.MAX_VALUE;
        for (int i = 0; n < Integer.MAX_VALUE && i < pixels.length; i++) {
            n += pixels[i] == other.pixels[i] ? 0 : 1;
        }
        return n;
    }
}
