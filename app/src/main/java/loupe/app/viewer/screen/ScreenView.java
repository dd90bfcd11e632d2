package loupe.app.viewer.screen;

import javafx.scene.Group;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;

/// The pixels of a view, and over them the part that has changed since.
public final class ScreenView extends Group {
    private final ImageView whole = new ImageView();
    private final ImageView part = new ImageView();

    /// Shows nothing yet.
    public ScreenView() {
        setManaged(false);
        setMouseTransparent(true);
        setAutoSizeChildren(false);
        getChildren().addAll(whole, part);
    }

    /// Whether a part stands pixel for pixel where it belongs. Between whole scales the toolkit puts it down a fraction of a pixel off
    /// and mixes neighbours (seen on captures of the screen at 1.25, 1.5 and 1.75).
    ///
    /// @param scale screen pixels for a unit of the layout
    public static boolean takesParts(double scale) {
        return scale == Math.rint(scale);
    }

    /// Shows pixels one for one.
    ///
    /// @param scale screen pixels for a unit of the layout
    public void show(Frames.Standing now, double scale) {
        show(whole, now.whole(), 0, 0, scale);
        now.part().ifPresentOrElse(
                p -> show(part, p.pixels().image(), p.x(), p.y(), scale),
                () -> part.setImage(null));
    }

    private static void show(ImageView view, Image image, int x, int y, double scale) {
        view.setImage(image);
        view.setX(x / scale);
        view.setY(y / scale);
        view.setFitWidth(image.getWidth() / scale);
        view.setFitHeight(image.getHeight() / scale);
    }

    /// Shows nothing.
    public void clear() {
        whole.setImage(null);
        part.setImage(null);
    }
}
