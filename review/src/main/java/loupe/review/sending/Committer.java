package loupe.review.sending;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.work.JobContext;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.node.Node;

/// Asks a node to keep for good what it stored (Storage Commitment, PS3.4 J).
@FunctionalInterface
public interface Committer {
    /// Asks, and waits a while for the report.
    ///
    /// @return by SOP Instance UID why it is not kept, empty where it is; nothing where no report came in time
    /// @throws IOException if the node does not take the request; the message is a sentence
    Optional<Map<String, String>> commit(Node node, List<InstanceHead> instances, JobContext context) throws IOException;
}
