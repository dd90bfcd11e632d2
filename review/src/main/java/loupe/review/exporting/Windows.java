package loupe.review.exporting;

import java.util.Arrays;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;

/// A window for images that carry none.
public final class Windows {
    private Windows() {}

    /// From the 1st to the 99th percentile of the values.
    public static ValueWindow spanning(RasterImage picture) {
        return switch (picture) {
            case RasterImage.Colour c -> ValueWindow.of(128, 256);
            case RasterImage.Gray g -> {
                float[] sorted = Arrays.copyOf(g.values(), g.columns() * g.rows());
                Arrays.sort(sorted);
                double low = sorted[(int) (sorted.length * 0.01)];
                double high = sorted[(int) (sorted.length * 0.99)];
                yield ValueWindow.of((low + high) / 2, Math.max(1, high - low));
            }
        };
    }
}
