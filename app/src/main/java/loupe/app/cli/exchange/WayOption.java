package loupe.app.cli.exchange;

import java.util.Locale;
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
        if (by.isEmpty()) {
            return w.peers();
        }
        for (NodePeers.Way way : NodePeers.Way.values()) {
            if (way.name().equals(by.toUpperCase(Locale.ROOT))) {
                return w.peers().by(way);
            }
        }
        throw new ReviewException("a way is get, move or web");
    }
}
