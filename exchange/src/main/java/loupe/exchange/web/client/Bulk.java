package loupe.exchange.web.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import loupe.core.work.JobContext;
import loupe.exchange.peer.PeerException;
import loupe.exchange.web.json.BulkSource;
import loupe.exchange.web.multipart.MediaType;
import loupe.exchange.web.multipart.MultipartBounds;
import loupe.exchange.web.multipart.MultipartException;
import loupe.exchange.web.multipart.MultipartReader;

/// Fetches values that a node names by their place, from the host that named them alone, up to a limit in all.
final class Bulk implements BulkSource {
    private static final String ACCEPT = "multipart/related; type=\"application/octet-stream\", application/octet-stream";

    private final Wire wire;
    private final URI asked;
    private final JobContext context;
    private long left;

    Bulk(Wire wire, URI asked, long most, JobContext context) {
        this.wire = wire;
        this.asked = asked;
        this.left = most;
        this.context = context;
    }

    @Override
    public byte[] get(String place) throws IOException {
        URI uri = BulkSource.sameOrigin(asked, place);
        try (Answer a = wire.get(uri, ACCEPT, context)) {
            if (!a.ok()) {
                throw Failures.ofStatus(a.status(), uri);
            }
            MediaType type = a.type();
            Optional<String> boundary = type.parameter("boundary");
            if (!type.isRelated() || boundary.isEmpty()) {
                return bounded(a.body());
            }
            MultipartReader parts = new MultipartReader(a.body(), boundary.get(), MultipartBounds.USUAL);
            byte[] value = bounded(parts.next()
                    .orElseThrow(() -> Failures.protocol(uri, "answered without a part"))
                    .body());
            if (parts.next().isPresent()) {
                throw Failures.protocol(uri, "answered one value in several parts");
            }
            return value;
        } catch (MultipartException e) {
            throw new PeerException(
                    PeerException.Why.PROTOCOL, Failures.where(uri) + " sent a broken answer: " + e.getMessage() + ".", e);
        }
    }

    private byte[] bounded(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            left -= n;
            if (left < 0) {
                throw Failures.protocol(asked, "names more bulk data than is fetched with headers");
            }
            out.write(buffer, 0, n);
        }
        return out.toByteArray();
    }
}
