package loupe.app.viewer.lens;

import static loupe.app.text.Words.say;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;
import loupe.app.fx.Background;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerPane;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.picture.ImageSite;
import loupe.app.viewer.tool.DragTool;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.render.AutoWindow;
import loupe.core.render.PixelBox;
import loupe.core.render.RenderRequest;

/// Windows from values: of a rectangle drawn with the region tool or with Ctrl, or of the whole image. The series in hand is
/// asked, and on planes only what lies in the volume. For the toolkit's thread; values are sorted beside it.
public final class RegionWindow implements AutoCloseable {
    private static final double SMALLEST = 4;

    private final ViewerPane pane;
    private final ViewerViewModel view;
    private final Consumer<String> tell;
    private final Background sorting;
    private final Rectangle box = new Rectangle();
    private Optional<MouseEvent> pressed = Optional.empty();

    /// @param tell shows a sentence
    /// @param faults keeps what went wrong
    public RegionWindow(ViewerPane pane, ViewerViewModel view, Consumer<String> tell, Consumer<Throwable> faults) {
        this.pane = pane;
        this.view = view;
        this.tell = tell;
        this.sorting = new Background("auto-window", faults);
        box.setId("region-box");
        box.getStyleClass().add("region-box");
        box.setManaged(false);
        box.setMouseTransparent(true);
        box.setVisible(false);
    }

    /// Listens from now on.
    public void install() {
        pane.getChildren().add(box);
        pane.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        pane.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::dragged);
        pane.addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
    }

    private void pressed(MouseEvent e) {
        boolean free = view.tools().brushProperty().get().isEmpty() && view.tools().drawingProperty().get().isEmpty();
        boolean tool = view.tools().toolProperty().get() == DragTool.REGION;
        boolean held = e.isShortcutDown() && view.currentProperty().get().around().isEmpty();
        if (e.getButton() == MouseButton.PRIMARY && !e.isShiftDown() && free && (tool || held)) {
            pane.requestFocus();
            pressed = Optional.of(e);
            e.consume();
        }
    }

    private void dragged(MouseEvent e) {
        pressed.ifPresent(p -> {
            box.setX(Math.min(p.getX(), e.getX()));
            box.setY(Math.min(p.getY(), e.getY()));
            box.setWidth(Math.abs(e.getX() - p.getX()));
            box.setHeight(Math.abs(e.getY() - p.getY()));
            box.setVisible(true);
            e.consume();
        });
    }

    private void released(MouseEvent e) {
        pressed.ifPresent(p -> {
            pressed = Optional.empty();
            boolean drawn = box.isVisible() && box.getWidth() >= SMALLEST && box.getHeight() >= SMALLEST;
            box.setVisible(false);
            if (drawn) {
                rectangle(p, e);
            }
            e.consume();
        });
    }

    private void rectangle(MouseEvent from, MouseEvent to) {
        Optional<ViewerPane.Index> a = pane.indexAt(from.getX(), from.getY());
        Optional<ViewerPane.Index> b = pane.indexAt(to.getX(), to.getY());
        image().ifPresent(g -> {
            PixelBox all = PixelBox.whole(g.columns(), g.rows());
            Optional<PixelBox> part = a.flatMap(x -> b.flatMap(
                    y -> PixelBox.between(x.column(), x.row(), y.column(), y.row(), all)));
            part.ifPresentOrElse(
                    p -> window(g, p), () -> tell.accept(say("The rectangle holds no pixel's middle: draw a larger one.")));
            if (view.tools().toolProperty().get() == DragTool.REGION) {
                view.tools().take(DragTool.WINDOW);
            }
        });
    }

    /// Makes the window from all of the image.
    public void ofImage() {
        image().ifPresent(g -> window(g, PixelBox.whole(g.columns(), g.rows())));
    }

    /// The image whose window is made, where it has values and all its pixels.
    private Optional<RasterImage.Gray> image() {
        Optional<RenderRequest> drawn = pane.drawnRequest().filter(r -> view.current());
        if (drawn.isEmpty()) {
            tell.accept(say("The picture is not drawn with all its pixels yet; a window is made from those alone."));
            return Optional.empty();
        }
        boolean upper = view.looks().lookProperty().get().upperInHand();
        Optional<RasterImage> image = upper ? drawn.get().upper().map(u -> u.image()) : Optional.of(drawn.get().image());
        Optional<RasterImage.Gray> gray = image.filter(RasterImage.Gray.class::isInstance).map(RasterImage.Gray.class::cast);
        if (gray.isEmpty()) {
            tell.accept(say("This picture has colours and no values: there is no window to make."));
        }
        return gray;
    }

    private void window(RasterImage.Gray image, PixelBox part) {
        ShownSeries series = view.currentProperty().get();
        int slice = view.stateProperty().get().slice();
        AutoWindow.Inside inside = inside(series, slice);
        sorting.run(() -> AutoWindow.of(image, part, inside), w -> {
            boolean same = series == view.currentProperty().get();
            w.filter(unused -> same).ifPresentOrElse(this::take, () -> tell.accept(say("There is no value to make a window from.")));
        });
    }

    private void take(ValueWindow w) {
        view.take(Optional.of(w));
    }

    /// On planes what lies beyond the volume is filled up and is no value of it.
    private static AutoWindow.Inside inside(ShownSeries series, int slice) {
        Optional<ImageSite> site = series.planes().flatMap(p -> series.site(slice));
        if (site.isEmpty()) {
            return (c, r) -> true;
        }
        VoxelGrid grid = series.source().orElseThrow().grid();
        return (c, r) -> in(grid, site.get().at(c, r));
    }

    private static boolean in(VoxelGrid g, PatientPoint p) {
        double[] at = g.toIndex(p);
        return within(at[0], g.columns()) && within(at[1], g.rows()) && within(at[2], g.slices());
    }

    private static boolean within(double at, int count) {
        return at >= -0.5 && at <= count - 0.5;
    }

    /// Takes no more work.
    @Override
    public void close() {
        sorting.close();
    }
}
