package loupe.app.viewer;

import java.util.Optional;
import loupe.app.viewer.picture.AroundVolume;
import loupe.app.viewer.tool.ViewState;
import loupe.core.plane.Raster;
import loupe.core.render.Viewport;

/// How a whole volume is turned in a view. For the toolkit's thread.
final class Turning {
    private static final double DEGREES_A_PIXEL = 0.5;

    private double views;
    private double tilt;

    /// The same view of the same volume shown another way, with what is larger or smaller on the screen as it was.
    ///
    /// @param window whether its window stays too
    static void show(ViewerViewModel view, ShownSeries next, boolean window) {
        ViewState before = view.stateProperty().get();
        boolean around = view.currentProperty().get().around().isPresent();
        Optional<Viewport> part = before.viewport().filter(v -> around && !before.fitted()).map(v -> on(v, next, view));
        int slice = around ? before.slice() : 0;
        view.show(next, new ViewState(
                slice, next.places().size(), window ? before.window() : Optional.empty(), before.inverted(), part, part.isEmpty(),
                before.transform()));
    }

    /// The part about the volume's middle stays as far off it as it was.
    private static Viewport on(Viewport v, ShownSeries next, ViewerViewModel view) {
        Raster was = view.currentProperty().get().around().orElseThrow().orbit().raster();
        Raster now = next.around().orElseThrow().orbit().raster();
        double mm = was.columnMm() / now.columnMm();
        return new Viewport(
                v.width(), v.height(), v.pixelsPerMm(), (v.centreColumn() - was.originColumn()) * mm + now.originColumn(),
                (v.centreRow() - was.originRow()) * mm + now.originRow(), now.columnMm(), now.rowMm(), v.transform());
    }

    /// What lies in front follows the pointer.
    ///
    /// @param dx layout units to the right
    /// @param dy layout units down
    void drag(ViewerViewModel view, double dx, double dy) {
        AroundVolume a = view.currentProperty().get().around().orElseThrow();
        views -= dx * DEGREES_A_PIXEL * a.orbit().views() / 360;
        tilt += dy * DEGREES_A_PIXEL;
        int whole = whole(views);
        views -= whole;
        int degrees = whole(tilt);
        tilt -= degrees;
        if (degrees != 0) {
            show(view, view.currentProperty().get().tilted(a.orbit().tiltDegrees() + degrees), true);
        }
        if (whole != 0) {
            view.scroll(whole);
        }
    }

    /// Sums of fractions are a rounding away from whole numbers.
    private static int whole(double v) {
        return (int) (v + Math.copySign(1e-9, v));
    }
}
