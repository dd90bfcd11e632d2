package loupe.review.edit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.measure.Annotation;
import loupe.core.measure.KnownLength;
import loupe.core.segment.MaskDelta;

/// One step of a person's work: small, named, with an inverse.
public sealed interface Edit permits Edit.VerdictEdit, Edit.Correcting, Edit.Measuring {
    /// What it did, for the undo menu: `accept F2`.
    String name();

    /// The edit that takes it back.
    Edit inverse();

    /// Memory it holds, in bytes; not less than it takes when read back, where it shares no text with others.
    long bytes();

    /// A step of a reader's measuring, kept as such.
    sealed interface Measuring extends Edit permits CalibrationEdit, AnnotationEdit, ObjectEdit {
        /// Account name of who did it.
        String by();
    }

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
            return 512 + 2L * (note(before) + note(after));
        }

        private static int note(Verdict v) {
            return v instanceof Verdict.Rejected r ? r.note().length() : 0;
        }
    }

    /// A step that corrects segments of models, or segments of a reader's own.
    sealed interface Correcting extends Edit permits MaskEdit, MasksEdit, SegmentEdit, OwnSegmentEdit, MergeEdit {
        /// The verdict it leaves: who did it, unless it was taken back.
        Verdict after();

        /// The findings whose segments it changes.
        List<FindingId> findings();
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
            implements Correcting {
        @Override
        public List<FindingId> findings() {
            return List.of(finding);
        }

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
            return 640 + delta.bytes();
        }
    }

    /// An image is calibrated by a length a reader knew, or is no longer.
    ///
    /// @param before the calibration it replaces; empty where the file's own scale was in force
    /// @param after the calibration from then on; empty for the file's own scale
    record CalibrationEdit(Optional<KnownLength> before, Optional<KnownLength> after) implements Measuring {
        /// Checks that it is about one image.
        public CalibrationEdit {
            if (before.isEmpty() && after.isEmpty()) {
                throw new IllegalArgumentException("an edit must have a calibration before or after it");
            }
            boolean one = before.map(c -> c.place().sopInstanceUid())
                    .or(() -> after.map(c -> c.place().sopInstanceUid()))
                    .equals(after.or(() -> before).map(c -> c.place().sopInstanceUid()));
            if (!one) {
                throw new IllegalArgumentException("an edit must be about one image");
            }
        }

        @Override
        public String by() {
            return one().by();
        }

        private KnownLength one() {
            return after.or(() -> before).orElseThrow();
        }

        /// The image.
        public String sopInstanceUid() {
            return one().place().sopInstanceUid();
        }

        @Override
        public String name() {
            return after.isEmpty() ? "take the calibration back" : String.format(Locale.ROOT, "calibrate by %.1f mm", one().knownMm());
        }

        @Override
        public Edit inverse() {
            return new CalibrationEdit(after, before);
        }

        @Override
        public long bytes() {
            return 1024;
        }
    }

    /// A drawing of the reader's own is made, changed or taken away.
    ///
    /// @param before as it was; empty where it is new
    /// @param after as it is; empty where it is gone
    record AnnotationEdit(Optional<Annotation> before, Optional<Annotation> after) implements Measuring {
        /// Checks that it is about one drawing.
        public AnnotationEdit {
            if (before.isEmpty() && after.isEmpty()) {
                throw new IllegalArgumentException("an edit must have a drawing before or after it");
            }
            if (before.isPresent() && after.isPresent() && !before.get().id().equals(after.get().id())) {
                throw new IllegalArgumentException("an edit must be about one drawing");
            }
        }

        @Override
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
