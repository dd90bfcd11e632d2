package loupe.review.edit;

import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.segment.MaskDelta;

/// One step of a person's work: small, named, with an inverse.
public sealed interface Edit {
    /// What it did, for the undo menu: `accept F2`.
    String name();

    /// The edit that takes it back.
    Edit inverse();

    /// Memory it holds, in bytes.
    long bytes();

    /// A decision on a finding.
    ///
    /// @param finding which
    /// @param before the verdict it replaces
    /// @param after the new verdict
    record VerdictEdit(FindingId finding, Verdict before, Verdict after) implements Edit {
        @Override
        public String name() {
            return switch (after) {
                case Verdict.Accepted a -> "accept " + finding;
                case Verdict.Rejected r -> "reject " + finding;
                case Verdict.Edited e -> "edit " + finding;
                case Verdict.Unreviewed u -> "reset " + finding;
            };
        }

        @Override
        public Edit inverse() {
            return new VerdictEdit(finding, after, before);
        }

        @Override
        public long bytes() {
            return 256;
        }
    }

    /// A stroke of the brush or eraser on a segment; the finding it outlines becomes edited with it.
    ///
    /// @param segment which mask
    /// @param finding the finding the mask belongs to
    /// @param tool what made it, e.g. `brush`
    /// @param delta the voxels that flip
    /// @param before the finding's verdict before
    /// @param after the finding's verdict after
    record MaskEdit(
            SegmentRef segment, FindingId finding, String tool, MaskDelta delta, Verdict before, Verdict after)
            implements Edit {
        @Override
        public String name() {
            return tool + " on " + finding;
        }

        @Override
        public Edit inverse() {
            return new MaskEdit(segment, finding, tool, delta, after, before);
        }

        @Override
        public long bytes() {
            return 256 + delta.bytes();
        }
    }
}
