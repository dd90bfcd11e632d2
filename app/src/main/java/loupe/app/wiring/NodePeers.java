package loupe.app.wiring;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.PeerException;
import loupe.review.node.PeerOpener;

/// The ways to nodes.
///
/// @param asked the way to go; empty for the first the node has
public record NodePeers(Optional<Way> asked) implements PeerOpener {
    /// The first way a node has.
    public static final NodePeers USUAL = new NodePeers(Optional.empty());

    /// How a node is spoken with.
    public enum Way {
        /// DIMSE, instances by C-GET, by C-MOVE where that is refused.
        GET,
        /// DIMSE, instances by C-MOVE.
        MOVE,
        /// DICOMweb.
        WEB;

        /// The way in a word.
        public String word() {
            return this == WEB ? "DICOMweb" : this == GET ? "DIMSE" : "DIMSE by C-MOVE";
        }
    }

    /// The ways a node has.
    public static List<Way> ways(Node node) {
        List<Way> out = new ArrayList<>();
        node.dimse().ifPresent(d -> out.add(Way.GET));
        node.web().ifPresent(w -> out.add(Way.WEB));
        return out;
    }

    /// The same by one way.
    public NodePeers by(Way way) {
        return new NodePeers(Optional.of(way));
    }

    @Override
    public Peer open(Node node) throws IOException {
        Way way = asked.orElse(ways(node).getFirst());
        throw new PeerException(
                PeerException.Why.NOT_OFFERED, "the node has no way " + way.name().toLowerCase(Locale.ROOT));
    }
}
