package loupe.app.fx;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// The parts pages are made of, each with an id and an accessible text.
public final class Forms {
    private Forms() {}

    /// Parts side by side.
    public static HBox row(Node... all) {
        HBox row = new HBox(8, all);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// A field for a line of text.
    ///
    /// @param prompt what is to be typed
    /// @param wide in points, as it is best
    public static TextField field(String id, String prompt, double wide) {
        return named(new TextField(), id, prompt, wide);
    }

    /// Gives a field its id and what is to be typed.
    public static <T extends TextField> T named(T field, String id, String prompt, double wide) {
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        field.setPrefWidth(wide);
        return field;
    }

    /// A button that is never cut off.
    public static Button button(String id, String text, Runnable does) {
        Button b = new Button(text);
        b.setId(id);
        b.setMinWidth(Region.USE_PREF_SIZE);
        b.setOnAction(e -> does.run());
        return b;
    }

    /// Lets Escape lead away from a page also while its keyboard is in a field.
    public static void leftByEscape(Node page, Runnable back) {
        page.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && e.getTarget() instanceof TextField) {
                back.run();
                e.consume();
            }
        });
    }

    /// A quiet text that wraps and is never cut off.
    public static Label quiet(String text) {
        Label l = new Label(text);
        l.setWrapText(true);
        l.setMinHeight(Region.USE_PREF_SIZE);
        l.getStyleClass().add("quiet");
        return l;
    }

    /// A column of words.
    public static <T> TableColumn<T, String> column(String title, double wide, Function<T, String> text) {
        TableColumn<T, String> c = new TableColumn<>(title);
        c.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(text.apply(f.getValue())));
        c.setPrefWidth(wide);
        return c;
    }
}
