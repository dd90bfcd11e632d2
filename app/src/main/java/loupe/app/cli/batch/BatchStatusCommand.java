package loupe.app.cli.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.batch.Batch;
import loupe.review.batch.BatchItem;
import loupe.review.batch.BatchReport;
import loupe.review.batch.Batches;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe batch status`.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "How batches stand; of one, each item with where it lies and why it was not taken.")
final class BatchStatusCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(arity = "0..1", paramLabel = "BATCH", description = "number of a batch; without one, all are listed")
    int number;

    @Option(names = "--failed", description = "only items that ask for a person")
    boolean failed;

    @Option(names = "--report", paramLabel = "OUT", description = "folder for batch-N.csv and batch-N.html, which name no file and no case")
    @Nullable Path report;

    @Option(names = "--json", description = "print as JSON")
    boolean json;

    BatchStatusCommand(CommandContext session) {
        this.session = session;
    }

    /// A batch with its items, as JSON.
    ///
    /// @param batch the batch
    /// @param items its items
    record Standing(Batch batch, List<BatchItem> items) {}

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            Batches batches = new Batches(w.store());
            if (number > 0) {
                one(batches, batches.batch(number));
                return 0;
            }
            List<Batch> all = batches.all();
            if (json) {
                session.json(all);
            } else if (all.isEmpty()) {
                session.out().println("no batches yet; `loupe batch run FOLDER` begins one");
            }
            for (Batch b : all) {
                BatchReport r = report(batches, b);
                if (!json) {
                    session.out().println(String.join("  ", String.format("%3d", b.number()), b.folder(), r.sum()));
                }
            }
            return 0;
        }
    }

    private BatchReport report(Batches batches, Batch b) throws Exception {
        BatchReport r = new BatchReport(b.number(), batches.ledger(b).items(), List.of());
        Path out = report;
        if (out != null) {
            r.write(out);
        }
        return r;
    }

    private void one(Batches batches, Batch b) throws Exception {
        BatchReport r = report(batches, b);
        List<BatchItem> shown = r.items().stream()
                .filter(i -> !failed || i.state().asksForAPerson())
                .toList();
        if (json) {
            session.json(new Standing(b, shown));
            return;
        }
        shown.forEach(i -> session.out().println(BatchLines.full(i)));
        session.out().println("batch " + b.number() + ": " + r.sum());
    }
}
