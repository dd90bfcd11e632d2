package loupe.app.slide;

import static loupe.app.text.Words.say;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import loupe.app.action.Action;
import loupe.app.action.ActionButtons;
import loupe.app.action.KeyMap;

/// Scales and tools above a slide.
final class SlideBar extends HBox {
    private static final List<Action> SCALES = List.of(
            Action.SLIDE_WHOLE, Action.SLIDE_1, Action.SLIDE_2, Action.SLIDE_3, Action.SLIDE_4, Action.SLIDE_5);

    private final ActionButtons buttons;
    private final Map<SlideTool, ToggleButton> tools = new EnumMap<>(SlideTool.class);
    private SlideTool inHand = SlideTool.MOVE;

    SlideBar(KeyMap keys, Consumer<Action> act) {
        super(3);
        this.buttons = new ActionButtons(keys, act);
        getStyleClass().add("viewer-bar");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(button(new Button(say("‹ Studies")), Action.BACK), new Separator(Orientation.VERTICAL));
        for (Action a : SCALES) {
            String text = a == Action.SLIDE_WHOLE ? say("Whole") : a.tail("Slide");
            getChildren().add(button(new Button(text), a));
        }
        getChildren().add(new Separator(Orientation.VERTICAL));
        for (SlideTool t : SlideTool.values()) {
            ToggleButton b = button(new ToggleButton(t.text()), Action.valueOf("SLIDE_" + t.name()));
            b.selectedProperty().addListener((o, before, now) -> mark());
            tools.put(t, b);
            getChildren().add(b);
        }
        mark();
    }

    /// Shows which tool is in hand.
    void follow(ObjectsViewModel objects) {
        objects.toolProperty().addListener((o, before, now) -> {
            inHand = now;
            mark();
        });
        inHand = objects.toolProperty().get();
        mark();
    }

    private void mark() {
        tools.forEach((t, b) -> b.setSelected(t == inHand));
    }

    private <B extends ButtonBase> B button(B b, Action action) {
        b.setMinWidth(USE_PREF_SIZE);
        return buttons.doing(b, action.name().toLowerCase(Locale.ROOT).replace('_', '-'), action);
    }
}
