package loupe.review.opinion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import loupe.core.finding.FindingId;
import loupe.core.segment.Segment;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;

/// A reader's first opinion beside what models found: the pairs that are one thing, and what only one of both has.
///
/// Pairs are taken greedily: of all drawings and findings that overlap ([SamePlace]) the best pair first, each of both once; of
/// pairs as good as each other the one with the lower numbers. Organs that a model outlines are no findings here.
///
/// @param agreed pairs
/// @param onlyReader what only the reader marked
/// @param onlyModels what only models found
public record Comparison(List<Agreed> agreed, List<Mark> onlyReader, List<ReviewedFinding> onlyModels) {
    /// Copies the lists.
    public Comparison {
        agreed = List.copyOf(agreed);
        onlyReader = List.copyOf(onlyReader);
        onlyModels = List.copyOf(onlyModels);
    }

    /// What both have.
    ///
    /// @param drawn the reader's mark
    /// @param found the model's finding
    public record Agreed(Mark drawn, ReviewedFinding found) {}

    private record Pair(Mark drawn, ReviewedFinding found, double overlap) {}

    /// A first opinion beside the findings in force.
    public static Comparison of(FirstOpinion opinion, ReviewState state) {
        List<Mark> marks = new ArrayList<>();
        opinion.findings().forEach(a -> marks.add(new Mark.Drawn(a)));
        opinion.outlined().forEach(s -> marks.add(new Mark.Outlined(s)));
        return of(marks, state.findings());
    }

    /// Marks beside findings; of those what readers drew is left out.
    public static Comparison of(List<Mark> drawn, List<ReviewedFinding> found) {
        List<ReviewedFinding> lesions = found.stream().filter(Comparison::lesion).toList();
        List<Pair> pairs = new ArrayList<>();
        for (Mark d : drawn) {
            for (ReviewedFinding f : lesions) {
                double overlap = d.sameAs(f);
                if (overlap > 0) {
                    pairs.add(new Pair(d, f, overlap));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::overlap).reversed());
        Set<String> readers = new HashSet<>();
        Set<FindingId> models = new HashSet<>();
        List<Agreed> agreed = new ArrayList<>();
        for (Pair p : pairs) {
            if (!readers.contains(p.drawn.id()) && !models.contains(p.found.finding().id())) {
                readers.add(p.drawn.id());
                models.add(p.found.finding().id());
                agreed.add(new Agreed(p.drawn, p.found));
            }
        }
        return new Comparison(agreed,
                drawn.stream().filter(d -> !readers.contains(d.id())).toList(),
                lesions.stream().filter(f -> !models.contains(f.finding().id())).toList());
    }

    private static boolean lesion(ReviewedFinding f) {
        return !f.drawnByReader() && f.segment().filter(Segment::anatomical).isEmpty();
    }
}
