package loupe.review.edit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.encoding.Encoding;
import loupe.core.encoding.EncodingException;

/// What came of a double reading: who read, every difference and how it was settled, and what that changes in the first reader's
/// reading, which stands where both agree. A record: it is never changed, and the seal signs it.
///
/// @param first account name of the first reader
/// @param second account name of the second reader
/// @param firstSha256 digest of the first reading as it was finished, made as a seal's is
/// @param secondSha256 digest of the second reading as it was finished
/// @param agreed how many findings both readers have, and have alike
/// @param by account name of who settled the differences; empty where there were none
/// @param at when it was settled, UTC
/// @param settled the differences, in their order
/// @param changes what the verdicts change in the first reading, in the order it is applied
public record Adjudicated(
        String first, String second, String firstSha256, String secondSha256, int agreed, String by, Instant at,
        List<Settled> settled, List<Change> changes) {
    private static final String TYPE = "adjudicated";
    private static final int VERSION = 1;

    /// What stands of a difference.
    public enum Ruling {
        /// What the first reader said.
        FIRST,
        /// What the second reader said.
        SECOND,
        /// Both outlines, as two findings.
        BOTH,
        /// Nothing at this place.
        NEITHER,
        /// What the adjudicator drew.
        OWN
    }

    /// Why: the closed list that rulings are counted by.
    public enum Reason {
        /// It is plain on the images.
        SEEN_ON_IMAGES("plain on the images"),
        /// Nothing is there.
        NOTHING_THERE("nothing abnormal there"),
        /// A normal structure such as a vessel.
        NORMAL_ANATOMY("normal anatomy"),
        /// Motion, noise, metal or another artefact.
        ARTEFACT("image artefact"),
        /// There, but of no consequence.
        NOT_RELEVANT("not clinically relevant"),
        /// The outline follows the border better.
        BETTER_OUTLINE("the better outline"),
        /// It is of another kind than the other reader said.
        RIGHT_KIND("the right kind of finding"),
        /// Two things that lie close together.
        TWO_THINGS("two things close together"),
        /// None of these; the note says.
        OTHER("another reason");

        private final String meaning;

        Reason(String meaning) {
            this.meaning = meaning;
        }

        /// Short text for people.
        public String meaning() {
            return meaning;
        }
    }

    /// A difference and its ruling.
    ///
    /// @param number from 1
    /// @param first id of the first reader's finding; empty where they have none there
    /// @param second id of the second reader's finding, in their own reading; empty where they have none there
    /// @param ruling what stands
    /// @param own id of the adjudicator's own finding, in what they drew; empty unless it is their own that stands
    /// @param reason why
    /// @param note the adjudicator's words; may be empty
    public record Settled(int number, String first, String second, Ruling ruling, String own, Reason reason, String note) {}

    /// One edit of the first reading; exactly one of these is there.
    ///
    /// @param verdict a decision
    /// @param mask voxels flipped
    /// @param segment a segment begun or deleted
    /// @param named a segment called otherwise
    /// @param drawing a drawing made or taken away
    public record Change(
            Optional<Edit.VerdictEdit> verdict, Optional<Edit.MaskEdit> mask, Optional<OwnSegmentEdit> segment,
            Optional<SegmentEdit> named, Optional<Edit.AnnotationEdit> drawing) {
        /// Checks that it is one.
        public Change {
            long there = Stream.of(verdict, mask, segment, named, drawing).filter(Optional::isPresent).count();
            if (there != 1) {
                throw new IllegalArgumentException("a change must be exactly one edit, was " + there);
            }
        }

        /// The change that is an edit.
        ///
        /// @throws IllegalArgumentException if it is an edit no ruling makes
        public static Change of(Edit edit) {
            if (edit instanceof MasksEdit || edit instanceof MergeEdit || edit instanceof Edit.CalibrationEdit
                    || edit instanceof ObjectEdit) {
                throw new IllegalArgumentException("no ruling makes such an edit: " + edit.name());
            }
            return new Change(
                    as(Edit.VerdictEdit.class, edit), as(Edit.MaskEdit.class, edit), as(OwnSegmentEdit.class, edit),
                    as(SegmentEdit.class, edit), as(Edit.AnnotationEdit.class, edit));
        }

        private static <E extends Edit> Optional<E> as(Class<E> kind, Edit edit) {
            return kind.isInstance(edit) ? Optional.of(kind.cast(edit)) : Optional.empty();
        }

        /// The edit.
        public Edit edit() {
            return Stream.of(verdict, mask, segment, named, drawing)
                    .<Edit>flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Copies the lists.
    public Adjudicated {
        settled = List.copyOf(settled);
        changes = List.copyOf(changes);
    }

    /// As it is kept.
    public byte[] encoded() {
        return Encoding.encode(TYPE, VERSION, this);
    }

    /// One that was kept.
    ///
    /// @throws EncodingException if it is damaged or newer than this program
    public static Adjudicated decoded(byte[] kept) throws EncodingException {
        return Encoding.decode(kept, TYPE, VERSION, Adjudicated.class);
    }
}
