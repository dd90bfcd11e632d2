package loupe.core.study;

import java.time.Instant;

/// That a reader has a study in hand, so that no second one takes it by accident.
///
/// @param by account name; pseudonymous
/// @param since when they took it, UTC
public record StudyClaim(String by, Instant since) {
    /// Checks the name.
    public StudyClaim {
        if (by.isBlank()) {
            throw new IllegalArgumentException("a claim must name an account");
        }
    }
}
