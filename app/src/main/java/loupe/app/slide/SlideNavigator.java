package loupe.app.slide;

import static loupe.app.text.Words.say;

import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import loupe.core.slide.SlideView;
import loupe.core.slide.ViewRaster;
import loupe.core.slide.ZoomLevels;

/// The whole slide, small, with a frame about what is in view; a press or drag in it goes there.
final class SlideNavigator extends StackPane {
    private static final double MOST = 190;
    private static final double SMALLEST_FRAME = 4;

    private final SlideViewModel model;
    private final TilePictures tiles;
    private final Canvas canvas;
    private Optional<Image> whole = Optional.empty();

    SlideNavigator(SlideViewModel model, TilePictures tiles) {
        this.model = model;
        this.tiles = tiles;
        ZoomLevels l = model.levels();
        double per = MOST / Math.max(l.columns(), l.rows());
        canvas = new Canvas(Math.max(8, l.columns() * per), Math.max(8, l.rows() * per));
        setId("slide-navigator");
        getStyleClass().add("slide-navigator");
        setAccessibleText(say("Navigator: the whole slide with a frame about what is in view"));
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().add(canvas);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::go);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::go);
        addEventHandler(MouseEvent.MOUSE_RELEASED, MouseEvent::consume);
    }

    private double per() {
        return canvas.getWidth() / model.levels().columns();
    }

    private void go(MouseEvent e) {
        var p = canvas.screenToLocal(e.getScreenX(), e.getScreenY());
        model.goTo(p.getX() / per(), p.getY() / per());
        getParent().requestFocus();
        e.consume();
    }

    private static Image copied(ViewRaster.TilePixels p) {
        WritableImage out = new WritableImage(p.side(), p.side());
        out.getPixelWriter().setPixels(0, 0, p.side(), p.side(), PixelFormat.getIntArgbPreInstance(), p.argb(), 0, p.side());
        return out;
    }

    void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(Color.WHITE);
        g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        ZoomLevels.Tile all = new ZoomLevels.Tile(model.levels().coarsest(), 0, 0);
        if (whole.isEmpty()) {
            tiles.reading(() -> whole = tiles.get(all).map(SlideNavigator::copied));
        }
        whole.ifPresent(i -> g.drawImage(i, 0, 0, all.side() * per(), all.side() * per()));
        SlideView.Box b = model.now().box();
        double w = Math.max(SMALLEST_FRAME, (b.right() - b.left()) * per());
        double h = Math.max(SMALLEST_FRAME, (b.bottom() - b.top()) * per());
        double x = (b.left() + b.right()) / 2 * per() - w / 2;
        double y = (b.top() + b.bottom()) / 2 * per() - h / 2;
        g.setLineWidth(3);
        g.setStroke(Color.rgb(255, 255, 255, 0.8));
        g.strokeRect(x, y, w, h);
        g.setLineWidth(1.5);
        g.setStroke(Color.rgb(0, 90, 200));
        g.strokeRect(x, y, w, h);
    }
}
