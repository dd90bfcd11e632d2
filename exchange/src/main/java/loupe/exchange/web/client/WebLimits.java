package loupe.exchange.web.client;

import java.time.Duration;

/// How long a peer is waited for, and how much is taken of it.
///
/// @param connect until the connection is there
/// @param answer from the last byte sent to the first of the answer, and between two bytes it takes
/// @param idle between two bytes of an answer
/// @param instanceBytes of one instance
public record WebLimits(Duration connect, Duration answer, Duration idle, long instanceBytes) {
    /// Ten seconds to connect, two minutes to begin an answer (archives fetch from tape), one between its bytes; 4 GiB, the longest
    /// value an element can have, and a little for what is around it.
    public static final WebLimits USUAL =
            new WebLimits(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(1), (4L << 30) + (16L << 20));

    /// Checks that each is positive.
    public WebLimits {
        if (!connect.isPositive() || !answer.isPositive() || !idle.isPositive() || instanceBytes < 1) {
            throw new IllegalArgumentException("each limit must be positive");
        }
    }
}
