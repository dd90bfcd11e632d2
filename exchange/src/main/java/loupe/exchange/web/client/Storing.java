package loupe.exchange.web.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.OutgoingInstance;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.web.instance.StoreResponse;
import loupe.exchange.web.instance.StoreResponse.Outcome;
import loupe.exchange.web.json.BulkSource;
import loupe.exchange.web.json.DicomJson;
import loupe.exchange.web.json.DicomJsonException;
import loupe.exchange.web.json.JsonBounds;

/// STOW-RS, some instances a request. What is stored is what the answer names as stored; where it names an instance nowhere, the node
/// is asked whether it has it. For one sending.
final class Storing {
    private static final int A_REQUEST = 25;
    private static final int MOST_ANSWERED = 1000;

    private final Wire wire;
    private final URI root;
    private final Asking asking;
    private final URI queryRoot;
    private final RandomGenerator chance;
    private boolean lengthWanted;

    Storing(Wire wire, URI root, Asking asking, URI queryRoot, RandomGenerator chance) {
        this.wire = wire;
        this.root = root;
        this.asking = asking;
        this.queryRoot = queryRoot;
        this.chance = chance;
    }

    List<Delivered> send(List<? extends OutgoingInstance> instances, JobContext context) throws IOException {
        List<Delivered> out = new ArrayList<>();
        boolean answered = false;
        for (int from = 0; from < instances.size(); from += A_REQUEST) {
            List<? extends OutgoingInstance> some = instances.subList(from, Math.min(instances.size(), from + A_REQUEST));
            try {
                out.addAll(request(some, context));
                answered = true;
            } catch (PeerException e) {
                if (!answered) {
                    throw e;
                }
                // What was answered before is known and stays; the rest is not.
                instances.subList(out.size(), instances.size()).forEach(i -> out.add(not(i, e)));
                return out;
            }
            context.progress(out.size(), instances.size(), "instances");
        }
        return out;
    }

    private static Delivered not(OutgoingInstance i, PeerException e) {
        return new Delivered(i.head().sopClassUid(), i.head().sopInstanceUid(), false, String.valueOf(e.getMessage()));
    }

    /// Sends some at once; one by one where the node refuses them together and does not say which of them.
    private List<Delivered> request(List<? extends OutgoingInstance> some, JobContext context) throws IOException {
        Map<String, Outcome> said;
        try (Answer a = post(some, context)) {
            if (a.status() == 411 && !lengthWanted) {
                lengthWanted = true;
                a.discard();
                return request(some, context);
            }
            boolean refusedTogether = a.status() == 400 || a.status() == 413 || a.status() == 415 || a.status() == 422;
            said = outcomes(a, context);
            if (said.isEmpty() && !a.ok() && a.status() != 409) {
                PeerException e = Failures.ofStatus(a.status(), a.asked());
                if (!refusedTogether) {
                    throw e;
                }
                return some.size() == 1 ? List.of(not(some.getFirst(), e)) : oneByOne(some, context);
            }
            if (refusedTogether && some.size() > 1 && said.values().stream().noneMatch(Outcome::stored)) {
                return oneByOne(some, context);
            }
        }
        List<Delivered> out = new ArrayList<>();
        for (OutgoingInstance i : some) {
            InstanceHead h = i.head();
            Outcome o = said.get(h.sopInstanceUid());
            if (o == null) {
                o = asked(h, context);
            }
            out.add(new Delivered(h.sopClassUid(), h.sopInstanceUid(), o.stored(), o.why()));
        }
        return out;
    }

    private List<Delivered> oneByOne(List<? extends OutgoingInstance> some, JobContext context) throws IOException {
        List<Delivered> out = new ArrayList<>();
        for (OutgoingInstance i : some) {
            out.addAll(request(List.of(i), context));
        }
        return out;
    }

    private Answer post(List<? extends OutgoingInstance> some, JobContext context) throws IOException {
        String boundary = String.format("loupe-%016x%016x", chance.nextLong(), chance.nextLong());
        String type = "multipart/related; type=\"application/dicom\"; boundary=\"" + boundary + "\"";
        Upload.Source source = () -> new Parts(some, boundary);
        Upload upload = new Upload(type, source, lengthWanted ? length(source, context) : -1);
        return wire.post(Query.under(root, "studies"), upload, DicomJson.MEDIA_TYPE, context);
    }

    /// Counts a body by making it once.
    private static long length(Upload.Source source, JobContext context) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        try (InputStream in = source.open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                context.checkCancelled();
                length += n;
            }
        }
        return length;
    }

    /// What an answer says; nothing where it has no body, or one that is not DICOM JSON.
    private static Map<String, Outcome> outcomes(Answer a, JobContext context) throws IOException {
        String type = a.type().name();
        if (!type.equals(DicomJson.MEDIA_TYPE) && !type.equals("application/json")) {
            a.discard();
            return Map.of();
        }
        JsonBounds bounds = new JsonBounds(4L << 20, 8, 100_000, MOST_ANSWERED);
        Map<String, Outcome> out = new HashMap<>();
        try {
            for (DataSet d : DicomJson.read(a.body(), bounds, BulkSource.none())) {
                out.putAll(StoreResponse.outcomes(d));
            }
            a.discard();
        } catch (DicomJsonException e) {
            context.checkCancelled();
            // What cannot be read says nothing; the node is asked afterwards.
            return Map.of();
        }
        return out;
    }

    /// Whether the node has an instance its answer did not name.
    private Outcome asked(InstanceHead h, JobContext context) throws IOException {
        DataSet keys = DataSet.builder().put(Tag.SOPInstanceUID, Vr.UI, h.sopInstanceUid()).build();
        try {
            boolean there = asking.find(Query.of(QueryLevel.IMAGE, keys, queryRoot), 1, context).matches().stream()
                    .map(d -> d.string(Tag.SOPInstanceUID))
                    .anyMatch(Optional.of(h.sopInstanceUid())::equals);
            return there
                    ? new Outcome(true, "its answer did not say so; a query afterwards found it")
                    : new Outcome(false, "its answer did not name it, and a query afterwards did not find it");
        } catch (PeerException e) {
            return new Outcome(false, "its answer did not name it, and it could not be asked for it");
        }
    }
}
