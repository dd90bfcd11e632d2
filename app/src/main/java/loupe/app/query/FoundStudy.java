package loupe.app.query;

import java.util.Optional;
import loupe.review.retrieving.FoundLine;

/// A study a node holds, as it is shown. It names a patient: it lives on the page and nowhere else.
///
/// @param line what the node says
/// @param standing whether it is here
/// @param here its pseudonymous UID, where it is here, in part at least
/// @param said what became of fetching it; empty for nothing
record FoundStudy(FoundLine line, Standing standing, Optional<String> here, String said) {
    /// Whether a study is here.
    enum Standing {
        /// Nothing of it.
        AWAY,
        /// It waits to be fetched, or is.
        COMING,
        /// Some of it, or all.
        HERE,
        /// Fetching it did not bring all.
        LACKING
    }

    FoundStudy as(Standing now, Optional<String> uid, String words) {
        return new FoundStudy(line, now, uid, words);
    }

    /// Says nothing of the patient, so that no log can.
    @Override
    public String toString() {
        return "FoundStudy";
    }
}
