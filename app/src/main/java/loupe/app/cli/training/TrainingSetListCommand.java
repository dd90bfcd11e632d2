package loupe.app.cli.training;

import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.training.TrainingSet;
import loupe.review.training.TrainingSets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `loupe training-set list`.
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the training sets that left this store.")
public final class TrainingSetListCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    public TrainingSetListCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            TrainingSets sets = new TrainingSets(w.store());
            for (TrainingSet s : sets.all()) {
                int gone = sets.mustGo(s.name()).size();
                session.out().println(s.name() + "  " + s.at() + "  " + s.by() + "  cases " + s.cases().size()
                        + (gone == 0 ? "" : "  " + gone + " must go"));
            }
            return 0;
        }
    }
}
