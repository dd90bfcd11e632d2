package loupe.core.segment.operation.fill;

import loupe.core.segment.Mask;

/// What came of a flood.
public sealed interface FloodOutcome {
    /// It filled a region.
    ///
    /// @param region its voxels
    record Filled(Mask region) implements FloodOutcome {}

    /// It filled a region so large that the reader should be asked.
    ///
    /// @param region its voxels, to take if the answer is yes
    /// @param millilitres what it would take
    record Large(Mask region, double millilitres) implements FloodOutcome {}

    /// It filled a region so thin for its extent that it has most likely run out.
    ///
    /// @param region its voxels, to show
    /// @param millilitres what it would take
    /// @param compactness volume by volume of its box
    record Leaking(Mask region, double millilitres, double compactness) implements FloodOutcome {}

    /// It was stopped because it took too much; there is no region.
    ///
    /// @param millilitres what it had taken by then
    record Endless(double millilitres) implements FloodOutcome {}

    /// The place pressed on does not qualify: its value lies outside the range, it is another's, or it lies outside the grid.
    record Nothing() implements FloodOutcome {}
}
