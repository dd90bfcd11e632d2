package loupe.core.render;

import java.util.Arrays;
import java.util.Optional;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;

/// A window made from the values in a part of an image: black at their 1st percentile, white at their 99th.
///
/// Of n values in rising order those are number floor(n/100) and floor(99n/100), counted from 0: the same rule that opens images
/// without a window. Not mean and deviation, for a region of two tissues has no one mean, and one line of metal or of written
/// letters would widen its deviation; the hundredth part at each end is left out whatever stands there.
public final class AutoWindow {
    private static final int MOST_VALUES = 1 << 20;

    private AutoWindow() {}

    /// Which pixels have a value of their own.
    @FunctionalInterface
    public interface Inside {
        /// Whether a pixel counts.
        boolean has(int column, int row);
    }

    /// The window; of more than 2^20 values every second, third ... row is left out.
    ///
    /// @param inside asked for each pixel of the box; pixels without a number never count
    /// @return without the half-value offset (LINEAR_EXACT); a width of 1 where all values are equal; empty where no pixel counts
    public static Optional<ValueWindow> of(RasterImage.Gray image, PixelBox box, Inside inside) {
        int every = (int) Math.max(1, (box.pixels() + MOST_VALUES - 1) / MOST_VALUES);
        int columns = box.lastColumn() - box.firstColumn() + 1;
        float[] values = new float[columns * ((box.lastRow() - box.firstRow()) / every + 1)];
        int n = 0;
        for (int r = box.firstRow(); r <= box.lastRow(); r += every) {
            for (int c = box.firstColumn(); c <= box.lastColumn(); c++) {
                float v = image.values()[r * image.columns() + c];
                if (Float.isFinite(v) && inside.has(c, r)) {
                    values[n++] = v;
                }
            }
        }
        return n == 0 ? Optional.empty() : Optional.of(between(values, n));
    }

    private static ValueWindow between(float[] values, int n) {
        Arrays.sort(values, 0, n);
        double low = values[(int) (n / 100L)];
        double high = values[(int) (n * 99L / 100)];
        double width = high > low ? high - low : 1;
        return new ValueWindow((low + high) / 2, width, ValueWindow.Function.LINEAR_EXACT);
    }
}
