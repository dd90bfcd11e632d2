package loupe.review.node;

import java.io.IOException;
import loupe.core.dicom.DataSet;
import loupe.core.work.JobContext;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;

/// Asks a node's modality worklist.
@FunctionalInterface
public interface WorklistOpener {
    /// @param keys matching and return keys
    /// @param most answers after which it is enough
    /// @throws IOException if the node has none, or does not answer; the message is a sentence
    Peer.Found ask(Node node, DataSet keys, int most, JobContext context) throws IOException;
}
