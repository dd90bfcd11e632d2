package loupe.app.fx;

import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/// The whole of a text that has no room: what ends in an ellipsis says all of itself in a tooltip while the pointer is over it.
public final class WholeText {
    private WholeText() {}

    /// Does so for every text of a scene that has no tooltip of its own.
    public static void install(Scene scene) {
        scene.addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, e -> {
            if (e.getTarget() instanceof Labeled l && l.isTextTruncated() && l.getTooltip() == null) {
                Tooltip whole = new Tooltip();
                whole.textProperty().bind(l.textProperty());
                l.setTooltip(whole);
            } else if (e.getTarget() instanceof Labeled l && !l.isTextTruncated() && l.getTooltip() != null
                    && l.getTooltip().textProperty().isBound()) {
                // A cell that was cut has another text now, or room.
                l.setTooltip(null);
            }
        });
    }
}
