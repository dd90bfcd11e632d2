package loupe.exchange.web.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Vr;
import loupe.core.dicom.Tag;
import loupe.core.work.JobContext;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.instance.InstanceSink.Taken;
import loupe.exchange.peer.Fetched;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peer.Wanted;
import loupe.exchange.web.instance.InstancePart;
import loupe.exchange.web.multipart.MediaType;
import loupe.exchange.web.multipart.MultipartBounds;
import loupe.exchange.web.multipart.MultipartException;
import loupe.exchange.web.multipart.MultipartReader;
import org.jspecify.annotations.Nullable;

/// WADO-RS: each part is given to the sink as it comes, so that nothing of an instance is held here but its first bytes. For one
/// retrieve.
final class Fetching {
    /// As stored; as the server likes (Explicit VR Little Endian, PS3.18 8.7.3.5.2); a single instance alone.
    private static final List<String> ACCEPTED = List.of(
            "multipart/related; type=\"application/dicom\"; transfer-syntax=*",
            "multipart/related; type=\"application/dicom\"",
            "application/dicom");

    private static final int STUDY_INSTANCES = 0x00201208;
    private static final int SERIES_INSTANCES = 0x00201209;

    private final Wire wire;
    private final URI root;
    private final InstanceSink sink;
    private final MultipartBounds bounds;
    private final JobContext context;
    private int accepted;
    private long total;
    private int taken;
    private int refused;
    private int failed;
    private boolean partial;

    Fetching(Wire wire, URI root, InstanceSink sink, long instanceBytes, JobContext context) {
        this.wire = wire;
        this.root = root;
        this.sink = sink;
        this.bounds = new MultipartBounds(MultipartBounds.USUAL.headBytes(), instanceBytes, MultipartBounds.USUAL.parts());
        this.context = context;
    }

    /// Fetches what is wanted.
    ///
    /// @param asking where the node is asked how many instances there are
    Fetched fetch(Wanted wanted, Asking asking, URI queryRoot) throws IOException {
        String path = "studies/" + Query.encoded(wanted.study())
                + wanted.series().map(s -> "/series/" + Query.encoded(s)).orElse("");
        if (!wanted.instances().isEmpty()) {
            total = wanted.instances().size();
            for (String uid : wanted.instances().stream().sorted().toList()) {
                int before = taken + refused;
                Optional<PeerException> not = request(Query.under(root, path + "/instances/" + Query.encoded(uid)));
                if (not.isPresent() && (not.get().why() != PeerException.Why.FAILED || wanted.instances().size() == 1)) {
                    throw not.get();
                }
                failed += taken + refused == before ? 1 : 0;
            }
            return new Fetched(taken, refused, failed, failed == 0 && !partial);
        }
        OptionalInt there = count(wanted, asking, queryRoot);
        total = there.orElse(0);
        Optional<PeerException> not = request(Query.under(root, path));
        if (not.isPresent()) {
            throw not.get();
        }
        int lacking = Math.max(0, there.orElse(0) - taken - refused);
        return new Fetched(taken, refused, lacking, lacking == 0 && !partial);
    }

    /// How many instances the node says there are; empty where it does not say.
    private OptionalInt count(Wanted wanted, Asking asking, URI queryRoot) throws IOException {
        boolean series = wanted.series().isPresent();
        int counted = series ? SERIES_INSTANCES : STUDY_INSTANCES;
        DataSet.Builder keys =
                DataSet.builder().put(Tag.StudyInstanceUID, Vr.UI, wanted.study()).putEmpty(counted, Vr.IS);
        wanted.series().ifPresent(s -> keys.put(Tag.SeriesInstanceUID, Vr.UI, s));
        try {
            Query query = Query.of(series ? QueryLevel.SERIES : QueryLevel.STUDY, keys.build(), queryRoot);
            List<DataSet> found = asking.find(query, 1, context).matches();
            return found.isEmpty() ? OptionalInt.empty() : found.getFirst().integer(counted);
        } catch (PeerException e) {
            if (e.why() == PeerException.Why.FAILED || e.why() == PeerException.Why.NOT_OFFERED || e.why() == PeerException.Why.PROTOCOL) {
                // A node may fetch and not query.
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    /// One request, with what it accepts until something is.
    private Optional<PeerException> request(URI uri) throws IOException {
        while (true) {
            try (Answer a = wire.get(uri, ACCEPTED.get(accepted), context)) {
                if (a.ok()) {
                    partial |= a.status() == 206;
                    body(a);
                    return Optional.empty();
                }
                boolean refusedForm = a.status() == 400 || a.status() == 406 || a.status() == 415;
                if (!refusedForm || accepted + 1 == ACCEPTED.size()) {
                    return Optional.of(Failures.ofStatus(a.status(), uri));
                }
                a.discard();
                accepted++;
            }
        }
    }

    private void body(Answer a) throws IOException {
        if (a.status() == 204) {
            return;
        }
        MediaType type = a.type();
        try {
            if (type.name().equals("application/dicom")) {
                instance(a, a.body());
            } else if (type.isRelated()) {
                parts(a, type);
            } else {
                throw Failures.protocol(a.asked(), "does not answer with DICOM files");
            }
            a.discard();
        } catch (MultipartException e) {
            throw new PeerException(
                    PeerException.Why.PROTOCOL, Failures.where(a.asked()) + " sent a broken answer: " + e.getMessage() + ".", e);
        }
    }

    private void parts(Answer a, MediaType type) throws IOException {
        String boundary = type.parameter("boundary")
                .orElseThrow(() -> Failures.protocol(a.asked(), "does not say where the parts of its answer end"));
        MultipartReader parts = new MultipartReader(a.body(), boundary, bounds);
        for (Optional<MultipartReader.Part> p = parts.next(); p.isPresent(); p = parts.next()) {
            instance(a, p.get().body());
        }
    }

    private void instance(Answer a, InputStream file) throws IOException {
        context.checkCancelled();
        InstancePart part;
        try {
            part = InstancePart.of(file);
        } catch (DicomException e) {
            failure(a);
            throw new PeerException(
                    PeerException.Why.PROTOCOL, Failures.where(a.asked()) + " sent what is no DICOM file: " + e.getMessage() + ".", e);
        }
        Taken t;
        try {
            t = sink.take(part.head(), a.asked().getHost(), part.file());
        } catch (IOException e) {
            // A stream that broke is the node's doing, whatever the sink made of it; what else fails is this machine's.
            failure(a);
            throw e;
        }
        if (t.stored()) {
            taken++;
        } else {
            refused++;
        }
        context.progress(taken + refused, Math.max(Math.max(1, total), taken + refused), "instances");
    }

    private static void failure(Answer a) throws PeerException {
        @Nullable PeerException broken = a.body().failure();
        if (broken != null) {
            throw broken;
        }
    }
}
