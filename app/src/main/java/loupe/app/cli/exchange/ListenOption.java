package loupe.app.cli.exchange;

import java.io.IOException;
import java.util.Optional;
import loupe.app.wiring.Listening;
import loupe.exchange.node.Node;
import loupe.review.ReviewException;
import loupe.review.node.OwnAddress;
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

    /// Does something while this machine listens for a node, where that was asked for.
    ///
    /// @throws IOException if the node has no DIMSE address, the port is taken, or the work fails
    <T> T during(Node node, Listening.Work<T> work) throws IOException {
        return listening().during(node, work);
    }

    private Listening listening() throws ReviewException {
        if (port < 0) {
            return Listening.NOWHERE;
        }
        try {
            return new Listening(Optional.of(new OwnAddress(host, port)));
        } catch (IllegalArgumentException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }
}
