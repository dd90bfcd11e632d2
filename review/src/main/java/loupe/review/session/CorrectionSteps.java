package loupe.review.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.segment.SegmentDescription;
import loupe.review.ReviewException;
import loupe.review.edit.Edit;
import loupe.review.edit.History;
import loupe.review.edit.MasksEdit;
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
            ReviewedFinding f = outlined(s.finding());
            if (!f.segment().orElseThrow().mask().equals(s.painted())) {
                throw new ReviewException(
                        "the outline of " + s.finding() + " is not the one you painted on; look at it and paint again");
            }
            parts.add(new Edit.MaskEdit(f.ref(), s.finding(), tool, s.delta(), f.verdict(), edited));
        }
        return parts.size() == 1 ? parts.getFirst() : new MasksEdit(tool, parts);
    }

    /// A segment called, coded or coloured otherwise.
    SegmentEdit described(FindingId id, SegmentDescription becomes) throws ReviewException {
        ReviewedFinding f = outlined(id);
        return new SegmentEdit(f.ref(), id, f.segment().orElseThrow().description(), becomes, f.verdict(), edited);
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
        ReviewedFinding f = outlined(id);
        return Optional.of(new Edit.MaskEdit(last.segment(), id, BACK + last.tool(), last.delta(), f.verdict(), edited));
    }

    private static List<Edit.MaskEdit> parts(Edit edit) {
        return switch (edit) {
            case Edit.MaskEdit m -> List.of(m);
            case MasksEdit m -> m.parts();
            case SegmentEdit d -> List.of();
            case Edit.VerdictEdit v -> List.of();
            case Edit.Measuring m -> List.of();
        };
    }
}
