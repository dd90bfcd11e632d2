package loupe.app.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.audit.AuditProveCommand;
import loupe.app.cli.audit.AuditReviewCommand;
import loupe.app.cli.audit.AuditShowCommand;
import loupe.app.cli.audit.AuditVerifyCommand;
import loupe.app.cli.audit.InventoryCommand;
import loupe.app.cli.audit.OutboxCommands;
import loupe.app.cli.batch.BatchCommands;
import loupe.app.cli.deid.DeidCheckCommand;
import loupe.app.cli.dashboard.DashboardCommand;
import loupe.app.cli.deid.DeidCommand;
import loupe.app.cli.deid.DeidTableCommand;
import loupe.app.cli.deid.DeidentifyCommand;
import loupe.app.cli.deid.RiskCommand;
import loupe.app.cli.deid.StatsCommand;
import loupe.app.cli.exchange.NodeCommands;
import loupe.app.cli.exchange.OutgoingCommand;
import loupe.app.cli.exchange.QueryCommand;
import loupe.app.cli.exchange.ReceiveCommand;
import loupe.app.cli.exchange.RetrieveCommand;
import loupe.app.cli.exchange.SendCommand;
import loupe.app.cli.exchange.WorklistCommand;
import loupe.app.cli.hanging.HangingExportCommand;
import loupe.app.cli.hanging.HangingImportCommand;
import loupe.app.cli.hanging.HangingListCommand;
import loupe.app.cli.models.AnalyzeCommand;
import loupe.app.cli.models.EvaluateCommand;
import loupe.app.cli.models.ExplainCommand;
import loupe.app.cli.models.ModelsAddCommand;
import loupe.app.cli.models.ModelsCommand;
import loupe.app.cli.models.ModelsFetchCommand;
import loupe.app.cli.models.ModelsListCommand;
import loupe.app.cli.models.ModelsRulesCommand;
import loupe.app.cli.people.ApproveCommand;
import loupe.app.cli.people.PersonCommand;
import loupe.app.cli.people.ReidentifyCommand;
import loupe.app.cli.people.UsersCommand;
import loupe.app.cli.quality.QualityArbitrateCommand;
import loupe.app.cli.quality.QualityNextCommand;
import loupe.app.cli.quality.QualityReportCommand;
import loupe.app.cli.quality.QualitySampleCommand;
import loupe.app.cli.quality.QualityScoreCommand;
import loupe.app.cli.report.ReportCommand;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.Group;
import loupe.app.cli.shared.LanguageOption;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.store.BackupCommand;
import loupe.app.cli.store.DoctorCommand;
import loupe.app.cli.store.EraseCommand;
import loupe.app.cli.store.HoldCommand;
import loupe.app.cli.store.RestoreCommand;
import loupe.app.cli.store.RotateCommand;
import loupe.app.cli.study.ConsentCommand;
import loupe.app.cli.study.ExportCommand;
import loupe.app.cli.study.ImportCommand;
import loupe.app.cli.study.InspectCommand;
import loupe.app.cli.study.ListCommand;
import loupe.app.cli.study.OpinionCommand;
import loupe.app.cli.study.QueueCommand;
import loupe.app.cli.study.RenderCommand;
import loupe.app.cli.study.ReviewCommand;
import loupe.app.cli.study.SealCommand;
import loupe.app.cli.study.ShowCommand;
import loupe.app.cli.training.TrainingSetCommands;
import loupe.app.cli.twice.DoubleReadCommand;
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
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    LanguageOption spoken = new LanguageOption();

    private Commands(CommandContext session) {
        this.session = session;
    }

    static CommandLine commandLine(CommandContext session) {
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
                .addSubcommand(new OpinionCommand(session))
                .addSubcommand(new ReportCommand(session))
                .addSubcommand(new SealCommand(session))
                .addSubcommand(new ExportCommand(session))
                .addSubcommand("training-set", TrainingSetCommands.of(session))
                .addSubcommand(new DeidentifyCommand(session))
                .addSubcommand(new QueueCommand(session))
                .addSubcommand("batch", BatchCommands.of(session))
                .addSubcommand("node", NodeCommands.of(session))
                .addSubcommand(new WorklistCommand(session))
                .addSubcommand(new QueryCommand(session))
                .addSubcommand(new RetrieveCommand(session))
                .addSubcommand(new ReceiveCommand(session))
                .addSubcommand(new SendCommand(session))
                .addSubcommand(new OutgoingCommand(session))
                .addSubcommand(new ReidentifyCommand(session))
                .addSubcommand(new RiskCommand(session))
                .addSubcommand(new StatsCommand(session))
                .addSubcommand("deid", deid)
                .addSubcommand("models", models)
                .addSubcommand("audit", audit)
                .addSubcommand("hanging", hanging(session))
                .addSubcommand("quality", quality(session))
                .addSubcommand(new DoubleReadCommand(session))
                .addSubcommand(new DashboardCommand(session))
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

    /// Lets every command that opens a store find it and its passphrase by these variables.
    static CommandLine in(Map<String, String> environment, CommandLine line) {
        for (Object mixin : line.getMixins().values()) {
            if (mixin instanceof StoreOptions where) {
                where.in(environment);
            }
        }
        line.getSubcommands().values().forEach(sub -> in(environment, sub));
        return line;
    }

    private static CommandLine hanging(CommandContext session) {
        return Group.of(
                "hanging",
                "How studies are laid out on the screen.",
                List.of(new HangingListCommand(session), new HangingExportCommand(session), new HangingImportCommand(session)));
    }

    private static CommandLine quality(CommandContext session) {
        return Group.of(
                "quality",
                "Second looks at sealed reviews: samples, blind scores, arbitration.",
                List.of(
                        new QualitySampleCommand(session),
                        new QualityNextCommand(session),
                        new QualityScoreCommand(session),
                        new QualityArbitrateCommand(session),
                        new QualityReportCommand(session)));
    }

    private static CommandLine audit(CommandContext session) {
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
        session.window().open(where.opening(1), Optional.empty(), Optional.empty(), spoken.asked(), session.terminal());
        return 0;
    }
}
