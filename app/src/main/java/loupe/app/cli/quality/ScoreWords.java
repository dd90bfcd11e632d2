package loupe.app.cli.quality;

import java.util.OptionalDouble;
import loupe.review.ReviewException;
import loupe.review.quality.book.Radpeer;
import org.jspecify.annotations.Nullable;

/// Scores and times as people type them.
final class ScoreWords {
    /// What may be given.
    static final String ALL = "1, 2a, 2b, 3a or 3b";

    private static final double MOST_MINUTES = 24 * 60;

    private ScoreWords() {}

    static Radpeer score(String word) throws ReviewException {
        return Radpeer.of(word).orElseThrow(() -> new ReviewException("a score is " + ALL));
    }

    static OptionalDouble minutes(@Nullable Double given) throws ReviewException {
        if (given == null) {
            return OptionalDouble.empty();
        }
        if (!(given >= 0 && given <= MOST_MINUTES)) {
            throw new ReviewException("--minutes must be 0 to 1440");
        }
        return OptionalDouble.of(given);
    }
}
