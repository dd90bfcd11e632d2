package loupe.app.cli.batch;

import java.util.List;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.Group;
import picocli.CommandLine;

/// `loupe batch …`.
public final class BatchCommands {
    private BatchCommands() {}

    /// The group.
    public static CommandLine of(CommandContext session) {
        return Group.of(
                "batch",
                "Folders and lists of slides, imported item by item; goes on where it was stopped.",
                List.of(new BatchRunCommand(session), new BatchStatusCommand(session), new BatchRetryCommand(session)));
    }
}
