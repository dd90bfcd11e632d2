package loupe.app.wiring;

import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.node.Node;
import loupe.review.ReviewException;
import loupe.review.node.OwnAddress;

/// That this machine listens while something is done with a node, where a place to listen at was given.
///
/// @param at where; empty for nowhere
public record Listening(Optional<OwnAddress> at) {
    /// Nowhere.
    public static final Listening NOWHERE = new Listening(Optional.empty());

    /// What is done meanwhile.
    @FunctionalInterface
    public interface Work<T> {
        /// @param listener empty where this machine does not listen
        /// @throws IOException if it fails
        T with(Optional<NodeListener> listener) throws IOException;
    }

    /// Does something with a node while this machine listens for it.
    ///
    /// @throws IOException if the node has no DIMSE address, the port is taken, or the work fails
    public <T> T during(Node node, Work<T> work) throws IOException {
        if (at.isEmpty()) {
            return work.with(Optional.empty());
        }
        DimseAddress address =
                node.dimse().orElseThrow(() -> new ReviewException("the node has no DIMSE address to listen for"));
        try (NodeListener listener = listener(address, at.get())) {
            return work.with(Optional.of(listener));
        }
    }

    /// The same where the node has a DIMSE address; else the work without a listener.
    ///
    /// @throws IOException if the port is taken or the work fails
    public <T> T whereItCan(Node node, Work<T> work) throws IOException {
        return node.dimse().isEmpty() ? work.with(Optional.empty()) : during(node, work);
    }

    private static NodeListener listener(DimseAddress node, OwnAddress at) throws IOException {
        try {
            return NodeListener.open(node, at.host(), at.port());
        } catch (BindException | IllegalArgumentException e) {
            throw new ReviewException("the port " + at.port() + " cannot be listened at; another program has it, or it is none", e);
        }
    }
}
