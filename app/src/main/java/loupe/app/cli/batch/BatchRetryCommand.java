package loupe.app.cli.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.batch.Batch;
import loupe.review.batch.Batches;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe batch retry`.
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = "Tries again what failed, the way the batch was run before.")
final class BatchRetryCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(arity = "0..1", paramLabel = "BATCH", description = "number of a batch (default: the newest)")
    int number;

    @Option(names = "--item", paramLabel = "N", description = "only this item, whatever became of it; may be given more than once")
    Set<Integer> items = Set.of();

    @Option(names = "--report", paramLabel = "OUT", description = "folder for batch-N.csv and batch-N.html")
    @Nullable Path report;

    BatchRetryCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            Batch batch = new Batches(w.store()).batch(number);
            BatchWork work = BatchWork.on(session, w, batch);
            work.again(items);
            return work.finish(List.of(), report);
        }
    }
}
