package loupe.inference.task;

import loupe.core.finding.FindingId;

/// How sure a finding and its numbers are: intervals that hold 95 % if what varies is distributed normally.
///
/// @param finding the finding
/// @param confidence the model's probability over eight variations of its input
/// @param volumeMl volume over the same variations, in millilitres
/// @param longestMm longest diameter in a slice; from the volume's variation and the size of a pixel
/// @param shortMm longest extent across it, likewise
/// @param meanValue mean of the voxels' values (HU for CT), from their spread between the variations' outlines
/// @param otherwise probability of the alternative: that there is no such thing
public record Uncertainty(
        FindingId finding,
        Interval confidence,
        Interval volumeMl,
        Interval longestMm,
        Interval shortMm,
        Interval meanValue,
        double otherwise) {
    /// A value and where it may lie.
    ///
    /// @param value the value
    /// @param low lower end
    /// @param high upper end
    public record Interval(double value, double low, double high) {
        private static final double TWO_SIDED_95 = 1.96;

        /// A value with a standard deviation, kept within limits.
        static Interval of(double value, double deviation, double least, double most) {
            return new Interval(value, Math.clamp(value - TWO_SIDED_95 * deviation, least, most),
                    Math.clamp(value + TWO_SIDED_95 * deviation, least, most));
        }
    }
}
