package loupe.app.quality;

import java.util.Optional;
import loupe.review.quality.BlindItem;
import loupe.review.quality.ScoreInQuestion;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.quality.book.Radpeer;

/// The item that a person looks at, and how far they are with it; immutable.
///
/// @param item as it may be seen now
/// @param step what is asked next
/// @param answer the verdict that waits for the model's score
/// @param question what of it is in question, where another person's scores are settled
/// @param reader the reader's score that was settled, where the model's is still asked for
public record LookInHand(
        BlindItem item, Step step, Optional<FindingAnswer> answer, Optional<ScoreInQuestion> question, Optional<Radpeer> reader) {
    /// What is asked.
    public enum Step {
        /// What the person says of the finding, blind to its reader.
        VERDICT,
        /// The score of the model; with it the judgement is kept.
        MODEL,
        /// The score of the reader, whose answer is shown now.
        READER,
        /// The reader's score that stands, settled by this other person.
        SETTLE_READER,
        /// The model's score that stands.
        SETTLE_MODEL;

        /// Whether a score is asked for.
        public boolean scores() {
            return this != VERDICT;
        }
    }

    /// An item as it is given; one that was judged before goes on with the reader's score.
    static LookInHand at(BlindItem item) {
        return new LookInHand(
                item, item.shown().isPresent() ? Step.READER : Step.VERDICT, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Scores to be settled.
    static LookInHand at(ScoreInQuestion q) {
        return new LookInHand(
                q.item(), q.reader().isPresent() ? Step.SETTLE_READER : Step.SETTLE_MODEL, Optional.empty(), Optional.of(q),
                Optional.empty());
    }

    /// With a verdict; the model's score is asked next.
    LookInHand with(FindingAnswer said) {
        return new LookInHand(item, Step.MODEL, Optional.of(said), question, reader);
    }

    /// Back to the verdict.
    LookInHand again() {
        return new LookInHand(item, Step.VERDICT, Optional.empty(), question, reader);
    }

    /// With the reader's score settled; the model's is asked next.
    LookInHand settled(Radpeer score) {
        return new LookInHand(item, Step.SETTLE_MODEL, answer, question, Optional.of(score));
    }
}
