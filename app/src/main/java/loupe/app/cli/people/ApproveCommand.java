package loupe.app.cli.people;

import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyArgument;
import loupe.app.wiring.Workplace;
import loupe.store.access.Permission;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe approve STUDY --for NAME`.
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Lets another account export or erase a study, for a time.")
public final class ApproveCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    StudyArgument study = new StudyArgument();

    @Option(names = "--for", required = true, paramLabel = "NAME", description = "the other account")
    String account = "";

    @Option(names = "--erase", description = "approve erasure instead of export")
    boolean erase;

    public ApproveCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            Permission action = erase ? Permission.ERASE : Permission.EXPORT;
            var until = w.store().lifecycle().approve(action, study.in(w).studyUid(), account);
            session.out().println("approved until " + until);
            return 0;
        }
    }
}
