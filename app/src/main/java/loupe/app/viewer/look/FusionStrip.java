package loupe.app.viewer.look;

import static loupe.app.text.Words.say;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// Over a view with a second series: how much of that is seen, and which of the two the window tool acts on.
public final class FusionStrip extends HBox {
    private final Appearances looks;
    private final Slider opacity = new Slider(0, 1, 0);
    private final ToggleButton window = new ToggleButton();
    private final Slider clear = new Slider(0, 1, 0);
    private final Supplier<Appearance> seen;
    private final BooleanProperty roomy = new SimpleBooleanProperty(true);
    private boolean following;

    /// @param looks of the view
    /// @param seen what of them is to be seen now
    public FusionStrip(Appearances looks, Supplier<Appearance> seen) {
        super(6);
        this.looks = looks;
        this.seen = seen;
        setId("fusion-strip");
        getStyleClass().add("fusion-strip");
        setAlignment(Pos.CENTER);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        slider(opacity, "fusion-opacity", say("How much of the series above is seen"));
        slider(clear, "fusion-clear", say("Up to which value of its window the map above is left clear"));
        window.setId("fusion-window");
        window.setFocusTraversable(false);
        window.setTooltip(new Tooltip(say("Which of the two series window, presets and colours act on")));
        opacity.valueProperty().addListener((o, before, now) -> change(f -> f.seen(now.doubleValue())));
        window.setOnAction(e -> change(f -> f.inHand(window.isSelected())));
        clear.valueProperty().addListener((o, before, now) -> change(f -> f.clearShare(now.doubleValue())));
        Label clearText = new Label(say("clear up to"));
        clearText.visibleProperty().bind(clear.visibleProperty().and(roomy));
        Label below = new Label(say("below"));
        Label above = new Label(say("above"));
        below.visibleProperty().bind(roomy);
        above.visibleProperty().bind(roomy);
        getChildren().addAll(below, opacity, above, window, clearText, clear);
        getChildren().forEach(n -> n.managedProperty().bind(n.visibleProperty()));
        looks.lookProperty().addListener((o, before, now) -> update());
        update();
    }

    private static void slider(Slider slider, String id, String what) {
        slider.setId(id);
        slider.setPrefWidth(90);
        slider.setFocusTraversable(false);
        slider.setAccessibleText(what);
        slider.setTooltip(new Tooltip(what));
    }

    /// In a narrow view the words go, and tooltips say what is what.
    public void roomy(boolean room) {
        roomy.set(room);
    }

    /// Shows what is to be seen now.
    public void update() {
        show(seen.get());
    }

    private void change(UnaryOperator<Fusion> how) {
        if (!following) {
            looks.change(l -> l.with(l.fusion().map(how)));
        }
    }

    private void show(Appearance look) {
        following = true;
        setVisible(look.fusion().isPresent());
        look.fusion().ifPresent(f -> {
            opacity.setValue(f.opacity());
            clear.setValue(f.clearShare());
            clear.setVisible(f.upper().map().isPresent());
            window.setSelected(f.inHand());
            window.setText(f.inHand() ? say("Window: above") : say("Window: below"));
        });
        following = false;
    }
}
