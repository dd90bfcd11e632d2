package loupe.exchange.web.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.exchange.node.WebAddress;
import loupe.exchange.peer.PeerException;
import loupe.exchange.tls.TlsContext;
import loupe.exchange.web.json.WebOrigin;
import org.jspecify.annotations.Nullable;

/// Requests to a node and its answers: login, redirects, times, cancel. What says who this machine is goes to the node's own roots
/// and nowhere else. HTTP/1.1, no proxy, nothing compressed.
final class Wire implements AutoCloseable {
    private static final int LOOK_MILLIS = 50;
    private static final int MOST_REDIRECTS = 5;
    private static final int FIRST_WORDS = 2048;

    private final WebAddress address;
    private final WebLimits limits;
    private final Set<WebOrigin> origins;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final Optional<TlsContext> tls;

    Wire(WebAddress address, WebLimits limits) {
        this.address = address;
        this.limits = limits;
        this.origins = Stream.of(address.query(), address.retrieve(), address.store())
                .map(WebOrigin::of)
                .collect(Collectors.toSet());
        HttpClient.Builder b = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(limits.connect())
                .executor(threads);
        this.tls = address.tls().map(TlsContext::of);
        tls.ifPresent(t -> b.sslContext(t.context()).sslParameters(t.ofClient()));
        this.client = b.build();
        // A header this machine may not set is refused here and not at the first request.
        request(address.query());
    }

    /// Asks for something.
    ///
    /// @throws PeerException if no answer comes; an answer of any status is given
    Answer get(URI uri, String accept, JobContext context) throws IOException {
        return follow(uri, accept, null, context);
    }

    /// Sends something.
    ///
    /// @throws PeerException if no answer comes; an answer of any status is given
    Answer post(URI uri, Upload upload, String accept, JobContext context) throws IOException {
        return follow(uri, accept, upload, context);
    }

    private Answer follow(URI first, String accept, @Nullable Upload upload, JobContext context) throws IOException {
        URI uri = first;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            Answer a = exchange(uri, accept, upload, context);
            boolean redirects = a.status() == 301 || a.status() == 302 || a.status() == 307 || a.status() == 308;
            if (!redirects || upload != null && a.status() < 307) {
                return a;
            }
            String place = a.headers().firstValue("Location").orElse("");
            a.close();
            uri = redirected(uri, place);
        }
        throw Failures.protocol(first, "sends requests from one address to the next without end");
    }

    private URI redirected(URI from, String place) throws PeerException {
        URI to;
        try {
            to = from.resolve(place);
        } catch (IllegalArgumentException e) {
            throw Failures.protocol(from, "sends requests on to what is no address");
        }
        if (!WebOrigin.of(to).equals(WebOrigin.of(from))) {
            throw new PeerException(
                    PeerException.Why.FAILED,
                    Failures.where(from) + " sends requests on to another host or scheme; this machine's login does not go there. "
                            + "If that host is the right one, enter it as the root.");
        }
        return to;
    }

    private Answer exchange(URI uri, String accept, @Nullable Upload upload, JobContext context) throws IOException {
        context.checkCancelled();
        AtomicLong moved = new AtomicLong(System.nanoTime());
        AtomicReference<IOException> broken = new AtomicReference<>();
        HttpRequest.Builder request = request(uri).header("Accept", accept);
        if (upload != null) {
            request.header("Content-Type", upload.contentType()).POST(publisher(upload, moved, broken, context));
        }
        HttpResponse<InputStream> response =
                await(uri, client.sendAsync(request.build(), i -> new BodyStream(uri, limits.idle(), context)), moved, broken, context);
        Answer a = new Answer(uri, response.statusCode(), response.headers(), (BodyStream) response.body());
        String encoding = a.headers().firstValue("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
        if (!encoding.equals("identity")) {
            a.close();
            throw Failures.protocol(uri, "compresses its answer though nobody asked for that");
        }
        refusePlain(a);
        return a;
    }

    /// A server that speaks TLS may say in plain words that it does.
    private static void refusePlain(Answer a) throws IOException {
        if (a.status() != 400 || !"http".equals(a.asked().getScheme()) || !a.type().name().equals("text/html")) {
            return;
        }
        String words = new String(a.body().readNBytes(FIRST_WORDS), StandardCharsets.ISO_8859_1);
        if (words.contains("HTTPS port") || words.contains("SSL-enabled") || words.contains("requires TLS")) {
            a.close();
            throw new PeerException(
                    PeerException.Why.PLAIN_AGAINST_TLS, Failures.where(a.asked()) + " speaks TLS; write https in its root.");
        }
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder b = HttpRequest.newBuilder(uri);
        if (origins.contains(WebOrigin.of(uri))) {
            address.headers().forEach(b::setHeader);
            switch (address.login()) {
                case WebAddress.Login.None n -> {}
                case WebAddress.Login.Basic l ->
                    b.setHeader(
                            "Authorization",
                            "Basic " + Base64.getEncoder()
                                    .encodeToString((l.user() + ":" + l.password()).getBytes(StandardCharsets.UTF_8)));
                case WebAddress.Login.Bearer l -> b.setHeader("Authorization", "Bearer " + l.token());
            }
        }
        return b;
    }

    private static HttpRequest.BodyPublisher publisher(
            Upload upload, AtomicLong moved, AtomicReference<IOException> broken, JobContext context) {
        HttpRequest.BodyPublisher stream = HttpRequest.BodyPublishers.ofInputStream(() -> {
            try {
                return new Watched(upload.source().open(), moved, broken, context);
            } catch (IOException e) {
                broken.set(e);
                throw new UncheckedIOException(e);
            }
        });
        return upload.length() < 0 ? stream : HttpRequest.BodyPublishers.fromPublisher(stream, upload.length());
    }

    private HttpResponse<InputStream> await(
            URI uri,
            CompletableFuture<HttpResponse<InputStream>> future,
            AtomicLong moved,
            AtomicReference<IOException> broken,
            JobContext context)
            throws IOException {
        while (true) {
            try {
                return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (context.cancelled()) {
                    future.cancel(true);
                    throw new CancelledException();
                }
                if (System.nanoTime() - moved.get() > limits.answer().toNanos()) {
                    future.cancel(true);
                    throw new PeerException(
                            PeerException.Why.TIMEOUT,
                            Failures.where(uri) + " did not answer within " + limits.answer().toSeconds() + " s; try again later.");
                }
            } catch (InterruptedException e) {
                future.cancel(true);
                Thread.currentThread().interrupt();
                throw new CancelledException();
            } catch (ExecutionException | CancellationException e) {
                context.checkCancelled();
                if (broken.get() != null) {
                    throw broken.get();
                }
                PeerException failure = Failures.of(e, uri);
                throw explained(failure, uri);
            }
        }
    }

    /// The same, or what TLS has to do with it.
    private PeerException explained(PeerException failure, URI uri) {
        if (failure.why() == PeerException.Why.ABORTED) {
            return TlsProbe.of(uri, tls).orElse(failure);
        }
        return failure.why() == PeerException.Why.TIMEOUT && "https".equals(uri.getScheme())
                ? TlsProbe.plain(uri).orElse(failure)
                : failure;
    }

    /// A body on its way out: tells that it moves, and why it broke where that was this machine's doing.
    private static final class Watched extends FilterInputStream {
        private final AtomicLong moved;
        private final AtomicReference<IOException> broken;
        private final JobContext context;

        Watched(InputStream in, AtomicLong moved, AtomicReference<IOException> broken, JobContext context) {
            super(in);
            this.moved = moved;
            this.broken = broken;
            this.context = context;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (context.cancelled()) {
                throw new IOException("cancelled");
            }
            moved.set(System.nanoTime());
            try {
                return super.read(into, offset, length);
            } catch (IOException e) {
                broken.set(e);
                throw e;
            }
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
