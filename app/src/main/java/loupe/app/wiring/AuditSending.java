package loupe.app.wiring;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import loupe.store.face.Outbox;

/// Delivers audit messages in the background while a store is open; a collector that is dead is asked again after a while.
/// What is not delivered stays in the store.
final class AuditSending implements AutoCloseable {
    private static final long PAUSE_MILLIS = 5_000;
    private static final int LONGEST_PAUSE = 12;
    /// As long as a delivery that is on its way may take, or its lines would be sent again.
    private static final long PATIENCE_MILLIS = 15_000;

    private final Outbox outbox;
    private final ScheduledExecutorService thread;
    /// Until it failed.
    private volatile boolean alive = true;
    private int skip;
    private int failed;

    AuditSending(Outbox outbox) {
        this.outbox = outbox;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("audit-sending").factory());
        thread.scheduleWithFixedDelay(this::sometimes, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Each failure doubles the pause, up to a minute.
    private void sometimes() {
        if (skip > 0) {
            skip--;
            return;
        }
        send();
        failed = alive ? 0 : Math.min(failed + 1, 4);
        skip = alive ? 0 : Math.min((1 << failed) - 1, LONGEST_PAUSE - 1);
    }

    private void send() {
        try {
            outbox.send();
            alive = true;
        } catch (IOException e) {
            // Nothing is lost: it waits in the store. `loupe audit outbox` tells how much.
            alive = false;
        }
    }

    /// Sends what came last, unless the collector failed to answer before.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) && alive) {
                send();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
