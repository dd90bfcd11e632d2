package loupe.app.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.Terminal;
import loupe.app.wiring.Workplace;
import loupe.core.study.StudySummary;
import loupe.store.audit.VerifyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe audit verify`.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Checks the log, every row and every pixel chunk, and that each seal fits.")
public final class AuditVerifyCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public AuditVerifyCommand(CommandContext session) {
        this.session = session;
    }

    /// What is printed as JSON.
    ///
    /// @param intact whether nothing is wrong
    /// @param report what was checked
    /// @param seals seals checked
    /// @param brokenSeals pseudonymous UIDs of studies whose seal does not fit
    public record Verified(boolean intact, VerifyReport report, int seals, List<String> brokenSeals) {}

    public static Verified verify(Workplace w, Terminal terminal) throws Exception {
        VerifyReport report = w.store().verify(terminal);
        List<String> broken = new ArrayList<>();
        int seals = 0;
        for (StudySummary s : w.store().studies()) {
            var fits = w.sealing().verify(s.studyUid());
            seals += fits.isPresent() ? 1 : 0;
            if (!fits.orElse(true)) {
                broken.add(s.studyUid());
            }
        }
        return new Verified(report.intact() && broken.isEmpty(), report, seals, broken);
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            session.terminal().begin("verify");
            Verified v = verify(w, session.terminal());
            session.terminal().end();
            if (json) {
                session.json(v);
            } else {
                print(v);
            }
            return v.intact() ? 0 : ExitCode.FAILED;
        }
    }

    private void print(Verified v) {
        VerifyReport r = v.report();
        session.out().printf(
                "%s: %d events, %d checkpoints, %d anchors, %d rows, %d chunks, %d seals%n",
                v.intact() ? "intact" : "NOT INTACT",
                r.events(),
                r.checkpoints(),
                r.anchors(),
                r.rows(),
                r.chunks(),
                v.seals());
        r.faults().forEach(f -> session.err().println("loupe: " + f.place() + ": " + f.what()));
        v.brokenSeals().forEach(s -> session.err().println("loupe: the seal of study " + s + " does not fit"));
    }
}
