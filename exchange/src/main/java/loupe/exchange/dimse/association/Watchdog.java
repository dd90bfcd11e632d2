package loupe.exchange.dimse.association;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Ends a connection whose step takes too long, whatever the thread at work is blocked in: a read, a write, a greeting of TLS.
/// One thread arms it; a virtual thread of its own waits.
final class Watchdog implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration LONG = Duration.ofHours(1);

    private final long start = System.nanoTime();
    private final Runnable expire;
    private final Thread waiting;
    private volatile long deadline = NEVER;
    private volatile long sleepsUntil;
    private volatile boolean expired;
    private volatile boolean closed;

    /// @param expire closes the connection
    Watchdog(Runnable expire) {
        this.expire = expire;
        this.waiting = Thread.ofVirtual().unstarted(this::watch);
    }

    void start() {
        waiting.start();
    }

    /// Begins a step.
    void arm(Duration most) {
        deadline = System.nanoTime() - start + most.toNanos();
        if (deadline < sleepsUntil) {
            LockSupport.unpark(waiting);
        }
    }

    /// The step is over.
    void disarm() {
        deadline = NEVER;
    }

    /// Whether a step took too long.
    boolean expired() {
        return expired;
    }

    private void watch() {
        while (!closed) {
            long now = System.nanoTime() - start;
            long until = Math.min(deadline, now + LONG.toNanos());
            if (deadline <= now) {
                expired = true;
                expire.run();
                return;
            }
            sleepsUntil = until;
            if (deadline >= until) {
                LockSupport.parkNanos(until - now);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(waiting);
    }
}
