package loupe.app.cli.exchange;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.NodePeers;
import loupe.app.wiring.Workplace;
import loupe.exchange.dimse.NodeCheck;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.PeerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loupe node test NAME`.
@Command(name = "test", mixinStandardHelpOptions = true, description = "Tries each way to a node, and says in a sentence why not.")
final class NodeTestCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "NAME", description = "as in `loupe node list`")
    String name = "";

    NodeTestCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            Node node = w.nodes().open(name);
            boolean well = true;
            for (NodePeers.Way way : NodePeers.ways(node)) {
                Optional<String> why = whyNot(w, node, way);
                session.out().println(way.word() + ": " + why.orElse("it answers"));
                well &= why.isEmpty();
            }
            return well ? 0 : ExitCode.FAILED;
        }
    }

    private Optional<String> whyNot(Workplace w, Node node, NodePeers.Way way) throws IOException {
        if (way != NodePeers.Way.WEB) {
            NodeCheck.Outcome outcome = NodeCheck.of(node.dimse().orElseThrow(), session.terminal());
            return outcome.reached() ? Optional.empty() : Optional.of(outcome.sentence());
        }
        try (Peer peer = w.peers().by(way).open(node)) {
            peer.verify(session.terminal());
            return Optional.empty();
        } catch (PeerException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
