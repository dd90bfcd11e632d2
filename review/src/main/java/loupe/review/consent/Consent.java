package loupe.review.consent;

import java.time.Instant;
import java.util.Optional;

/// What a person said about one purpose.
///
/// @param purpose what for
/// @param decision what was said
/// @param until until when it holds, where it was given for a time
/// @param notice version of the notice the person was shown
/// @param recorded when it was recorded, UTC
public record Consent(Purpose purpose, Decision decision, Optional<Instant> until, String notice, Instant recorded) {
    /// What can be said.
    public enum Decision {
        /// Yes.
        GIVEN,
        /// No.
        REFUSED,
        /// No longer.
        WITHDRAWN
    }

    /// Whether it allows the purpose at a time.
    boolean allows(Instant now) {
        return decision == Decision.GIVEN && until.map(now::isBefore).orElse(true);
    }
}
