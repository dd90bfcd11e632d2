package loupe.review.edit;

import java.util.Optional;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.measure.Annotation;
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

    /// A drawing of the reader's own is made, changed or taken away.
    ///
    /// @param before as it was; empty where it is new
    /// @param after as it is; empty where it is gone
    record AnnotationEdit(Optional<Annotation> before, Optional<Annotation> after) implements Edit {
        /// Checks that it is about one drawing.
        public AnnotationEdit {
            if (before.isEmpty() && after.isEmpty()) {
                throw new IllegalArgumentException("an edit must have a drawing before or after it");
            }
            if (before.isPresent() && after.isPresent() && !before.get().id().equals(after.get().id())) {
                throw new IllegalArgumentException("an edit must be about one drawing");
            }
        }

        /// Account name of who drew it.
        public String by() {
            return one().by();
        }

        private Annotation one() {
            return after.or(() -> before).orElseThrow();
        }

        @Override
        public String name() {
            String what = one().word() + " " + one().id();
            if (before.isEmpty() || after.isEmpty()) {
                return (after.isEmpty() ? "delete " : "draw ") + what;
            }
            boolean marked = !before.get().missed().equals(after.get().missed());
            return !marked ? "change " + what
                    : after.get().missed().isPresent() ? "mark " + what + " as a finding" : "mark " + what + " as a measurement";
        }

        @Override
        public Edit inverse() {
            return new AnnotationEdit(after, before);
        }

        @Override
        public long bytes() {
            return 512 + 64L * (before.map(a -> a.measure().shape().points().size()).orElse(0)
                    + after.map(a -> a.measure().shape().points().size()).orElse(0));
        }
    }
}
