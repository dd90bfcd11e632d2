package loupe.app.cli.training;

import java.util.List;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.Group;
import picocli.CommandLine;

/// `loupe training-set` with what it holds.
public final class TrainingSetCommands {
    private TrainingSetCommands() {}

    /// The group.
    public static CommandLine of(CommandContext session) {
        return Group.of(
                "training-set", "Corrected masks as training sets, where persons agreed to it.",
                List.of(new TrainingSetWriteCommand(session), new TrainingSetListCommand(session), new TrainingSetShowCommand(session)));
    }
}
