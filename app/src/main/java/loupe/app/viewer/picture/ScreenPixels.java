package loupe.app.viewer.picture;

import loupe.core.image.RasterImage;
import loupe.core.render.Viewport;

/// A picture with a pixel for each of the screen's.
///
/// @param image its pixels
/// @param viewport shows them where they belong
public record ScreenPixels(RasterImage image, Viewport viewport) {}
