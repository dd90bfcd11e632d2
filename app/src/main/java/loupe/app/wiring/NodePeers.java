package loupe.app.wiring;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.exchange.dimse.DimsePeer;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.dimse.service.MoveDestination;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.PeerException;
import loupe.exchange.web.client.WebPeer;
import loupe.exchange.web.client.WebLimits;
import loupe.review.node.PeerOpener;

/// The ways to nodes.
///
/// @param asked the way to go; empty for the first the node has
/// @param destination where a node sends what is asked for by C-MOVE; without it C-GET alone
public record NodePeers(Optional<Way> asked, Optional<MoveDestination> destination) implements PeerOpener {
    /// The first way a node has.
    public static final NodePeers USUAL = new NodePeers(Optional.empty(), Optional.empty());

    /// How a node is spoken with.
    public enum Way {
        /// DIMSE, instances by C-GET, by C-MOVE where that is refused and this machine listens.
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
        return new NodePeers(Optional.of(way), destination);
    }

    /// The same, with a listener for what is asked for by C-MOVE.
    public NodePeers to(MoveDestination listener) {
        return new NodePeers(asked, Optional.of(listener));
    }

    @Override
    public Peer open(Node node) throws IOException {
        if (ways(node).isEmpty()) {
            throw new PeerException(
                    PeerException.Why.NOT_OFFERED, "the node takes reports and holds no images; name the one that does");
        }
        Way way = asked.orElse(ways(node).getFirst());
        if (way == Way.WEB ? node.web().isEmpty() : node.dimse().isEmpty()) {
            throw new PeerException(
                    PeerException.Why.NOT_OFFERED,
                    "the node has no " + (way == Way.WEB ? "DICOMweb root" : "DIMSE address") + "; `loupe node add` gives it one");
        }
        return switch (way) {
            case GET -> new DimsePeer(node, Timeouts.USUAL, destination);
            case MOVE -> new DimsePeer(node, Timeouts.USUAL, destination, DimsePeer.Way.MOVE);
            case WEB -> new WebPeer(node.web().orElseThrow(), WebLimits.USUAL, new SecureRandom());
        };
    }
}
