package loupe.review.twice.book;

import java.time.Instant;
import java.util.List;
import loupe.core.encoding.Encoding;
import loupe.core.encoding.EncodingException;
import loupe.review.edit.Adjudicated;

/// A step of a double reading, as it is kept: insert-only, in the order it was done.
public sealed interface ReadingStep {
    /// Account name of who did it.
    String by();

    /// When, UTC.
    Instant at();

    /// Whether two readers read the study was settled, by the rule or by hand.
    ///
    /// @param twice whether two do
    /// @param how the rule in words, or that somebody assigned it
    record Drawn(String by, Instant at, boolean twice, String how) implements ReadingStep {}

    /// A reader began: the first who does is the first reader, the next the second.
    record Begun(String by, Instant at) implements ReadingStep {}

    /// A reader is done.
    ///
    /// @param firstIsA of each difference, in their order, whether the first reader's version is shown as A, by lot; empty for who is
    ///     done before the other
    record Finished(String by, Instant at, List<Boolean> firstIsA) implements ReadingStep {
        /// Copies the list.
        public Finished {
            firstIsA = List.copyOf(firstIsA);
        }
    }

    /// A reading whose reader cannot finish it was taken over by another, with all that is in it.
    ///
    /// @param by account name of who reads on
    /// @param from account name of who read it before
    /// @param reason why, without identifiers
    record TakenOver(String by, Instant at, String from, String reason) implements ReadingStep {}

    /// A difference was settled; a later ruling of the same stands in place of it.
    record Ruled(String by, Instant at, Adjudicated.Settled settled) implements ReadingStep {}

    /// As it is kept.
    default byte[] encoded() {
        return Encoding.encode(switch (this) {
            case Drawn d -> "double-reading-drawn";
            case Begun b -> "double-reading-begun";
            case Finished f -> "double-reading-finished";
            case TakenOver t -> "double-reading-taken-over";
            case Ruled r -> "double-reading-ruled";
        }, 1, this);
    }

    /// One that was kept.
    ///
    /// @throws EncodingException if it is damaged or newer than this program
    static ReadingStep decoded(byte[] kept) throws EncodingException {
        String type = Encoding.typeOf(kept);
        return switch (type) {
            case "double-reading-drawn" -> Encoding.decode(kept, type, 1, Drawn.class);
            case "double-reading-begun" -> Encoding.decode(kept, type, 1, Begun.class);
            case "double-reading-finished" -> Encoding.decode(kept, type, 1, Finished.class);
            case "double-reading-taken-over" -> Encoding.decode(kept, type, 1, TakenOver.class);
            case "double-reading-ruled" -> Encoding.decode(kept, type, 1, Ruled.class);
            default -> throw new EncodingException("this step of a double reading was written by a newer version of Loupe");
        };
    }
}
