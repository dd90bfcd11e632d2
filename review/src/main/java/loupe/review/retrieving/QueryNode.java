package loupe.review.retrieving;

import java.io.IOException;
import loupe.core.dicom.DataSet;
import loupe.core.work.JobContext;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.QueryLevel;
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
