package loupe.review.intake;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Works on several arrivals at a time and hands the results over in the order they came; a few wait at most, so memory
/// does not grow with their number.
final class Lanes<T> implements AutoCloseable {
    private final ExecutorService pool;
    private final IncomingFiles.Sink<T> sink;
    private final int most;
    private final Deque<Sent<T>> under = new ArrayDeque<>();

    private record Sent<T>(Incoming at, Future<T> made) {}

    Lanes(int threads, IncomingFiles.Sink<T> sink) {
        this.pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("intake-", 1).factory());
        this.sink = sink;
        this.most = 2 * threads;
    }

    /// Sends work; waits for the oldest where enough is under way.
    void send(Incoming at, Callable<T> work) throws IOException {
        later(at, work);
        while (under.size() > most) {
            hand(under.removeFirst());
        }
    }

    /// Sends work without waiting.
    void later(Incoming at, Callable<T> work) {
        under.addLast(new Sent<>(at, pool.submit(work)));
    }

    /// Waits for all.
    void drain() throws IOException {
        while (!under.isEmpty()) {
            hand(under.removeFirst());
        }
    }

    private void hand(Sent<T> sent) throws IOException {
        try {
            sink.take(sent.at, sent.made.get());
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException wrong -> throw wrong;
                case Error bad -> throw bad;
                case null, default -> throw new IllegalStateException("an arrival failed", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Drops what has not begun and waits for what has.
    @Override
    public void close() {
        under.forEach(s -> s.made.cancel(false));
        pool.close();
    }
}
