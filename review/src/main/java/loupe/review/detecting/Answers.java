package loupe.review.detecting;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.study.Stack;
import loupe.inference.card.ModelCard;

/// What models already said of a study, and which of its series have changed since.
///
/// @param given predictions in force
/// @param grownSeries UIDs of series that got images since
record Answers(List<Prediction> given, Set<String> grownSeries) {
    /// None that counts: everything runs.
    static final Answers NONE = new Answers(List.of(), Set.of());

    Answers {
        given = List.copyOf(given);
        grownSeries = Set.copyOf(grownSeries);
    }

    /// Whether this version of a model has answered on just these images. A film never grows; a stack may have grown by an
    /// import that was not analysed, which its outline's grid shows.
    ///
    /// @param stack the stack or film; empty for slides
    boolean stands(ModelCard card, String seriesUid, Optional<Stack> stack) {
        boolean grown = grownSeries.contains(seriesUid) && stack.filter(Stack::isFilm).isEmpty();
        return !grown && given.stream().anyMatch(p -> p.seriesUid().equals(seriesUid)
                && by(card, p.provenance())
                && (stack.isEmpty() || p.segmentation().map(s -> s.grid().equals(stack.get().grid())).orElse(true)));
    }

    private static boolean by(ModelCard card, Provenance p) {
        return p.modelId().equals(card.id()) && p.modelVersion().equals(card.version())
                && p.modelSha256().equals(card.sha256());
    }
}
