package loupe.app.cli.store;

import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyArgument;
import loupe.app.wiring.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe hold STUDY`.
@Command(name = "hold", mixinStandardHelpOptions = true, description = "Puts a study under legal hold, or lifts it.")
public final class HoldCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    StudyArgument study = new StudyArgument();

    @Option(names = "--lift", description = "lift the hold")
    boolean lift;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; without identifiers")
    String reason = "";

    public HoldCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            w.store().lifecycle().hold(study.in(w).studyUid(), !lift, reason);
            session.out().println(lift ? "lifted" : "held");
            return 0;
        }
    }
}
