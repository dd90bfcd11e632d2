package loupe.app.wiring;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.batch.Batch;
import loupe.review.batch.BatchItem;
import loupe.review.batch.BatchLedger;
import loupe.review.batch.BatchRun;
import loupe.review.batch.BatchSource;
import loupe.review.batch.Batches;
import loupe.review.detecting.ArrivalAnalysis;
import loupe.review.importing.ImportReport;

/// One batch at work in an open store: its import, and the models where they run on what comes in. Not for several threads.
public final class BatchAtWork {
    private final Workplace workplace;
    private final Batch batch;
    private final Consumer<Throwable> faults;
    private final BatchLedger ledger;
    private final BatchRun run;

    /// @param faults keeps what went wrong with single studies, for the log
    /// @param told is told of every item once its state is kept
    /// @throws IOException if the account may not run models that are asked for, or the store fails
    public BatchAtWork(Workplace workplace, Batch batch, Consumer<Throwable> faults, Consumer<BatchItem> told) throws IOException {
        this.workplace = workplace;
        this.batch = batch;
        this.faults = faults;
        this.ledger = new Batches(workplace.store()).ledger(batch);
        Batch.Way way = batch.way();
        this.run = new BatchRun(
                workplace.store(), batch, ledger,
                new BatchRun.Work(
                        workplace.importing(way.purpose(), way.deface()).volumesAs(way.volumes()),
                        analyses(way) ? this::analysed : BatchRun.Arrived.NOTHING,
                        told));
    }

    /// Whether models run on what comes in: on request, or by the site's rules where this account may run them.
    private boolean analyses(Batch.Way way) throws IOException {
        if (way.analyze() && !workplace.mayAnalyze()) {
            throw new ReviewException("this account may not run models; run the batch without --analyze");
        }
        return workplace.mayAnalyze() && (way.analyze() || workplace.rules().rules().onArrival());
    }

    private Optional<String> analysed(ImportReport report, JobContext job) throws IOException {
        ArrivalAnalysis done = workplace.arrivals(batch.way().purpose(), faults).run(report, workplace.models().catalogue(), job);
        if (done.cancelled()) {
            throw new CancelledException();
        }
        return done.studies().stream()
                .filter(s -> s.state() == ArrivalAnalysis.State.FAILED)
                .map(ArrivalAnalysis.One::fault)
                .findFirst();
    }

    /// One pass over what lies there, as [BatchRun#pass].
    ///
    /// @throws IOException if the store fails; what was done is kept
    public void pass(BatchSource.Seen seen, JobContext job) throws IOException {
        run.pass(seen, job);
    }

    /// Tries items again, as [BatchRun#again].
    ///
    /// @param numbers which; empty for all that failed
    /// @throws IOException if there is no item of a number, or the store fails; what was done is kept
    public void again(Set<Integer> numbers, JobContext job) throws IOException {
        run.again(numbers, job);
    }

    /// All items as they are now.
    public List<BatchItem> items() {
        return ledger.items();
    }
}
