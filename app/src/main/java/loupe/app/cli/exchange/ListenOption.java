package loupe.app.cli.exchange;

import java.io.IOException;
import java.util.Optional;
import loupe.app.wiring.NodeListener;
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

    /// The listener that was asked for.
    ///
    /// @throws IOException if the node has no DIMSE address, or the port is taken
    Optional<NodeListener> open(Node node) throws IOException {
        if (port < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(NodeListener.open(
                    node.dimse().orElseThrow(() -> new ReviewException("the node has no DIMSE address to listen for")), host, port));
        } catch (java.net.BindException | IllegalArgumentException e) {
            throw new ReviewException("the port " + port + " cannot be listened at; another program has it, or it is none", e);
        }
    }
}
