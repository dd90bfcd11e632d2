package loupe.core.render;

import java.util.List;
import loupe.core.segment.Mask;

/// Something drawn over a slice.
public sealed interface Layer {
    /// How a mask is drawn, so that states differ by more than colour.
    enum Style {
        /// Filled, with a dashed outline: not reviewed.
        DASHED,
        /// Filled, with a solid outline: confirmed.
        SOLID,
        /// Diagonal hatching: rejected.
        HATCHED
    }

    /// A mask.
    ///
    /// @param mask the voxels
    /// @param rgb colour 0xRRGGBB
    /// @param opacity of the filling, 0 to 1; the outline is always opaque
    /// @param style how it is drawn
    record MaskLayer(Mask mask, int rgb, double opacity, Style style) implements Layer {
        /// Checks the opacity.
        public MaskLayer {
            if (!(opacity >= 0 && opacity <= 1)) {
                throw new IllegalArgumentException("opacity must lie in 0 to 1, was " + opacity);
            }
        }

        /// Whether another looks like this one but for its voxels.
        boolean isDrawnAs(MaskLayer other) {
            return rgb == other.rgb && opacity == other.opacity && style == other.style;
        }
    }

    /// Covers what shutters leave out of an image.
    ///
    /// @param shutters what is seen lies in all of them
    /// @param rgb colour of the cover, 0xRRGGBB
    record ShutterLayer(List<Shutter> shutters, int rgb) implements Layer {
        /// Copies the list.
        public ShutterLayer {
            shutters = List.copyOf(shutters);
        }
    }

    /// A ring around a place.
    ///
    /// @param column image column of its centre
    /// @param row image row of its centre
    /// @param slice slice it is drawn on
    /// @param radiusMm radius in millimetres
    /// @param rgb colour 0xRRGGBB
    /// @param dashed whether the line is dashed
    record RingLayer(double column, double row, int slice, double radiusMm, int rgb, boolean dashed)
            implements Layer {}
}
