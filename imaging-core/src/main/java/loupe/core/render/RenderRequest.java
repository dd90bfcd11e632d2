package loupe.core.render;

import java.util.Optional;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.render.colour.ColourMap;

/// Everything a picture depends on; immutable, so a renderer may work on it anywhere.
///
/// @param image the slice
/// @param slice index of the slice in the masks of the layers
/// @param toning how values become colours; of a colour image only whether it is inverted
/// @param upper what is laid over the image, below the layers; as many columns and rows
/// @param viewport which part is shown where
/// @param layers what is drawn over it
public record RenderRequest(
        RasterImage image, int slice, Toning toning, Optional<UpperImage> upper, Viewport viewport, LayerStack layers) {
    /// Checks that both images have the same pixels.
    public RenderRequest {
        upper.ifPresent(u -> {
            if (u.image().columns() != image.columns() || u.image().rows() != image.rows()) {
                throw new IllegalArgumentException("an upper image needs as many columns and rows as the one below");
            }
        });
    }

    /// An image alone, in gray or in its own colours.
    public RenderRequest(
            RasterImage image, int slice, ValueWindow window, boolean inverted, Viewport viewport, LayerStack layers) {
        this(image, slice, new Toning(window, inverted, ColourMap.GRAY), Optional.empty(), viewport, layers);
    }

    /// The same with nothing drawn over it.
    public RenderRequest bare() {
        return new RenderRequest(image, slice, toning, upper, viewport, LayerStack.none());
    }

    /// Another image alone, toned as this one's.
    public RenderRequest of(RasterImage other, Viewport part) {
        return new RenderRequest(other, slice, toning, Optional.empty(), part, LayerStack.none());
    }

    /// The same seen in another part.
    public RenderRequest in(Viewport other) {
        return new RenderRequest(image, slice, toning, upper, other, layers);
    }
}
