package loupe.review.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.segment.Mask;
import loupe.core.segment.SegmentDescription;
import loupe.review.ReviewException;
import loupe.review.edit.Edit;
import loupe.review.edit.History;
import loupe.review.edit.MasksEdit;
import loupe.review.edit.MergeEdit;
import loupe.review.edit.OwnSegmentEdit;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.edit.SegmentEdit;

/// Makes steps that correct segments out of what a person did. Pure: nothing is kept here.
///
/// @param state the review as it stands
/// @param edited the verdict a correction leaves
record CorrectionSteps(ReviewState state, Verdict edited) {
    /// The word a step's tool begins with that takes another back.
    static final String BACK = "take back ";

    /// A gesture on one or several segments.
    ///
    /// @throws ReviewException if a mask is not the one it was painted on
    Edit painted(String tool, List<ReviewSession.Stroke> strokes) throws ReviewException {
        List<Edit.MaskEdit> parts = new ArrayList<>();
        for (ReviewSession.Stroke s : strokes) {
            ReviewedFinding f = asSeen(s.finding(), s.painted());
            parts.add(new Edit.MaskEdit(f.ref(), s.finding(), tool, s.delta(), f.verdict(), edited));
        }
        return parts.size() == 1 ? parts.getFirst() : new MasksEdit(tool, parts);
    }

    /// A segment called, coded or coloured otherwise.
    SegmentEdit described(FindingId id, SegmentDescription becomes) throws ReviewException {
        ReviewedFinding f = outlined(id);
        return new SegmentEdit(f.ref(), id, f.segment().orElseThrow().description(), becomes, f.verdict(), edited);
    }

    /// A reader's own segment is deleted.
    ///
    /// @param reader who deletes it
    /// @throws ReviewException if it is a model's or another reader's
    OwnSegmentEdit deleted(FindingId id, String reader) throws ReviewException {
        ReviewedFinding f = outlined(id);
        if (f.own().isEmpty()) {
            throw new ReviewException(id + " is a model's: it is not deleted; reject it");
        }
        if (!f.own().get().by().equals(reader)) {
            throw new ReviewException(id + " is another reader's: it is not deleted; reject it");
        }
        return new OwnSegmentEdit(f.own().get(), false, f.verdict(), edited);
    }

    /// One segment goes into another, which has the voxels of both then. The source is deleted where it is the reader's own, else
    /// it stays without voxels.
    ///
    /// @param source as the person saw it
    /// @param target as the person saw it
    /// @param reader who merges them
    /// @throws ReviewException if a mask is not the one they saw, or both lie on different voxels
    MergeEdit merged(ReviewSession.Outline source, ReviewSession.Outline target, String reader) throws ReviewException {
        ReviewedFinding from = asSeen(source.finding(), source.seen());
        ReviewedFinding into = asSeen(target.finding(), target.seen());
        Mask gone = source.seen();
        if (source.finding().equals(target.finding()) || !gone.grid().equals(target.seen().grid())) {
            throw new ReviewException("two segments of one series are merged");
        }
        Edit.MaskEdit loses = new Edit.MaskEdit(
                from.ref(), source.finding(), MergeEdit.WORD, gone.asDelta(), from.verdict(), edited);
        Edit.MaskEdit gains = new Edit.MaskEdit(
                into.ref(), target.finding(), MergeEdit.WORD, gone.andNot(target.seen()).asDelta(), into.verdict(), edited);
        return new MergeEdit(loses, gains, from.own().filter(o -> o.by().equals(reader)), false);
    }

    private ReviewedFinding asSeen(FindingId id, Mask seen) throws ReviewException {
        ReviewedFinding f = outlined(id);
        if (!f.segment().orElseThrow().mask().equals(seen)) {
            throw new ReviewException(
                    "the outline of " + id + " is not the one you painted on; look at it and paint again");
        }
        return f;
    }

    private ReviewedFinding outlined(FindingId id) throws ReviewException {
        return state.finding(id)
                .filter(f -> f.segment().isPresent())
                .orElseThrow(() -> new ReviewException("finding " + id + " has no outline to paint on"));
    }

    /// The last stroke on one segment taken back, whatever was done on others since; a step of its own.
    ///
    /// @return empty if there is none
    Optional<Edit> takenBack(FindingId id, History.Steps steps) throws ReviewException {
        Deque<Edit.MaskEdit> strokes = new ArrayDeque<>();
        for (History.Step step : steps.done()) {
            for (Edit.MaskEdit part : parts(step.edit())) {
                if (part.finding().equals(id) && part.tool().startsWith(BACK)) {
                    strokes.poll();
                } else if (part.finding().equals(id)) {
                    strokes.push(part);
                }
            }
        }
        if (strokes.isEmpty()) {
            return Optional.empty();
        }
        Edit.MaskEdit last = strokes.peek();
        if (last.tool().equals(MergeEdit.WORD)) {
            throw new ReviewException("the last step on " + id + " is a merge, which is taken back as one: undo it (Ctrl+Z)");
        }
        ReviewedFinding f = outlined(id);
        return Optional.of(new Edit.MaskEdit(last.segment(), id, BACK + last.tool(), last.delta(), f.verdict(), edited));
    }

    private static List<Edit.MaskEdit> parts(Edit edit) {
        return switch (edit) {
            case Edit.MaskEdit m -> List.of(m);
            case MasksEdit m -> m.parts();
            case MergeEdit m -> List.of(m.source(), m.target());
            case SegmentEdit d -> List.of();
            case OwnSegmentEdit o -> List.of();
            case Edit.VerdictEdit v -> List.of();
            case Edit.Measuring m -> List.of();
        };
    }
}
