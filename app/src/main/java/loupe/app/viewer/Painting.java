package loupe.app.viewer;

import loupe.app.viewer.tool.Brush;
import loupe.app.viewer.tool.Trail;
import loupe.core.finding.FindingId;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;

/// A stroke under way.
///
/// @param finding whose mask it changes
/// @param brush what it is made with
/// @param slice slice it is made on
/// @param before the mask it began with
/// @param trail the way so far
record Painting(FindingId finding, Brush brush, int slice, Mask before, Trail trail) {
    Painting to(double column, double row) {
        return new Painting(finding, brush, slice, before, trail.to(column, row));
    }

    MaskDelta delta() {
        return brush.stroke(trail, before, slice);
    }

    /// The mask as it would be.
    Mask preview() {
        return before.apply(delta());
    }
}
