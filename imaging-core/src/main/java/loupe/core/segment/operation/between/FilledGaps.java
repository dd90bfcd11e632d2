package loupe.core.segment.operation.between;

import loupe.core.segment.Mask;

/// A mask with its gaps filled.
///
/// @param mask what was drawn and what was filled
/// @param gaps how many gaps were filled; 0 where no two layers with empty neighbours follow each other
public record FilledGaps(Mask mask, int gaps) {}
