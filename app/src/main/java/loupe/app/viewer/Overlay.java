package loupe.app.viewer;

import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.render.Layer;
import loupe.core.segment.Mask;
import loupe.review.exporting.KeyImages;

/// A finding's mask over the slices.
///
/// @param id the finding
/// @param mask the mask to show
/// @param verdict gives colour and style
/// @param selected whether it stands out
public record Overlay(FindingId id, Mask mask, Verdict verdict, boolean selected) {
    Layer layer(double opacity) {
        double fill = selected ? Math.min(1, opacity * 1.4) : opacity;
        return new Layer.MaskLayer(mask, KeyImages.rgb(verdict), fill, KeyImages.style(verdict));
    }
}
