package loupe.core.segment.operation.fill;

import loupe.core.segment.operation.ValueRange;

/// Which values a threshold brush marks.
public sealed interface BrushRange {
    /// Always the same.
    ///
    /// @param range in the image's unit
    record Fixed(ValueRange range) implements BrushRange {}

    /// From the least to the greatest value in a small circle (or ball) about the first press, widened by the value of each voxel the
    /// middle of the brush goes through later; anew with each press.
    ///
    /// @param innerRadiusMm radius of the circle, positive
    record Dynamic(double innerRadiusMm) implements BrushRange {
        /// Checks the radius.
        public Dynamic {
            if (!(innerRadiusMm > 0)) {
                throw new IllegalArgumentException("innerRadiusMm must be a positive length, was " + innerRadiusMm);
            }
        }
    }
}
