package loupe.review.twice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import loupe.core.segment.Mask;
import loupe.review.edit.MissedFindings;
import loupe.review.edit.ReviewState;

/// Two readings of one study beside each other: the pairs that are one thing, and what only one of both has.
///
/// Pairs are taken greedily: of all that lie at one place ([OnePlace]) the best pair first, each finding once; of pairs as good as each
/// other the one with the lower numbers. The same readings always give the same pairs.
///
/// @param pairs what both have
/// @param onlyFirst what only the first reader has
/// @param onlySecond what only the second reader has
public record Matching(List<Pair> pairs, List<ReadFinding> onlyFirst, List<ReadFinding> onlySecond) {
    /// Outlines of one thing agree from this Dice on.
    public static final double AGREEING_DICE = 0.7;

    /// What both have.
    ///
    /// @param first as the first reader has it
    /// @param second as the second reader has it
    public record Pair(ReadFinding first, ReadFinding second) {
        /// Dice of both outlines; empty where one has none, or where they lie on unlike grids.
        public OptionalDouble dice() {
            Optional<Mask> a = first.mask();
            Optional<Mask> b = second.mask();
            return a.isPresent() && b.isPresent() && a.get().grid().equals(b.get().grid())
                    ? OptionalDouble.of(a.get().dice(b.get()))
                    : OptionalDouble.empty();
        }

        /// Whether both outlines differ too much to pass as one.
        public boolean outlinesDiffer() {
            OptionalDouble dice = dice();
            return dice.isPresent() && dice.getAsDouble() < AGREEING_DICE;
        }

        /// Whether both call it another kind; who named no kind said nothing against the other.
        public boolean kindsDiffer() {
            String unnamed = MissedFindings.UNNAMED.value();
            String a = first.kind().value();
            String b = second.kind().value();
            return !a.equals(unnamed) && !b.equals(unnamed)
                    && !(a.equals(b) && first.kind().scheme().equals(second.kind().scheme()));
        }

        /// Whether both agree.
        public boolean agreed() {
            return !outlinesDiffer() && !kindsDiffer();
        }
    }

    private record Candidate(ReadFinding first, ReadFinding second, double score) {}

    /// Copies the lists.
    public Matching {
        pairs = List.copyOf(pairs);
        onlyFirst = List.copyOf(onlyFirst);
        onlySecond = List.copyOf(onlySecond);
    }

    /// Of two readings.
    public static Matching of(ReviewState first, ReviewState second) {
        return of(ReadFinding.of(first), ReadFinding.of(second));
    }

    /// Of what two readers say is there.
    public static Matching of(List<ReadFinding> first, List<ReadFinding> second) {
        List<Candidate> all = new ArrayList<>();
        for (ReadFinding a : first) {
            for (ReadFinding b : second) {
                double score = OnePlace.of(a, b);
                if (score > 0) {
                    all.add(new Candidate(a, b, score));
                }
            }
        }
        all.sort(Comparator.comparingDouble(Candidate::score).reversed());
        Set<String> usedFirst = new HashSet<>();
        Set<String> usedSecond = new HashSet<>();
        List<Pair> pairs = new ArrayList<>();
        for (Candidate c : all) {
            if (!usedFirst.contains(c.first.id()) && !usedSecond.contains(c.second.id())) {
                usedFirst.add(c.first.id());
                usedSecond.add(c.second.id());
                pairs.add(new Pair(c.first, c.second));
            }
        }
        return new Matching(
                pairs,
                first.stream().filter(f -> !usedFirst.contains(f.id())).toList(),
                second.stream().filter(f -> !usedSecond.contains(f.id())).toList());
    }

    /// The pairs that agree.
    public List<Pair> agreed() {
        return pairs.stream().filter(Pair::agreed).toList();
    }

    /// What both differ in, by place from one end of the body to the other, so that the order tells nothing of who is who.
    public List<Difference> differences() {
        List<Difference> out = new ArrayList<>();
        onlyFirst.forEach(f -> out.add(new Difference(0, Optional.of(f), Optional.empty())));
        onlySecond.forEach(f -> out.add(new Difference(0, Optional.empty(), Optional.of(f))));
        pairs.stream().filter(p -> !p.agreed()).forEach(p -> out.add(new Difference(0, Optional.of(p.first), Optional.of(p.second))));
        out.sort(Comparator.<Difference>comparingDouble(d -> d.place().zMm())
                .thenComparingDouble(d -> d.place().yMm())
                .thenComparingDouble(d -> d.place().xMm()));
        List<Difference> numbered = new ArrayList<>();
        for (Difference d : out) {
            numbered.add(new Difference(numbered.size() + 1, d.first(), d.second()));
        }
        return List.copyOf(numbered);
    }
}
