package loupe.exchange.web.receiver;

import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Ends connections whose sender has stopped within a body: the Java machine's server would wait for ever.
final class SilenceWatch implements AutoCloseable {
    private final Duration idle;
    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("web receiver silence").factory());

    SilenceWatch(Duration idle) {
        this.idle = idle;
        long look = Math.max(10, Math.min(1000, idle.toMillis() / 4));
        timer.scheduleWithFixedDelay(this::look, look, look, TimeUnit.MILLISECONDS);
    }

    /// A body that is watched.
    static final class Watched {
        private final HttpExchange exchange;
        private final ReceivedBody body;

        private Watched(HttpExchange exchange, ReceivedBody body) {
            this.exchange = exchange;
            this.body = body;
        }
    }

    /// Watches a body from now on.
    Watched watch(HttpExchange exchange, ReceivedBody body) {
        Watched w = new Watched(exchange, body);
        all.add(w);
        return w;
    }

    /// Watches it no longer.
    void end(Watched watched) {
        all.remove(watched);
    }

    private void look() {
        for (Watched w : all) {
            if (w.body.silentNanos() > idle.toNanos() && all.remove(w)) {
                w.exchange.close();
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
