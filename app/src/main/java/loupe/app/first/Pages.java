package loupe.app.first;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What pages of the way in are made of.
final class Pages {
    private Pages() {}

    static <F extends TextField> F field(F f, String id, String prompt) {
        f.setId(id);
        f.setPromptText(prompt);
        f.setAccessibleText(prompt);
        return f;
    }

    static PasswordField secret(String id, String prompt) {
        return field(new PasswordField(), id, prompt);
    }

    /// A paragraph.
    static Label text(String words) {
        Label l = new Label(words);
        l.setWrapText(true);
        l.setMinHeight(Region.USE_PREF_SIZE);
        return l;
    }

    static Label quiet(String words) {
        Label l = text(words);
        l.getStyleClass().add("quiet");
        return l;
    }

    static Button button(String text, String id, Runnable does) {
        Button b = new Button(text);
        b.setId(id);
        b.setMinWidth(Region.USE_PREF_SIZE);
        b.setOnAction(e -> does.run());
        return b;
    }

    /// The button Enter presses.
    static Button primary(String text, String id, Runnable does) {
        Button b = button(text, id, does);
        b.getStyleClass().add("primary");
        return b;
    }

    static HBox row(Node... nodes) {
        HBox row = new HBox(10, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// A page: title, what it says and asks, and its buttons below.
    static VBox page(String title, Node... nodes) {
        Label head = new Label(title);
        head.getStyleClass().add("title");
        head.setWrapText(true);
        VBox page = new VBox(14, head);
        page.getChildren().addAll(nodes);
        return page;
    }
}
