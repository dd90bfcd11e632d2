package loupe.app.cli;

import java.util.List;
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
                .addSubcommand(new ModelsAddCommand(session))
                .addSubcommand(new ModelsFetchCommand(session))
                .addSubcommand(new ModelsRulesCommand(session));
        CommandLine audit = audit(session);
        CommandLine deid = new CommandLine(new DeidCommand())
                .addSubcommand(new DeidCheckCommand(session))
                .addSubcommand(new DeidTableCommand(session));
        return new CommandLine(new Commands(session))
                .addSubcommand(new DemoCommand(session))
                .addSubcommand(new SelfCheckCommand(session))
                .addSubcommand(new InspectCommand(session))
                .addSubcommand(new ImportCommand(session))
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new ShowCommand(session))
                .addSubcommand(new AnalyzeCommand(session))
                .addSubcommand(new ExplainCommand(session))
                .addSubcommand(new EvaluateCommand(session))
                .addSubcommand(new RenderCommand(session))
                .addSubcommand(new ReviewCommand(session))
                .addSubcommand(new SealCommand(session))
                .addSubcommand(new ExportCommand(session))
                .addSubcommand(new DeidentifyCommand(session))
                .addSubcommand(new QueueCommand(session))
                .addSubcommand(new ReidentifyCommand(session))
                .addSubcommand(new RiskCommand(session))
                .addSubcommand(new StatsCommand(session))
                .addSubcommand("deid", deid)
                .addSubcommand("models", models)
                .addSubcommand("audit", audit)
                .addSubcommand(new UsersCommand(session))
                .addSubcommand(new ApproveCommand(session))
                .addSubcommand(new InventoryCommand(session))
                .addSubcommand(new PersonCommand(session))
                .addSubcommand(new ConsentCommand(session))
                .addSubcommand(new BackupCommand(session))
                .addSubcommand(new RestoreCommand(session))
                .addSubcommand(new DoctorCommand(session))
                .addSubcommand(new EraseCommand(session))
                .addSubcommand(new HoldCommand(session))
                .addSubcommand(new RotateCommand(session))
                .setUsageHelpAutoWidth(true);
    }

    private static CommandLine audit(Session session) {
        CommandLine audit = Group.of(
                "audit",
                "The log that proves itself.",
                List.of(
                        new AuditVerifyCommand(session),
                        new AuditProveCommand(session),
                        new AuditReviewCommand(session)));
        CommandLine show = new CommandLine(new AuditShowCommand(session, false));
        show.getCommandSpec().usageMessage().description("Shows the log, decrypted; that is itself an event.");
        CommandLine export = new CommandLine(new AuditShowCommand(session, true));
        export.getCommandSpec().usageMessage().description("Writes the log, decrypted, into a file; an event too.");
        OutboxCommands.addTo(audit, session);
        return audit.addSubcommand("show", show).addSubcommand("export", export);
    }

    @Override
    public Integer call() throws Exception {
        session.window().open(where.opening(1), Optional.empty(), Optional.empty(), session.terminal());
        return 0;
    }
}
