package loupe.review.node;

import java.io.IOException;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;

/// Makes the connection to a node: by DIMSE or DICOMweb, whichever it has and is asked for.
@FunctionalInterface
public interface PeerOpener {
    /// @throws IOException if there is no such way to the node, or it does not take the connection; the message is a sentence
    Peer open(Node node) throws IOException;
}
