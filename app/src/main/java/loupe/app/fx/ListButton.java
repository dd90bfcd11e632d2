package loupe.app.fx;

import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;

/// Buttons that act on what is chosen in a list.
public final class ListButton {
    private ListButton() {}

    /// A button that can be pressed while something is chosen.
    ///
    /// @param id of the button
    public static Button of(ListView<?> list, String text, String id, Runnable does) {
        Button b = new Button(text);
        b.setId(id);
        b.setMinWidth(Region.USE_PREF_SIZE);
        b.disableProperty().bind(list.getSelectionModel().selectedItemProperty().isNull());
        b.setOnAction(e -> does.run());
        return b;
    }
}
