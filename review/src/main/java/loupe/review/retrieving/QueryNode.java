package loupe.review.retrieving;

import java.io.IOException;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.work.JobContext;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.QueryLevel;
import loupe.review.ReviewException;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;

/// Asks a node what it holds. What it answers is identified and stays in memory; that it was asked is an event in the log, who was
/// looked for is not.
public final class QueryNode {
    private final Store store;

    /// @param store whose account asks
    public QueryNode(Store store) {
        this.store = store;
    }

    /// Asks.
    ///
    /// @param level STUDY, or SERIES with a study, or IMAGE with a series
    /// @param most answers after which it is enough
    /// @throws IOException if the account may not import, or the node does not answer
    public Peer.Found run(Node node, Peer peer, StudyQuery query, QueryLevel level, int most, JobContext context) throws IOException {
        store.authorize(Permission.IMPORT, null);
        Peer.Found found = peer.find(
                level,
                switch (level) {
                    case PATIENT, STUDY -> query.studyKeys(node.characterSet());
                    case SERIES -> query.seriesKeys();
                    case IMAGE -> query.imageKeys();
                },
                most,
                context);
        asked(node, "", found);
        return found;
    }

    /// Asks for every study the node has of the patient of one: its priors and itself.
    ///
    /// @param study Study Instance UID, as the node has it
    /// @param most answers after which it is enough
    /// @throws ReviewException if the node has no such study, or says no patient id of it
    /// @throws IOException if the account may not import, or the node does not answer
    public Peer.Found ofSamePatient(Node node, Peer peer, String study, int most, JobContext context) throws IOException {
        String id = run(node, peer, StudyQuery.study(study), QueryLevel.STUDY, 1, context).matches().stream()
                .filter(d -> d.string(Tag.StudyInstanceUID, "").equals(study))
                .map(d -> d.string(Tag.PatientID, "").strip())
                .findFirst()
                .orElseThrow(() -> new ReviewException("the node " + node.name() + " has no such study"));
        if (id.isEmpty()) {
            throw new ReviewException("the node says no patient id of this study, so its patient's other studies cannot be told apart");
        }
        return run(
                node, peer, new StudyQuery(id, "", "", "", "", Optional.empty(), Optional.empty()), QueryLevel.STUDY, most, context);
    }

    /// A node's modality worklist.
    @FunctionalInterface
    public interface Worklist {
        /// @param keys matching and return keys
        /// @param most answers after which it is enough
        /// @throws IOException if it does not answer
        Peer.Found ask(DataSet keys, int most, JobContext context) throws IOException;
    }

    /// Asks what is scheduled.
    ///
    /// @param most answers after which it is enough
    /// @throws IOException if the account may not import, or the node does not answer
    public Peer.Found scheduled(Node node, Worklist of, WorklistQuery query, int most, JobContext context) throws IOException {
        store.authorize(Permission.IMPORT, null);
        Peer.Found found = of.ask(query.keys(), most, context);
        asked(node, ", its worklist", found);
        return found;
    }

    private void asked(Node node, String what, Peer.Found found) throws IOException {
        store.log(AuditEntry.of(
                AuditEvent.QUERIED,
                "node " + node.name() + what + ": " + found.matches().size() + " answers" + (found.all() ? "" : ", and more were there")));
    }
}
