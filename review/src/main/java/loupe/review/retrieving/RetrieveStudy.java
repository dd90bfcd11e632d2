package loupe.review.retrieving;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.work.JobContext;
import loupe.deid.Identity;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.InstanceSink.Taken;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peer.Wanted;
import loupe.review.ReviewException;
import loupe.review.identity.IdentityBook;
import loupe.review.identity.StudyOrigin;
import loupe.review.importing.ImportReport;
import loupe.review.importing.ImportStudies;
import loupe.review.receiving.SealedSpool;
import loupe.store.Store;
import loupe.store.access.Permission;

/// Fetches a study from a node, series by series, through the same door as files.
///
/// What arrives lies in a [SealedSpool] until its series is whole, so that writing and faces are looked for over all its slices;
/// then it is de-identified and stored. A kill loses at most the series under way, and fetching again asks for just what lacks.
public final class RetrieveStudy {
    /// More series or images than any study has: a node that lists more is not believed.
    private static final int MOST = 200_000;

    private final Store store;
    private final ImportStudies importing;
    private final Spooling spooling;
    private final Optional<IdentityBook> origins;

    /// Where what arrives is held.
    ///
    /// @param folder folder with room, encrypted contents only
    /// @param most bytes of one series
    public record Spooling(Path folder, long most, SecureRandom random) {}

    /// @param importing the door
    public RetrieveStudy(Store store, ImportStudies importing, Spooling spooling) {
        this(store, importing, spooling, Optional.empty());
    }

    private RetrieveStudy(Store store, ImportStudies importing, Spooling spooling, Optional<IdentityBook> origins) {
        this.store = store;
        this.importing = importing;
        this.spooling = spooling;
        this.origins = origins;
    }

    /// The same, which also keeps who each pseudonym is and where each study came from; the account must be identity keeper too.
    public RetrieveStudy keeping(IdentityBook book) {
        return new RetrieveStudy(store, importing.keeping(book), spooling, Optional.of(book));
    }

    /// Which of a node's studies are here, in part at least.
    ///
    /// @param studies Study Instance UIDs as the node has them
    /// @return pseudonymous UID by the node's, of those that are here
    /// @throws IOException if the store fails
    public Map<String, String> here(Collection<String> studies) throws IOException {
        Map<String, String> out = new HashMap<>();
        for (String uid : studies) {
            String standIn = importing.pseudonymOf(uid);
            if (!uid.isBlank() && store.study(standIn).isPresent()) {
                out.put(uid, standIn);
            }
        }
        return out;
    }

    /// Fetches a study, or one of its series.
    ///
    /// @param study Study Instance UID, as the node has it
    /// @param series Series Instance UID; empty for all
    /// @throws ReviewException if the node has no such study
    /// @throws IOException if the account may not import, the node or the store fails; what came in before stays
    /// @throws loupe.core.work.CancelledException if cancelled; what was committed stays
    public Retrieved run(Node node, Peer peer, String study, Optional<String> series, JobContext context) throws IOException {
        store.authorize(Permission.IMPORT, null);
        StudyQuery query = StudyQuery.study(study);
        QueryNode asking = new QueryNode(store);
        List<DataSet> answers = asking.run(node, peer, query, QueryLevel.STUDY, MOST, context).matches().stream()
                .filter(d -> d.string(Tag.StudyInstanceUID, "").equals(study))
                .toList();
        if (answers.size() > 1) {
            throw new ReviewException("the node " + node.name() + " tells of more than one study of this UID; it is not fetched");
        }
        if (answers.isEmpty()) {
            throw new ReviewException("the node " + node.name() + " has no such study; `loupe query " + node.name() + "` shows what it has");
        }
        Tally tally = new Tally();
        Set<String> there = there(study);
        try (SealedSpool spool = SealedSpool.open(spooling.folder(), spooling.most(), spooling.random())) {
            for (String uid : uids(query(peer, query, QueryLevel.SERIES, context), Tag.SeriesInstanceUID)) {
                if (series.isEmpty() || series.get().equals(uid)) {
                    series(peer, query.series(uid), there, spool, tally, context);
                }
            }
        }
        if (origins.isPresent()) {
            keepOrigin(origins.get(), node, study, answers.getFirst());
        }
        return tally.done();
    }

    /// Keeps where a study came from and whose it is there, also where nothing of it lacked: so a study that came as files can be sent
    /// back. Who a pseudonym is stays what the files say.
    private void keepOrigin(IdentityBook book, Node node, String study, DataSet answer) throws IOException {
        String standIn = importing.pseudonymOf(study);
        if (store.study(standIn).isPresent()) {
            book.keepOrigin(standIn, new StudyOrigin(node.name(), study, Identity.of(answer)));
        }
    }

    private static Peer.Found query(Peer peer, StudyQuery query, QueryLevel level, JobContext context) throws IOException {
        Peer.Found found = peer.find(level, level == QueryLevel.SERIES ? query.seriesKeys() : query.imageKeys(), MOST, context);
        if (!found.all()) {
            throw new ReviewException("the node tells of more than " + MOST + " parts of a study; it is not fetched");
        }
        return found;
    }

    private static Set<String> uids(Peer.Found found, int tag) {
        Set<String> out = new LinkedHashSet<>();
        for (DataSet d : found.matches()) {
            d.string(tag).filter(u -> !u.isBlank()).ifPresent(out::add);
        }
        return out;
    }

    /// Stand-ins of the instances of a study that the store has, read once: no series holds another's.
    private Set<String> there(String study) throws IOException {
        Set<String> out = new HashSet<>();
        String standIn = importing.pseudonymOf(study);
        if (store.study(standIn).isPresent()) {
            store.instances(standIn).forEach(i -> out.add(i.header().string(Tag.SOPInstanceUID, "")));
        }
        return out;
    }

    private void series(Peer peer, StudyQuery series, Set<String> there, SealedSpool spool, Tally tally, JobContext context)
            throws IOException {
        Set<String> all = uids(query(peer, series, QueryLevel.IMAGE, context), Tag.SOPInstanceUID);
        Set<String> lacking = new LinkedHashSet<>(all);
        lacking.removeIf(uid -> there.contains(importing.pseudonymOf(uid)));
        tally.instances += all.size();
        tally.thereBefore += all.size() - lacking.size();
        if (lacking.isEmpty()) {
            return;
        }
        // A face is found in whole series alone.
        boolean whole = importing.defaces() || lacking.size() == all.size();
        Set<String> asked = whole ? all : lacking;
        List<SealedSpool.Held> held = fetched(
                peer, new Wanted(series.study().orElseThrow(), series.series(), whole ? Set.of() : lacking), asked, spool, context);
        if (held.isEmpty() || importing.defaces() && held.size() < all.size()) {
            // A face that cannot be seen whole cannot be found: nothing of such a series is taken.
            tally.lacking += lacking.size();
        } else {
            tally.add(importing.held(held, context));
            tally.lacking += asked.size() - held.size();
        }
        spool.clear();
    }

    /// Takes what the peer sends of the wanted series, each instance once, and nothing that was not asked for.
    private static List<SealedSpool.Held> fetched(
            Peer peer, Wanted wanted, Set<String> known, SealedSpool spool, JobContext context) throws IOException {
        List<SealedSpool.Held> held = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        peer.retrieve(wanted, (head, from, file) -> take(head, file, known, spool, seen, held), context);
        synchronized (held) {
            return List.copyOf(held);
        }
    }

    private static Taken take(
            InstanceHead head, InputStream file, Set<String> known, SealedSpool spool, Set<String> seen, List<SealedSpool.Held> held)
            throws IOException {
        if (!known.contains(head.sopInstanceUid())) {
            return Taken.refused("not asked for");
        }
        SealedSpool.Held one;
        try {
            one = spool.keep(file);
        } catch (EOFException e) {
            return Taken.later("no room");
        }
        synchronized (held) {
            if (seen.add(head.sopInstanceUid())) {
                held.add(one);
            }
        }
        return Taken.STORED;
    }

    private static final class Tally {
        private int instances;
        private int thereBefore;
        private int imported;
        private int lacking;
        private final List<ImportReport.RefusedFile> refused = new ArrayList<>();
        private final Set<String> studies = new LinkedHashSet<>();
        private final Set<String> grown = new LinkedHashSet<>();

        void add(ImportReport r) {
            imported += r.imported();
            refused.addAll(r.refused());
            studies.addAll(r.studyUids());
            grown.addAll(r.grownSeries());
        }

        Retrieved done() {
            return new Retrieved(instances, thereBefore, imported, refused, lacking, studies, grown);
        }
    }
}
