package loupe.app.cli.training;

import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.training.TrainingSets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe training-set show NAME`.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "The cases of a training set that must go, since consent was taken back or ended, or the study erased; exit 1 if any.")
public final class TrainingSetShowCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "the set")
    String name = "";

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public TrainingSetShowCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            List<TrainingSets.MustGo> gone = new TrainingSets(w.store()).mustGo(name);
            if (json) {
                session.json(gone);
            } else {
                gone.forEach(g -> session.out().println("case " + g.number() + " must go: " + g.why()));
                if (gone.isEmpty()) {
                    session.out().println("every person in it still agrees");
                }
            }
            return gone.isEmpty() ? 0 : ExitCode.FAILED;
        }
    }
}
