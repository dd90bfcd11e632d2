package loupe.review.edit;

import java.util.List;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.segment.SegmentDescription;

/// A segment is called, coded or coloured otherwise; the finding it outlines becomes edited with it.
///
/// @param segment which
/// @param finding the finding it belongs to
/// @param was what it was called
/// @param becomes what it is called from then on
/// @param before the finding's verdict before
/// @param after the finding's verdict after
public record SegmentEdit(
        SegmentRef segment, FindingId finding, SegmentDescription was, SegmentDescription becomes, Verdict before, Verdict after)
        implements Edit.Correcting {
    /// Checks that something changes.
    public SegmentEdit {
        if (was.equals(becomes)) {
            throw new IllegalArgumentException("an edit must change what a segment is called");
        }
    }

    @Override
    public List<FindingId> findings() {
        return List.of(finding);
    }

    @Override
    public String name() {
        String what = !was.label().equals(becomes.label()) ? "rename " : !was.type().equals(becomes.type()) ? "recode " : "recolour ";
        return what + finding;
    }

    @Override
    public Edit inverse() {
        return new SegmentEdit(segment, finding, becomes, was, after, before);
    }

    @Override
    public long bytes() {
        return 1536;
    }
}
