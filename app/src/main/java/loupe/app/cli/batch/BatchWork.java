package loupe.app.cli.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.wiring.Workplace;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.batch.Batch;
import loupe.review.batch.BatchItem;
import loupe.review.batch.BatchLedger;
import loupe.review.batch.BatchReport;
import loupe.review.batch.BatchRun;
import loupe.review.batch.BatchSource;
import loupe.review.batch.Batches;
import loupe.review.batch.ItemState;
import loupe.review.batch.Manifest;
import loupe.review.detecting.ArrivalAnalysis;
import loupe.review.importing.ImportReport;
import org.jspecify.annotations.Nullable;

/// One open store at work on one batch, said on the terminal.
final class BatchWork {
    private final CommandContext session;
    private final Workplace workplace;
    private final Batch batch;
    private final BatchLedger ledger;
    private final BatchRun run;

    private BatchWork(CommandContext session, Workplace workplace, Batch batch) throws IOException {
        this.session = session;
        this.workplace = workplace;
        this.batch = batch;
        this.ledger = new Batches(workplace.store()).ledger(batch);
        Batch.Way way = batch.way();
        boolean analyses = analyses(way);
        this.run = new BatchRun(
                workplace.store(), batch, ledger,
                new BatchRun.Work(
                        workplace.importing(way.purpose(), way.deface()).volumesAs(way.volumes()),
                        analyses ? this::analysed : BatchRun.Arrived.NOTHING,
                        this::tell));
    }

    static BatchWork on(CommandContext session, Workplace workplace, Batch batch) throws IOException {
        return new BatchWork(session, workplace, batch);
    }

    /// Tries items again.
    ///
    /// @param numbers which; empty for all that failed
    void again(Set<Integer> numbers) throws IOException {
        session.terminal().begin("batch " + batch.number());
        run.again(numbers, session.terminal());
        session.terminal().end();
    }

    /// One pass over what lies there.
    void pass(BatchSource.Seen seen) throws IOException {
        session.terminal().begin("batch " + batch.number());
        run.pass(seen, session.terminal());
        session.terminal().end();
    }

    /// Whether models run on what comes in: on request, or by the site's rules where this account may run them.
    private boolean analyses(Batch.Way way) throws IOException {
        if (way.analyze() && !workplace.mayAnalyze()) {
            throw new ReviewException("this account may not run models; run the batch without --analyze");
        }
        return workplace.mayAnalyze() && (way.analyze() || workplace.rules().rules().onArrival());
    }

    private Optional<String> analysed(ImportReport report, JobContext job) throws IOException {
        ArrivalAnalysis done = workplace.arrivals(batch.way().purpose(), session.log()::fault)
                .run(report, workplace.models().catalogue(), job);
        if (done.cancelled()) {
            throw new CancelledException();
        }
        return done.studies().stream()
                .filter(s -> s.state() == ArrivalAnalysis.State.FAILED)
                .map(ArrivalAnalysis.One::fault)
                .findFirst();
    }

    private void tell(BatchItem item) {
        session.terminal().end();
        if (item.state().asksForAPerson()) {
            // Where it lies is told by `loupe batch status` alone: what a service says is kept in a log.
            session.err().println("loupe: item " + item.number() + ": " + item.reason());
            session.log().line("batch " + batch.number() + ": item " + item.number() + " " + item.state().word());
        }
        session.out().println(BatchLines.brief(item));
        session.out().flush();
    }

    /// Writes the report, says how the batch stands, and what the command answers.
    int finish(List<Manifest.Fault> faults, @Nullable Path out) throws IOException {
        BatchReport report = new BatchReport(batch.number(), ledger.items(), faults);
        if (out != null) {
            report.write(out);
        }
        faults.forEach(f -> session.err().println("loupe: manifest line " + f.line() + ": " + f.sentence()));
        session.out().println("batch " + batch.number() + ": " + report.sum());
        long left = ledger.items().stream()
                .filter(i -> i.state() != ItemState.DONE && i.state() != ItemState.DUPLICATE)
                .count();
        return left > 0 || !faults.isEmpty() ? ExitCode.FAILED : 0;
    }
}
