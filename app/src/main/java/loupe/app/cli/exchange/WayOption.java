package loupe.app.cli.exchange;

import java.util.Locale;
import java.util.Optional;
import loupe.app.wiring.NodeListener;
import loupe.app.wiring.NodePeers;
import loupe.app.wiring.Workplace;
import loupe.review.ReviewException;
import loupe.review.node.PeerOpener;
import picocli.CommandLine.Option;

/// Which way a node is spoken with.
final class WayOption {
    @Option(names = "--by", paramLabel = "WAY", description = "get, move or web (default: get, or web where a node has nothing else)")
    String by = "";

    /// The way that was asked for.
    ///
    /// @throws ReviewException if there is no such way
    PeerOpener opener(Workplace w) throws ReviewException {
        return opener(w, Optional.empty());
    }

    /// The way that was asked for, with a listener for what is asked for by C-MOVE.
    ///
    /// @throws ReviewException if there is no such way
    PeerOpener opener(Workplace w, Optional<NodeListener> listener) throws ReviewException {
        NodePeers all = listener.map(l -> w.peers().to(l.destination())).orElse(w.peers());
        if (by.isEmpty()) {
            return all;
        }
        for (NodePeers.Way way : NodePeers.Way.values()) {
            if (way.name().equals(by.toUpperCase(Locale.ROOT))) {
                return all.by(way);
            }
        }
        throw new ReviewException("a way is get, move or web");
    }
}
