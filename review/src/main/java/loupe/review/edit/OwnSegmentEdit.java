package loupe.review.edit;

import java.util.List;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;

/// A reader begins a segment of their own, or deletes one. What was drawn in a deleted one is kept, so that it comes back as it
/// was.
///
/// @param segment the segment as it was begun
/// @param added true for begun, false for deleted
/// @param before the verdict of its finding before
/// @param after the verdict of its finding after
public record OwnSegmentEdit(OwnSegment segment, boolean added, Verdict before, Verdict after) implements Edit.Correcting {
    @Override
    public List<FindingId> findings() {
        return List.of(segment.id());
    }

    @Override
    public String name() {
        return (added ? "new segment " : "delete segment ") + segment.id();
    }

    @Override
    public Edit inverse() {
        return new OwnSegmentEdit(segment, !added, after, before);
    }

    @Override
    public long bytes() {
        return 1024;
    }
}
