package loupe.exchange.web.receiver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import loupe.core.dicom.DicomException;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.instance.InstanceSink.Taken;
import loupe.exchange.web.instance.InstancePart;
import loupe.exchange.web.instance.StoreResponse;
import loupe.exchange.web.json.DicomJson;
import loupe.exchange.web.multipart.MediaType;
import loupe.exchange.web.multipart.MultipartBounds;
import loupe.exchange.web.multipart.MultipartException;
import loupe.exchange.web.multipart.MultipartReader;
import org.jspecify.annotations.Nullable;

/// One request to store: who asks, what for, then part by part.
final class StoreHandler implements HttpHandler, AutoCloseable {
    /// Wrong study (PS3.18 table I.2-2, as servers use it), and what cannot be understood.
    private static final int PROCESSING_FAILURE = 0x0110;

    private static final int CANNOT_UNDERSTAND = 0xC000;

    private final ReceiverTerms terms;
    private final InstanceSink sink;
    private final Semaphore bodies;
    private final SilenceWatch silence;

    StoreHandler(ReceiverTerms terms, InstanceSink sink) {
        this.terms = terms;
        this.sink = sink;
        this.bodies = new Semaphore(terms.bodies());
        this.silence = new SilenceWatch(terms.idle());
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!LoginCheck.passes(terms.login(), exchange.getRequestHeaders().getFirst("Authorization"))) {
                LoginCheck.challenge(terms.login(), exchange.getResponseHeaders());
                plain(exchange, 401);
                return;
            }
            Optional<Optional<String>> asked = study(exchange.getRequestURI().getRawPath());
            if (asked.isEmpty()) {
                plain(exchange, 404);
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                plain(exchange, 405);
            } else if (!answersInJson(exchange.getRequestHeaders())) {
                plain(exchange, 406);
            } else if (!bodies.tryAcquire()) {
                exchange.getResponseHeaders().set("Retry-After", "10");
                plain(exchange, 503);
            } else {
                try {
                    store(exchange, asked.get().orElse(null));
                } finally {
                    bodies.release();
                }
            }
        }
    }

    /// The study a path is about: `…/studies` for any, `…/studies/UID` for one; empty for every other path.
    private Optional<Optional<String>> study(@Nullable String path) {
        String all = terms.root() + "/studies";
        if (path == null || !path.startsWith(all)) {
            return Optional.empty();
        }
        String rest = path.substring(all.length());
        if (rest.isEmpty() || rest.equals("/")) {
            return Optional.of(Optional.empty());
        }
        return rest.matches("/[0-9.]{1,64}/?") ? Optional.of(Optional.of(rest.replace("/", ""))) : Optional.empty();
    }

    private static boolean answersInJson(Headers headers) {
        List<String> accept = headers.getOrDefault("Accept", List.of());
        String all = String.join(",", accept).toLowerCase(Locale.ROOT);
        return all.isBlank() || all.contains("*/*") || all.contains("application/*") || all.contains("json");
    }

    private void store(HttpExchange exchange, @Nullable String study) throws IOException {
        MediaType type = MediaType.of(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse(""));
        Optional<String> boundary = type.parameter("boundary");
        if (!type.isRelated() || !type.type().equals("application/dicom") || boundary.isEmpty()) {
            plain(exchange, 415);
            return;
        }
        StoreResponse said = new StoreResponse();
        String from = exchange.getRemoteAddress().getAddress().getHostAddress();
        ReceivedBody body = new ReceivedBody(exchange.getRequestBody(), terms.bytes());
        SilenceWatch.Watched watched = silence.watch(exchange, body);
        try {
            int broken = parts(body, boundary.get(), study, from, said);
            answer(exchange, broken == 0 ? said.status() : said.storedCount() > 0 ? 202 : broken, said);
        } finally {
            silence.end(watched);
        }
    }

    /// Takes the parts; 0 where the body came whole, else the status that says why it did not.
    private int parts(ReceivedBody body, String boundary, @Nullable String study, String from, StoreResponse said)
            throws IOException {
        try {
            MultipartReader parts =
                    new MultipartReader(body, boundary, new MultipartBounds(16 << 10, terms.bytes(), 1_000_000));
            for (Optional<MultipartReader.Part> p = parts.next(); p.isPresent(); p = parts.next()) {
                part(p.get(), study, from, said, body);
            }
            body.drain();
            return said.isEmpty() ? 400 : 0;
        } catch (MultipartException e) {
            said.addUnnamed(CANNOT_UNDERSTAND);
            return body.tooLong() ? 413 : 400;
        } catch (BodyTooLongException e) {
            said.addUnnamed(Taken.later("").status());
            return 413;
        }
    }

    private void part(MultipartReader.Part p, @Nullable String study, String from, StoreResponse said, ReceivedBody body)
            throws IOException {
        String type = p.type().name();
        if (!type.isEmpty() && !type.equals("application/dicom")) {
            said.addUnnamed(CANNOT_UNDERSTAND);
            return;
        }
        InstancePart instance;
        try {
            instance = InstancePart.of(p.body());
        } catch (DicomException e) {
            said.addUnnamed(CANNOT_UNDERSTAND);
            return;
        }
        if (study != null) {
            InstancePart.Placed placed = instance.inStudy(study);
            instance = placed.part();
            if (!placed.there()) {
                said.add(instance.head(), new Taken(PROCESSING_FAILURE, ""));
                return;
            }
        }
        said.add(instance.head(), taken(instance, from, body));
    }

    /// What the sink says; where it cannot take an instance, that instance is refused and the next is tried. A body that breaks ends.
    private Taken taken(InstancePart instance, String from, ReceivedBody body) throws IOException {
        try {
            return sink.take(instance.head(), from, instance.file());
        } catch (MultipartException | BodyTooLongException e) {
            throw e;
        } catch (IOException e) {
            if (body.broken()) {
                throw e;
            }
            return Taken.later("");
        }
    }

    private static void plain(HttpExchange exchange, int status) throws IOException {
        // What is left of the request's body is not read: the connection ends instead.
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, -1);
    }

    private static void answer(HttpExchange exchange, int status, StoreResponse said) throws IOException {
        byte[] json = DicomJson.bytes(said.dataSet());
        exchange.getResponseHeaders().set("Content-Type", DicomJson.MEDIA_TYPE);
        if (status >= 400) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        exchange.sendResponseHeaders(status, json.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(json);
        }
    }

    @Override
    public void close() {
        silence.close();
    }
}
