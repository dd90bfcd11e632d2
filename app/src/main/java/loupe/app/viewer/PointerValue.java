package loupe.app.viewer;

import java.util.Locale;
import loupe.core.image.RasterImage;
import loupe.core.render.Viewport;

/// What stands under the pointer, in words.
final class PointerValue {
    private PointerValue() {}

    /// @param x screen pixel of the viewport
    /// @param y screen pixel of the viewport
    static String at(Shown shown, double x, double y) {
        Viewport v = shown.state().viewport().orElseThrow();
        int column = (int) Math.rint(v.columnAt(x, y));
        int row = (int) Math.rint(v.rowAt(x, y));
        RasterImage image = shown.picture().image();
        if (column < 0 || row < 0 || column >= image.columns() || row >= image.rows()) {
            return "";
        }
        int i = row * image.columns() + column;
        return switch (image) {
            case RasterImage.Gray g ->
                String.format(Locale.ROOT, "%d, %d: %.0f %s", column, row, g.values()[i], shown.picture().page().unit())
                        .strip();
            case RasterImage.Colour c ->
                String.format(
                        Locale.ROOT,
                        "%d, %d: RGB %d %d %d",
                        column,
                        row,
                        c.argb()[i] >> 16 & 0xff,
                        c.argb()[i] >> 8 & 0xff,
                        c.argb()[i] & 0xff);
        };
    }
}
