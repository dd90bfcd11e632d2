package loupe.exchange.web.client;

import java.time.Duration;

/// How long a peer is waited for.
///
/// @param connect until the connection is there
/// @param answer from the last byte sent to the first of the answer, and between two bytes it takes
/// @param idle between two bytes of an answer
public record WebTimes(Duration connect, Duration answer, Duration idle) {
    /// Ten seconds to connect, two minutes to begin an answer (archives fetch from tape), one between its bytes.
    public static final WebTimes USUAL =
            new WebTimes(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(1));

    /// Checks that each is positive.
    public WebTimes {
        if (!connect.isPositive() || !answer.isPositive() || !idle.isPositive()) {
            throw new IllegalArgumentException("each time must be positive");
        }
    }
}
