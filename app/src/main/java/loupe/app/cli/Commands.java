package loupe.app.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.wiring.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `loupe` itself and its subcommands.
@Command(
        name = "loupe",
        mixinStandardHelpOptions = true,
        version = Version.SOFTWARE + " (not a certified medical device)",
        description = "Imaging analysis on your own machine: without a command, opens the window.")
final class Commands implements Callable<Integer> {
    private final Session session;

    @Mixin
    StoreOptions where = new StoreOptions();

    private Commands(Session session) {
        this.session = session;
    }

    static CommandLine commandLine(Session session) {
        CommandLine models = new CommandLine(new ModelsCommand(session))
                .addSubcommand(new ModelsListCommand(session))
                .addSubcommand(new ModelsAddCommand(session));
        CommandLine audit = new CommandLine(new AuditCommand()).addSubcommand(new AuditVerifyCommand(session));
        return new CommandLine(new Commands(session))
                .addSubcommand(new DemoCommand(session))
                .addSubcommand(new SelfCheckCommand(session))
                .addSubcommand(new ImportCommand(session))
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new ShowCommand(session))
                .addSubcommand(new AnalyzeCommand(session))
                .addSubcommand(new RenderCommand(session))
                .addSubcommand(new ReviewCommand(session))
                .addSubcommand(new SealCommand(session))
                .addSubcommand(new ExportCommand(session))
                .addSubcommand("models", models)
                .addSubcommand("audit", audit)
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public Integer call() throws Exception {
        session.window().open(where.opening(1), Optional.empty(), Optional.empty());
        return 0;
    }
}
