package loupe.app.cli.exchange;

import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loupe node remove NAME`.
@Command(name = "remove", mixinStandardHelpOptions = true, description = "Takes a node out.")
final class NodeRemoveCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "NAME", description = "as in `loupe node list`")
    String name = "";

    NodeRemoveCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            w.nodes().remove(name);
            session.out().println("removed");
            return 0;
        }
    }
}
