package loupe.core.render;

import loupe.core.image.RasterImage;

/// A second image laid over a first, pixel on pixel: it was sampled where the first one's pixels lie.
///
/// @param image its values; NaN where it has none, so that the first is seen alone
/// @param toning how its values become colours
/// @param opacity how much of it is seen, 0 to 1
/// @param clearUpTo values up to it are not drawn; minus infinity where all are
public record UpperImage(RasterImage.Gray image, Toning toning, double opacity, double clearUpTo) {
    /// Checks the opacity.
    public UpperImage {
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("opacity must lie in 0 to 1, was " + opacity);
        }
    }

    /// All values drawn.
    public UpperImage(RasterImage.Gray image, Toning toning, double opacity) {
        this(image, toning, opacity, Double.NEGATIVE_INFINITY);
    }
}
