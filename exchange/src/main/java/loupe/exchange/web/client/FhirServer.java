package loupe.exchange.web.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import loupe.core.work.JobContext;
import loupe.exchange.node.WebAddress;
import loupe.exchange.peer.PeerException;

/// A server of FHIR R4 that takes transaction bundles.
public final class FhirServer implements AutoCloseable {
    private static final String MEDIA_TYPE = "application/fhir+json";
    private static final int LONGEST_ANSWER = 4 << 20;

    private final URI base;
    private final Wire wire;

    /// A server at an address. Nothing is connected yet.
    ///
    /// @param at its base as the root of retrieving, with login and TLS
    /// @throws IllegalArgumentException if a header of the address is one that HTTP keeps to itself, or its TLS terms do not read
    public FhirServer(WebAddress at, WebLimits limits) {
        this.base = at.retrieve();
        this.wire = new Wire(at, limits);
    }

    /// Whether it is there and says what it can (its CapabilityStatement).
    ///
    /// @throws PeerException why not
    public void verify(JobContext context) throws IOException {
        URI uri = Query.under(base, "metadata");
        try (Answer a = wire.get(uri, MEDIA_TYPE, context)) {
            requireOk(a);
            if (!json(a).path("resourceType").asText().equals("CapabilityStatement")) {
                throw new PeerException(
                        PeerException.Why.NOT_OFFERED, Failures.where(uri) + " answers, but has no FHIR at this base; check its path.");
            }
        }
    }

    /// Sends a transaction bundle: all of it is taken, or nothing (FHIR R4, 3.1.0.11.2).
    ///
    /// @param bundle JSON in UTF-8
    /// @throws PeerException if it is not taken, or the answer does not say that it is
    public void send(byte[] bundle, JobContext context) throws IOException {
        Upload upload = new Upload(MEDIA_TYPE, () -> new ByteArrayInputStream(bundle), bundle.length);
        try (Answer a = wire.post(base, upload, MEDIA_TYPE, context)) {
            requireOk(a);
            JsonNode said = json(a);
            boolean taken = said.path("resourceType").asText().equals("Bundle")
                    && said.path("type").asText().equals("transaction-response")
                    && !said.path("entry").isEmpty();
            for (JsonNode e : said.path("entry")) {
                taken &= e.path("response").path("status").asText().startsWith("2");
            }
            if (!taken) {
                throw Failures.protocol(base, "does not say that it took the result");
            }
        }
    }

    private void requireOk(Answer a) throws PeerException {
        if (!a.ok()) {
            throw Failures.ofStatus(a.status(), base);
        }
    }

    private JsonNode json(Answer a) throws IOException {
        byte[] bytes = a.body().readNBytes(LONGEST_ANSWER);
        try {
            JsonNode read = new ObjectMapper().readTree(bytes);
            return read == null ? new ObjectMapper().createObjectNode() : read;
        } catch (JsonProcessingException e) {
            throw Failures.protocol(base, "answers what is no JSON");
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
