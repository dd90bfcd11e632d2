package loupe.app.viewer.look;

import java.util.function.UnaryOperator;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// Over a view with a second series: how much of that is seen, and which of the two the window tool acts on.
public final class FusionStrip extends HBox {
    private final Looks looks;
    private final Slider opacity = new Slider(0, 1, 0);
    private final ToggleButton window = new ToggleButton();
    private boolean following;

    /// @param looks of the view
    public FusionStrip(Looks looks) {
        super(6);
        this.looks = looks;
        setId("fusion-strip");
        getStyleClass().add("fusion-strip");
        setAlignment(Pos.CENTER);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        opacity.setId("fusion-opacity");
        opacity.setPrefWidth(110);
        opacity.setFocusTraversable(false);
        opacity.setAccessibleText("How much of the series above is seen");
        opacity.setTooltip(new Tooltip("How much of the series above is seen"));
        window.setId("fusion-window");
        window.setFocusTraversable(false);
        window.setTooltip(new Tooltip("Which of the two series window, presets and colours act on"));
        opacity.valueProperty().addListener((o, before, now) -> change(f -> f.seen(now.doubleValue())));
        window.setOnAction(e -> change(f -> f.inHand(window.isSelected())));
        getChildren().addAll(new Label("below"), opacity, new Label("above"), window);
        looks.lookProperty().addListener((o, before, now) -> show(now));
        show(looks.lookProperty().get());
    }

    private void change(UnaryOperator<Fusion> how) {
        if (!following) {
            looks.change(l -> l.with(l.fusion().map(how)));
        }
    }

    private void show(Look look) {
        following = true;
        setVisible(look.fusion().isPresent());
        look.fusion().ifPresent(f -> {
            opacity.setValue(f.opacity());
            window.setSelected(f.inHand());
            window.setText(f.inHand() ? "Window: above" : "Window: below");
        });
        following = false;
    }
}
