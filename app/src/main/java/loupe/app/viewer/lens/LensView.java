package loupe.app.viewer.lens;

import loupe.core.render.Viewport;

/// Where a magnifier lies over a view and which part of the image it shows. The pixel under the pointer stays under it.
///
/// @param left screen pixel of the view at the lens's left edge
/// @param top the same of its upper edge
/// @param part what the lens shows
record LensView(int left, int top, Viewport part) {
    /// A lens about a pointer; at the view's border it stays within the view, as far as it fits.
    ///
    /// @param v the view
    /// @param x screen pixel of the pointer
    /// @param y screen pixel of the pointer
    /// @param side width and height of the lens in screen pixels, at least 1
    /// @param factor how much larger things are in it
    static LensView of(Viewport v, double x, double y, int side, double factor) {
        int left = (int) Math.rint(Math.clamp(x - side / 2.0, 0, Math.max(0, v.width() - side)));
        int top = (int) Math.rint(Math.clamp(y - side / 2.0, 0, Math.max(0, v.height() - side)));
        double scale = v.pixelsPerMm() * factor;
        Viewport middle = new Viewport(side, side, scale, v.columnAt(x, y), v.rowAt(x, y), v.columnMm(), v.rowMm(), v.transform());
        return new LensView(left, top, middle.panned(x - left - side / 2.0, y - top - side / 2.0));
    }
}
