package loupe.review.edit;

import loupe.core.finding.FindingId;
import loupe.core.segment.Segment;

/// A segment of a reader's own as it stood at one moment.
///
/// @param begun the segment as it was begun
/// @param segment its voxels then and what it was called
public record DrawnSegment(OwnSegment begun, Segment segment) {
    /// Its id.
    public FindingId id() {
        return begun.id();
    }

    /// Whether it points at something: it has voxels and is no organ.
    public boolean pointsAtSomething() {
        return !segment.mask().isEmpty() && !segment.anatomical();
    }
}
