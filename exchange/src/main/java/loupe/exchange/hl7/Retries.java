package loupe.exchange.hl7;

import java.time.Duration;
import loupe.core.work.JobContext;

/// How often and how patiently a message is sent.
///
/// @param connect until the connection is there
/// @param answer from the message's last byte to its answer; longer than slow receivers take, since one that was given up may have
///     taken the message
/// @param between tries; doubled after each, up to sixteen times
/// @param tries at most
/// @param pause what waits between tries
public record Retries(Duration connect, Duration answer, Duration between, int tries, Pause pause) {
    private static final int MOST_DOUBLINGS = 4;

    /// Waits.
    @FunctionalInterface
    public interface Pause {
        /// Waits so long, or until the work is cancelled.
        void waitFor(Duration time, JobContext context);
    }

    /// Ten seconds to connect, 90 for an answer, five tries from ten seconds apart.
    public static Retries usual(Pause pause) {
        return new Retries(Duration.ofSeconds(10), Duration.ofSeconds(90), Duration.ofSeconds(10), 5, pause);
    }

    /// Checks ranges.
    public Retries {
        if (!connect.isPositive() || !answer.isPositive() || between.isNegative() || tries < 1) {
            throw new IllegalArgumentException("times must be positive and tries at least 1");
        }
    }

    /// The wait after a try, counted from 1.
    Duration after(int tried) {
        return between.multipliedBy(1L << Math.min(MOST_DOUBLINGS, tried - 1));
    }
}
