package loupe.app.viewer;

import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.geometry.VoxelGrid;
import loupe.core.render.Layer;
import loupe.core.segment.Mask;
import loupe.review.exporting.KeyImages;

/// A finding's mask over the slices.
///
/// @param id the finding
/// @param mask the mask to show
/// @param verdict gives colour and style
/// @param selected whether it stands out
public record MaskOverlay(FindingId id, Mask mask, Verdict verdict, boolean selected) {
    private static final double LARGE_ML = 100;
    private static final double LARGE_MM2 = 10_000;

    /// The same where a plane cuts it.
    MaskOverlay on(VoxelGrid plane) {
        return new MaskOverlay(id, mask.resampled(plane), verdict, selected);
    }

    /// A large structure is filled faintly, so that what lies in it can still be read.
    Layer layer(double opacity) {
        boolean large = mask.grid().slices() == 1
                ? mask.squareMillimetres() > LARGE_MM2
                : mask.millilitres() > LARGE_ML;
        double much = large ? 0.35 : selected ? 1.4 : 1;
        double fill = Math.min(1, opacity * much);
        return new Layer.MaskLayer(mask, KeyImages.rgb(verdict), fill, KeyImages.style(verdict));
    }
}
