package loupe.app.findings;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.ReviewedFinding;
import loupe.review.opinion.Comparison;
import loupe.review.opinion.Mark;

/// A first opinion beside what models found, in words.
final class OpinionWords {
    private OpinionWords() {}

    /// Where a finding stands.
    static String of(ReviewedFinding f, Optional<Comparison> compared) {
        if (compared.isEmpty()) {
            return "";
        }
        Comparison c = compared.get();
        Optional<String> mark = c.agreed().stream()
                .filter(a -> a.found().finding().id().equals(f.finding().id()))
                .map(a -> say("agreed: your {0}", a.drawn().id()))
                .findFirst();
        boolean alone = c.onlyModels().stream().anyMatch(o -> o.finding().id().equals(f.finding().id()));
        return mark.orElse(alone ? say("only the model") : "");
    }

    /// The whole comparison.
    static String of(FirstOpinion opinion, Comparison c) {
        return say("Your first opinion: {0}.  Agreed: {1}{2}.  Only you: {3}{4}.  Only models: {5}{6}.",
                told(opinion.assessment().words()), c.agreed().size(),
                named(c.agreed().stream().map(a -> a.drawn().id() + " = " + a.found().finding().id()).toList()), c.onlyReader().size(),
                named(c.onlyReader().stream().map(Mark::id).toList()), c.onlyModels().size(),
                named(c.onlyModels().stream().map(f -> f.finding().id().value()).toList()));
    }

    private static String named(List<String> ids) {
        return ids.isEmpty() ? "" : ids.stream()
                .limit(6)
                .collect(Collectors.joining(", ", " (", ids.size() > 6 ? ", …)" : ")"));
    }
}
