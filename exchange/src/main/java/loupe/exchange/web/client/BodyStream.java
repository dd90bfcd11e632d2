package loupe.exchange.web.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.exchange.peer.PeerException;
import org.jspecify.annotations.Nullable;

/// The bytes of an answer as they come. Holds a few pieces that were asked for ahead, so that neither side waits for the other; ends by itself where nothing comes for too long, and within
/// 50 ms where the work is cancelled. Every failure is a [PeerException].
final class BodyStream extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
    private static final int LOOK_MILLIS = 50;
    /// Pieces asked for ahead; the client's have 16 KiB each.
    private static final int AHEAD = 32;

    /// What comes: bytes, then how it ended.
    private sealed interface Event {
        record Bytes(List<ByteBuffer> buffers) implements Event {}

        record Ended(@Nullable Throwable failure) implements Event {}
    }

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final JobContext context;
    private final Duration idle;
    private final URI asked;
    private List<ByteBuffer> current = List.of();
    private int at;
    private @Nullable PeerException failure;
    private boolean ended;

    BodyStream(URI asked, Duration idle, JobContext context) {
        this.asked = asked;
        this.idle = idle;
        this.context = context;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
        if (subscription.complete(s)) {
            s.request(AHEAD);
        } else {
            s.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        events.add(new Event.Bytes(item));
    }

    @Override
    public void onError(Throwable thrown) {
        events.add(new Event.Ended(thrown));
    }

    @Override
    public void onComplete() {
        events.add(new Event.Ended(null));
    }

    /// What ended the stream before its end, if anything did.
    @Nullable
    PeerException failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        return fill() ? current.get(at).get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        ByteBuffer b = current.get(at);
        int n = Math.min(length, b.remaining());
        b.get(into, offset, n);
        return n;
    }

    /// Whether a byte is there.
    private boolean fill() throws IOException {
        if (failure != null) {
            throw failure;
        }
        while (!ended) {
            while (at < current.size()) {
                if (current.get(at).hasRemaining()) {
                    return true;
                }
                at++;
            }
            switch (next()) {
                case Event.Bytes b -> {
                    current = b.buffers;
                    at = 0;
                    subscription.join().request(1);
                }
                case Event.Ended e -> {
                    ended = true;
                    if (e.failure != null) {
                        throw failed(Failures.of(e.failure, asked));
                    }
                }
            }
        }
        return false;
    }

    private Event next() throws IOException {
        long until = System.nanoTime() + idle.toNanos();
        while (true) {
            if (context.cancelled()) {
                close();
                throw new CancelledException();
            }
            try {
                Event e = events.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (e != null) {
                    return e;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                close();
                throw new CancelledException();
            }
            if (System.nanoTime() - until > 0) {
                throw failed(new PeerException(
                        PeerException.Why.TIMEOUT,
                        Failures.where(asked) + " stopped sending for " + idle.toSeconds() + " s; try again later."));
            }
        }
    }

    private PeerException failed(PeerException e) {
        failure = e;
        close();
        return e;
    }

    /// Ends the answer, read to its end or not.
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            subscription.thenAccept(Flow.Subscription::cancel);
        }
    }
}
