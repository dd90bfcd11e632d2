package loupe.review.retention;

import java.time.Instant;
import java.util.Optional;
import loupe.core.study.StudySummary;

/// A study and how long it is kept.
///
/// @param study its line in the list
/// @param number its number in the list, from 1
/// @param since when it came in first, UTC
/// @param until before when it may not be erased; empty where the site has set no period
/// @param standing whether it may go
/// @param approved whether the account at work needs nobody's approval, or no further one, to erase it
public record KeptStudy(StudySummary study, int number, Instant since, Optional<Instant> until, Standing standing, boolean approved) {
    /// Whether a study may go.
    public enum Standing {
        /// The site's period is over: it is to go.
        DUE("due"),
        /// Its period goes on.
        KEPT("kept"),
        /// Under legal hold: nobody erases it.
        HELD("on hold"),
        /// The site has set no period: nothing is due by itself.
        NO_PERIOD("no period");

        private final String word;

        Standing(String word) {
            this.word = word;
        }

        /// Short text for people.
        public String word() {
            return word;
        }
    }
}
