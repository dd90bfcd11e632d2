package loupe.app.twice;

import java.util.Optional;
import loupe.review.edit.Adjudicated.Reason;
import loupe.review.twice.ShownDifference;
import loupe.review.twice.ShownDifference.Choice;

/// The difference that is looked at, and how far its settling is; immutable.
///
/// @param difference as its adjudicator may see it
/// @param of how many differences there are
/// @param settled how many of them are settled
/// @param step what is asked next
/// @param choice what is to stand, once that was said
/// @param own id of the adjudicator's own finding, where that is to stand; else empty
public record DifferenceInHand(ShownDifference difference, int of, int settled, Step step, Optional<Choice> choice, String own) {
    /// What is asked.
    public enum Step {
        /// What stands.
        CHOICE,
        /// Why.
        REASON,
        /// The other reason in words.
        NOTE
    }

    static DifferenceInHand at(ShownDifference d, int of, int settled) {
        return new DifferenceInHand(d, of, settled, Step.CHOICE, Optional.empty(), "");
    }

    DifferenceInHand with(Choice said, String drawn) {
        return new DifferenceInHand(difference, of, settled, Step.REASON, Optional.of(said), drawn);
    }

    DifferenceInHand asked(Step next) {
        return new DifferenceInHand(difference, of, settled, next, choice, own);
    }

    /// Back to what stands.
    DifferenceInHand again() {
        return at(difference, of, settled);
    }

    /// Whether the ruling that is asked for is the last one: with it the study is settled.
    public boolean last() {
        return difference.ruled().isEmpty() && settled == of - 1;
    }

    /// The reasons that can be given, in the order they are numbered.
    static Reason[] reasons() {
        return Reason.values();
    }
}
