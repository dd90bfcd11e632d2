package loupe.review.edit;

import java.util.List;
import java.util.Optional;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;

/// One segment goes into another: the target has the voxels of both, the source none. One step, taken back as one.
///
/// @param source what the source loses
/// @param target what the target gains; nothing where it has it all
/// @param segment the source where it is a reader's own and is deleted or comes back with this; empty where it stays, without
///     voxels
/// @param back true for the way back, which parts them again
public record MergeEdit(Edit.MaskEdit source, Edit.MaskEdit target, Optional<OwnSegment> segment, boolean back)
        implements Edit.Correcting {
    /// The word that names such steps.
    public static final String WORD = "merge";

    /// Checks that there are two.
    public MergeEdit {
        if (source.segment().equals(target.segment())) {
            throw new IllegalArgumentException("a segment must not be merged into itself");
        }
    }

    @Override
    public Verdict after() {
        return target.after();
    }

    @Override
    public List<FindingId> findings() {
        return List.of(source.finding(), target.finding());
    }

    @Override
    public String name() {
        return WORD + " " + source.finding() + " into " + target.finding();
    }

    @Override
    public Edit inverse() {
        return new MergeEdit((Edit.MaskEdit) source.inverse(), (Edit.MaskEdit) target.inverse(), segment, !back);
    }

    @Override
    public long bytes() {
        return 256 + source.bytes() + target.bytes();
    }
}
