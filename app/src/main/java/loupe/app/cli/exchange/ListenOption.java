package loupe.app.cli.exchange;

import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import loupe.app.wiring.NodeListener;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.node.Node;
import loupe.review.ReviewException;
import picocli.CommandLine.Option;

/// Where this machine listens while a command is at work.
final class ListenOption {
    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description = "port of this machine by which the node knows it: for C-MOVE, and for its word that it keeps results for good")
    int port = -1;

    @Option(names = "--listen-at", paramLabel = "ADDRESS", description = "local address to listen at (default: 127.0.0.1)")
    String host = "127.0.0.1";

    /// What is done while this machine listens.
    @FunctionalInterface
    interface Work<T> {
        /// @param listener empty where nobody asked for one
        T with(Optional<NodeListener> listener) throws IOException;
    }

    /// Does something while this machine listens for a node, where that was asked for.
    ///
    /// @throws IOException if the node has no DIMSE address, the port is taken, or the work fails
    <T> T during(Node node, Work<T> work) throws IOException {
        if (port < 0) {
            return work.with(Optional.empty());
        }
        try (NodeListener listener = listener(node)) {
            return work.with(Optional.of(listener));
        }
    }

    private NodeListener listener(Node node) throws IOException {
        DimseAddress address =
                node.dimse().orElseThrow(() -> new ReviewException("the node has no DIMSE address to listen for"));
        try {
            return NodeListener.open(address, host, port);
        } catch (BindException | IllegalArgumentException e) {
            throw new ReviewException("the port " + port + " cannot be listened at; another program has it, or it is none", e);
        }
    }
}
