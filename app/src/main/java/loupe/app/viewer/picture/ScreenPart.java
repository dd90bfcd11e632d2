package loupe.app.viewer.picture;

import java.util.Optional;
import loupe.core.geometry.PatientPoint;
import loupe.core.plane.Plane;
import loupe.core.plane.Raster;
import loupe.core.render.SpatialTransform;
import loupe.core.render.Viewport;

/// The screen's pixels that show a plane, as a raster on that plane: sampled there, the screen is right without the pixels of the
/// whole plane between its own.
///
/// @param site where the screen's pixels lie
/// @param viewport shows a picture of them where they are, one pixel on each of the screen's
record ScreenPart(ImageSite site, Viewport viewport) {
    /// Empty where the screen shows nothing of the plane, where it is turned or mirrored, and where the plane has no more pixels than
    /// the screen: then its own are drawn.
    ///
    /// @param v the view of the plane's raster
    /// @param whole the plane and its raster
    static Optional<ScreenPart> of(Viewport v, ImageSite whole) {
        Raster r = whole.raster();
        if (!v.transform().equals(SpatialTransform.NONE) || v.pixelsPerMm() * Math.min(r.columnMm(), r.rowMm()) >= 1) {
            return Optional.empty();
        }
        double perColumn = v.pixelsPerMm() * r.columnMm();
        double perRow = v.pixelsPerMm() * r.rowMm();
        int left = first(v.columnAt(0.5, 0), perColumn);
        int top = first(v.rowAt(0, 0.5), perRow);
        int columns = Math.min(v.width(), end(v.columnAt(0.5, 0), perColumn, r.columns())) - left;
        int rows = Math.min(v.height(), end(v.rowAt(0, 0.5), perRow, r.rows())) - top;
        if (columns < 1 || rows < 1) {
            return Optional.empty();
        }
        Plane p = whole.slab().plane();
        double mm = 1 / v.pixelsPerMm();
        PatientPoint corner = whole.at(v.columnAt(left + 0.5, 0), v.rowAt(0, top + 0.5));
        Plane from = new Plane(corner, p.right(), p.down(), p.frameOfReferenceUid());
        Viewport on = new Viewport(
                v.width(), v.height(), 1, (v.width() - 1) / 2.0 - left, (v.height() - 1) / 2.0 - top, 1, 1);
        return Optional.of(new ScreenPart(
                new ImageSite(whole.slab().on(from), new Raster(columns, rows, mm, mm, 0, 0)), on));
    }

    /// The first screen pixel whose centre lies behind the raster's edge at -0.5.
    private static int first(double atZero, double perPixel) {
        return (int) Math.max(0, Math.floor((-0.5 - atZero) * perPixel) + 1);
    }

    /// The first whose centre does not lie before its other edge.
    private static int end(double atZero, double perPixel, int count) {
        return (int) Math.clamp(Math.ceil((count - 0.5 - atZero) * perPixel), 0, 1 << 20);
    }
}
