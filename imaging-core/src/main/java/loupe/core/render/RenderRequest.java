package loupe.core.render;

import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;

/// Everything a picture depends on; immutable, so a renderer may work on it anywhere.
///
/// @param image the slice
/// @param slice index of the slice in the masks of the layers
/// @param window value window; not used for colour images
/// @param inverted whether black and white are exchanged
/// @param viewport which part is shown where
/// @param layers what is drawn over it
public record RenderRequest(
        RasterImage image, int slice, ValueWindow window, boolean inverted, Viewport viewport, LayerStack layers) {}
