package loupe.review.quality;

import loupe.core.agreement.StratifiedDraw;

/// What sample is wanted.
///
/// @param extent how many
/// @param allocation how they are shared out over strata
/// @param seed of the generator; the same over the same sealed reviews repeats a draw
public record SampleOrder(Extent extent, StratifiedDraw.Allocation allocation, long seed) {
    /// How many findings.
    public sealed interface Extent {}

    /// As many as this.
    public record Findings(int number) implements Extent {}

    /// As many as it takes to know a share of one half ± this.
    ///
    /// @param halfWidth above 0, below 1
    public record HalfWidth(double halfWidth) implements Extent {}
}
