package loupe.review.watching;

import java.util.Optional;
import loupe.core.segment.Mask;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.opinion.Mark;
import loupe.review.opinion.SamePlace;

/// What is known to be true of a study, if anything.
sealed interface Truth {
    /// Whether a model's finding is there; empty where nobody knows.
    Optional<Boolean> of(ReviewedFinding found);

    /// Whether what a reader marked is there; empty where nobody knows.
    Optional<Boolean> of(Mark drawn);

    /// Nobody knows.
    record Unknown() implements Truth {
        @Override
        public Optional<Boolean> of(ReviewedFinding found) {
            return Optional.empty();
        }

        @Override
        public Optional<Boolean> of(Mark drawn) {
            return Optional.empty();
        }
    }

    /// A mask of what is there, in millimetres of the patient: a thing is there where its middle lies in the mask, or Dice with
    /// the whole mask is 0.1 or more.
    record Marked(Mask mask) implements Truth {
        @Override
        public Optional<Boolean> of(ReviewedFinding found) {
            boolean overlaps = found.original()
                    .filter(m -> m.grid().equals(mask.grid()) && m.dice(mask) >= 0.1).isPresent();
            return Optional.of(overlaps || SamePlace.holds(mask, found.finding().centre()));
        }

        @Override
        public Optional<Boolean> of(Mark drawn) {
            return Optional.of(switch (drawn) {
                case Mark.Drawn d -> SamePlace.of(d.annotation(), Optional.empty(), mask) > 0;
                case Mark.Outlined o -> SamePlace.same(o.drawn(), mask);
            });
        }
    }

    /// A review that another reader sealed who had committed a first opinion of their own.
    record SecondRead(ReviewState sealed) implements Truth {
        @Override
        public Optional<Boolean> of(ReviewedFinding found) {
            return sealed.finding(found.finding().id()).filter(ReviewedFinding::reviewed).map(f -> !f.rejected());
        }

        @Override
        public Optional<Boolean> of(Mark drawn) {
            return Optional.of(KeptMarks.of(sealed).contains(drawn.id()));
        }
    }
}
