package loupe.app.cli.deid;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.deid.check.Leak;
import loupe.deid.check.LeakKind;
import loupe.deid.check.LeakReport;
import loupe.review.deidentifying.CheckLeaks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe deid check PATH --map FILE.jsonl`.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Searches de-identified files for what their sources say; exit code 1 where anything is found.")
public final class DeidCheckCommand implements Callable<Integer> {
    private final CommandContext session;

    @Parameters(paramLabel = "PATH", description = "the folder of de-identified files")
    Path folder = Path.of("");

    @Option(names = "--map", required = true, paramLabel = "FILE.jsonl", description = "the list `loupe deidentify --map` wrote")
    Path map = Path.of("");

    @Option(
            names = "--allow",
            split = ",",
            paramLabel = "KIND",
            description = "kinds retained on purpose: ${COMPLETION-CANDIDATES}")
    List<LeakKind> allow = List.of();

    @Option(names = "--json", description = "print the report as JSON")
    boolean json;

    public DeidCheckCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        EnumSet<LeakKind> kinds = EnumSet.noneOf(LeakKind.class);
        kinds.addAll(allow);
        session.terminal().begin("check");
        LeakReport report = CheckLeaks.run(folder, map, kinds, session.terminal());
        session.terminal().end();
        if (json) {
            session.json(report);
        } else {
            for (Leak l : report.leaks()) {
                session.out().printf(
                        "%s: a source's %s (%s) stands in %s%n",
                        l.output(), l.attribute(), l.kind().name().toLowerCase(Locale.ROOT), l.where());
            }
            session.out().printf(
                    "%d files searched for %d values, %d dates compared: %d leaks%n",
                    report.files(), report.values(), report.dates(), report.leaks().size());
        }
        return report.leaks().isEmpty() ? 0 : ExitCode.FAILED;
    }
}
