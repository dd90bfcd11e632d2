package loupe.review.opinion;

import java.util.List;
import loupe.core.finding.Prediction;
import loupe.core.measure.Annotation;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.MissedFindings;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;

/// What a reader marked before the models were shown may well have been found by them: then it is nobody's false negative.
public final class FoundByBoth {
    private FoundByBoth() {}

    /// As [MissedFindings#missedBy], but of a first opinion's mark only the models whose findings it does not overlap.
    public static List<Prediction> missedBy(ReviewState state, Annotation drawn) {
        List<Prediction> missed = MissedFindings.missedBy(state, drawn);
        boolean first = state.opinions().stream().map(FirstOpinion::findingIds).anyMatch(ids -> ids.contains(drawn.id()));
        return !first ? missed : missed.stream()
                .filter(p -> Comparison.of(List.of(new Mark.Drawn(drawn)), of(state, p)).agreed().isEmpty())
                .toList();
    }

    private static List<ReviewedFinding> of(ReviewState state, Prediction p) {
        return state.findings().stream().filter(f -> p.findings().contains(f.finding())).toList();
    }
}
