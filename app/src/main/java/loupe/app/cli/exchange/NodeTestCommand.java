package loupe.app.cli.exchange;

import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.NodeTrial;
import loupe.app.wiring.Workplace;
import loupe.exchange.node.Node;
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
            List<NodeTrial> all = NodeTrial.of(node, session.terminal());
            all.forEach(t -> session.out().println(t.way() + ": " + (t.well() ? "it answers" : t.whyNot())));
            return all.stream().allMatch(NodeTrial::well) ? 0 : ExitCode.FAILED;
        }
    }
}
