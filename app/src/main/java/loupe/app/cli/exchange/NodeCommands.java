package loupe.app.cli.exchange;

import java.util.List;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.Group;
import picocli.CommandLine;

/// `loupe node` with what it holds.
public final class NodeCommands {
    private NodeCommands() {}

    /// The group.
    public static CommandLine of(CommandContext session) {
        return Group.of(
                "node", "Systems of the hospital this machine may speak with.",
                List.of(
                        new NodeAddCommand(session), new NodeListCommand(session), new NodeTestCommand(session),
                        new NodeRemoveCommand(session)));
    }
}
