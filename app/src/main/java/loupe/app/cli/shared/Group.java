package loupe.app.cli.shared;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command that only holds others; alone it names them.
@Command(mixinStandardHelpOptions = true)
public final class Group implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    /// A command line of a name, what it is for, and the commands it holds.
    public static CommandLine of(String name, String description, List<Object> commands) {
        CommandLine group = new CommandLine(new Group());
        group.setCommandName(name);
        group.getCommandSpec().usageMessage().description(description);
        commands.forEach(group::addSubcommand);
        return group;
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "name what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
