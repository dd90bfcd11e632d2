package loupe.exchange.web.client;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.work.JobContext;
import loupe.exchange.peer.Peer.Found;
import loupe.exchange.peer.PeerException;
import loupe.exchange.web.json.BulkSource;
import loupe.exchange.web.json.DicomJson;
import loupe.exchange.web.json.DicomJsonException;
import loupe.exchange.web.json.JsonBounds;

/// QIDO-RS, page by page. A server may give fewer answers a page than it is asked for, and does not say so (12 and 20 are usual):
/// only an empty page, or one that brings nothing new, is the end.
final class Asking {
    private static final int PAGE = 500;
    /// Answers to a query in plain letters that are looked through here.
    private static final int LOOKED_THROUGH = 2000;
    private static final int MOST_PAGES = 10_000;
    private static final String ACCEPT = DicomJson.MEDIA_TYPE;

    private final Wire wire;
    private final URI root;

    Asking(Wire wire, URI root) {
        this.wire = wire;
        this.root = root;
    }

    Found find(Query asked, int most, JobContext context) throws IOException {
        Found found = pages(asked, most, context);
        Optional<Query> plain = found.matches().isEmpty() ? asked.plain() : Optional.empty();
        if (plain.isEmpty()) {
            return found;
        }
        Found more = pages(plain.get(), LOOKED_THROUGH, context);
        List<DataSet> meant = more.matches().stream().filter(asked::matches).toList();
        return new Found(meant.subList(0, Math.min(most, meant.size())), more.all() && meant.size() <= most);
    }

    private Found pages(Query asked, int most, JobContext context) throws IOException {
        Query query = asked;
        List<DataSet> out = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int offset = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            int limit = (int) Math.min(PAGE, most + 1L - out.size());
            List<DataSet> answers;
            try (Answer a = wire.get(query.page(root, limit, offset), ACCEPT, context)) {
                if (a.status() == 400 && page == 0 && !query.included().isEmpty()) {
                    query = query.bare();
                    continue;
                }
                answers = answers(a);
            }
            int before = out.size();
            for (DataSet d : answers) {
                String identity = d.string(query.identity(), "");
                if (identity.isEmpty() && page == 0 || seen.add(identity)) {
                    out.add(d);
                }
            }
            context.progress(Math.min(most, out.size()), Math.max(1, most), "answers");
            if (out.size() > most) {
                return new Found(out.subList(0, most), false);
            }
            if (out.size() == before) {
                return new Found(out, true);
            }
            offset += answers.size();
        }
        return new Found(out, false);
    }

    private static List<DataSet> answers(Answer a) throws IOException {
        if (a.status() == 204) {
            return List.of();
        }
        if (!a.ok()) {
            throw Failures.ofStatus(a.status(), a.asked());
        }
        return read(a, BulkSource.none());
    }

    /// Data sets of an answer.
    static List<DataSet> read(Answer a, BulkSource bulk) throws IOException {
        String type = a.type().name();
        if (!type.equals(DicomJson.MEDIA_TYPE) && !type.equals("application/json") && !type.isEmpty()) {
            throw Failures.protocol(a.asked(), "does not answer in JSON as DICOMweb does; its root may be another");
        }
        try {
            List<DataSet> out = DicomJson.read(a.body(), JsonBounds.USUAL, bulk);
            a.discard();
            return out;
        } catch (DicomJsonException e) {
            if (a.body().failure() != null) {
                throw a.body().failure();
            }
            throw new PeerException(
                    PeerException.Why.PROTOCOL,
                    Failures.where(a.asked()) + " answered what is not DICOM JSON: " + e.getMessage() + ".",
                    e);
        }
    }
}
