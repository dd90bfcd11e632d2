package loupe.review.twice;

import java.util.Optional;
import java.util.OptionalDouble;
import loupe.core.geometry.PatientPoint;

/// Something two readers differ in.
///
/// @param number from 1, by place
/// @param first what the first reader has there; empty where nothing
/// @param second what the second reader has there; empty where nothing
public record Difference(int number, Optional<ReadFinding> first, Optional<ReadFinding> second) {
    /// Checks that somebody has something.
    public Difference {
        if (first.isEmpty() && second.isEmpty()) {
            throw new IllegalArgumentException("a difference must be of something");
        }
    }

    /// What both differ in.
    public enum Kind {
        /// One has it, the other nothing there.
        FOUND_BY_ONE("found by one reader"),
        /// Both have it with outlines that differ.
        OUTLINE("outlined otherwise"),
        /// Both have it and call it another kind.
        NAMED("called another kind"),
        /// Both have it, outlined and called otherwise.
        OUTLINE_AND_NAMED("outlined otherwise and called another kind");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// Short text for people.
        public String words() {
            return words;
        }
    }

    private Optional<Matching.Pair> pair() {
        return first.flatMap(a -> second.map(b -> new Matching.Pair(a, b)));
    }

    /// What both differ in.
    public Kind kind() {
        if (pair().isEmpty()) {
            return Kind.FOUND_BY_ONE;
        }
        Matching.Pair p = pair().get();
        if (p.outlinesDiffer()) {
            return p.kindsDiffer() ? Kind.OUTLINE_AND_NAMED : Kind.OUTLINE;
        }
        return Kind.NAMED;
    }

    /// Dice of both outlines; empty where there are not two.
    public OptionalDouble dice() {
        return pair().map(Matching.Pair::dice).orElse(OptionalDouble.empty());
    }

    /// Where it is: the same whichever reader has it.
    PatientPoint place() {
        if (first.isEmpty()) {
            return second.orElseThrow().centre();
        }
        if (second.isEmpty()) {
            return first.get().centre();
        }
        PatientPoint a = first.get().centre();
        PatientPoint b = second.get().centre();
        return new PatientPoint((a.xMm() + b.xMm()) / 2, (a.yMm() + b.yMm()) / 2, (a.zMm() + b.zMm()) / 2);
    }
}
