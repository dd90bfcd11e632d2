package loupe.app.slide;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import loupe.app.action.Action;
import loupe.app.action.KeyMap;

/// Buttons above a slide.
final class SlideBar extends HBox {
    private static final List<Action> SCALES = List.of(
            Action.SLIDE_WHOLE, Action.SLIDE_1, Action.SLIDE_2, Action.SLIDE_3, Action.SLIDE_4, Action.SLIDE_5);

    private final KeyMap keys;
    private final Consumer<Action> act;

    SlideBar(KeyMap keys, Consumer<Action> act) {
        super(3);
        this.keys = keys;
        this.act = act;
        getStyleClass().add("viewer-bar");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(button("‹ Studies", Action.BACK), new Separator(Orientation.VERTICAL));
        for (Action a : SCALES) {
            getChildren().add(button(a == Action.SLIDE_WHOLE ? "Whole" : a.text().substring("Slide: ".length()), a));
        }
    }

    private Button button(String text, Action action) {
        Button b = new Button(text);
        b.setId(action.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        b.setMinWidth(USE_PREF_SIZE);
        b.setTooltip(new Tooltip(action.text() + "  (" + keys.keyText(action) + ")"));
        b.setAccessibleText(action.text());
        b.setOnAction(e -> act.accept(action));
        return b;
    }
}
