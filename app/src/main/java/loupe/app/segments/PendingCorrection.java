package loupe.app.segments;

import loupe.core.finding.FindingId;
import loupe.core.segment.Mask;

/// What a tool would make of a segment, shown until a person takes or drops it.
///
/// @param finding whose outline
/// @param tool the word that names its step
/// @param before the mask it was worked out on
/// @param after the mask as it would be
public record PendingCorrection(FindingId finding, String tool, Mask before, Mask after) {}
