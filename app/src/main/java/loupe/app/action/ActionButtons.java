package loupe.app.action;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Tooltip;

/// Buttons that do an action and name its keys; for the toolkit's thread.
///
/// @param keys keys named in tooltips
/// @param act does what a button says
public record ActionButtons(KeyMap keys, Consumer<Action> act) {
    /// A button with a text.
    public Button button(String text, String id, Action action) {
        return doing(new Button(text), id, action);
    }

    /// Lets a button do an action.
    public <B extends ButtonBase> B doing(B b, String id, Action action) {
        b.setId(id);
        b.setTooltip(new Tooltip(action.text() + "  (" + keys.keyText(action) + ")"));
        b.setAccessibleText(action.text());
        b.setOnAction(e -> act.accept(action));
        return b;
    }
}
