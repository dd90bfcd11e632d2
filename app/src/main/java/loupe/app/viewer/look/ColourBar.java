package loupe.app.viewer.look;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import loupe.core.image.ValueWindow;
import loupe.core.render.Toning;
import loupe.core.render.UpperImage;
import loupe.core.render.colour.ColourMap;

/// The legend of a colour map: its colours with the values at both ends and in the middle, on a ground of its own, so that it is
/// read over white and over black.
public final class ColourBar extends VBox {
    private static final double WIDTH = 12;
    private static final double HEIGHT = 128;
    private static final double LOW = 64;
    private static final double WIDEST = 150;

    private boolean roomy;
    private final VBox numbers = new VBox();
    private final ImageView colours = new ImageView();
    private final Label quantity = text();
    private final Label name = text();
    private final Label clear = text();
    private final Label high = text();
    private final Label middle = text();
    private final Label low = text();

    /// A bar that shows nothing yet.
    ///
    /// @param id of this node
    public ColourBar(String id) {
        super(2);
        setId(id);
        getStyleClass().add("colour-bar");
        setMouseTransparent(true);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setVisible(false);
        managedProperty().bind(visibleProperty());
        colours.setFitWidth(WIDTH);
        numbers.getChildren().addAll(high, gap(), middle, gap(), low);
        clear(true);
        HBox bar = new HBox(4, colours, numbers);
        bar.setAlignment(Pos.CENTER_LEFT);
        for (Label optional : new Label[] {quantity, clear}) {
            optional.managedProperty().bind(optional.textProperty().isNotEmpty());
            optional.setMaxWidth(WIDEST);
            optional.setWrapText(true);
        }
        getChildren().addAll(quantity, name, bar, clear);
    }

    private static Label text() {
        Label label = new Label();
        label.getStyleClass().add("colour-bar-text");
        return label;
    }

    private static Region gap() {
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        return gap;
    }

    /// Shows a map over a window.
    ///
    /// @param toning window and colours
    /// @param whiteIsLow whether the image shows low values bright
    /// @param unit of the values; may be empty
    public void show(Toning toning, boolean whiteIsLow, String unit) {
        boolean turned = toning.inverted() != whiteIsLow;
        ValueWindow w = toning.window();
        name.setText(told(toning.colours().text()) + (unit.isEmpty() ? "" : "  " + unit));
        high.setText(WindowText.number(turned ? w.from() : w.to(), w.width()));
        low.setText(WindowText.number(turned ? w.to() : w.from(), w.width()));
        middle.setText(WindowText.number((w.from() + w.to()) / 2, w.width()));
        colours.setImage(picture(toning, turned));
        quantity.setText("");
        clear.setText("");
        setVisible(true);
    }

    /// Shows what is laid over an image; in a narrow view its colours and values alone.
    ///
    /// @param upper window, colours, and what is left clear
    /// @param unit of the values; may be empty
    /// @param what the values are; may be empty
    public void show(UpperImage upper, String unit, String what) {
        show(upper.toning(), upper.image().whiteIsLow(), unit);
        quantity.setText(roomy ? what : "");
        clear.setText(roomy ? clear(upper).orElse("") : "");
    }

    /// Which values are left clear, in words; empty where none are.
    public static Optional<String> clear(UpperImage upper) {
        double upTo = upper.clearUpTo();
        return Double.isFinite(upTo)
                ? Optional.of(say("clear up to {0}", WindowText.number(upTo, upper.toning().window().width())))
                : Optional.empty();
    }

    /// Shows nothing.
    ///
    /// @param room whether the next one may be as large as in a large view
    public void clear(boolean room) {
        roomy = room;
        double height = roomy ? HEIGHT : LOW;
        colours.setFitHeight(height);
        numbers.setMinHeight(height);
        numbers.setMaxHeight(height);
        setVisible(false);
    }

    /// Evenly by value, whatever the window's function makes of it.
    private static WritableImage picture(Toning toning, boolean turned) {
        ValueWindow w = toning.window();
        WritableImage image = new WritableImage(1, ColourMap.LEVELS);
        for (int i = 0; i < ColourMap.LEVELS; i++) {
            double up = i / (ColourMap.LEVELS - 1.0);
            double b = w.brightness(w.from() + (turned ? 1 - up : up) * (w.to() - w.from()));
            image.getPixelWriter().setArgb(0, ColourMap.LEVELS - 1 - i, toning.colours().at(turned ? 1 - b : b));
        }
        return image;
    }
}
