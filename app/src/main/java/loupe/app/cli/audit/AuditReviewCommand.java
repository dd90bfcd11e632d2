package loupe.app.cli.audit;

import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe audit review N`.
@Command(name = "review", mixinStandardHelpOptions = true, description = "Notes that an emergency was looked at afterwards.")
public final class AuditReviewCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "N", description = "number of the BREAK_GLASS record")
    long record;

    @Option(names = "--note", required = true, paramLabel = "TEXT", description = "what was found; without identifiers")
    String note = "";

    public AuditReviewCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            w.store().trail().reviewBreakGlass(record, note);
            session.out().println("noted");
            return 0;
        }
    }
}
