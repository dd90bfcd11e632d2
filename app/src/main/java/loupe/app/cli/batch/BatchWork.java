package loupe.app.cli.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.wiring.BatchAtWork;
import loupe.app.wiring.Workplace;
import loupe.review.batch.Batch;
import loupe.review.batch.BatchItem;
import loupe.review.batch.BatchReport;
import loupe.review.batch.BatchSource;
import loupe.review.batch.ItemState;
import loupe.review.batch.Manifest;
import org.jspecify.annotations.Nullable;

/// One open store at work on one batch, said on the terminal.
final class BatchWork {
    private final CommandContext session;
    private final Batch batch;
    private final BatchAtWork work;

    private BatchWork(CommandContext session, Workplace workplace, Batch batch) throws IOException {
        this.session = session;
        this.batch = batch;
        this.work = new BatchAtWork(workplace, batch, session.log()::fault, this::tell);
    }

    static BatchWork on(CommandContext session, Workplace workplace, Batch batch) throws IOException {
        return new BatchWork(session, workplace, batch);
    }

    /// Tries items again.
    ///
    /// @param numbers which; empty for all that failed
    void again(Set<Integer> numbers) throws IOException {
        session.terminal().begin("batch " + batch.number());
        work.again(numbers, session.terminal());
        session.terminal().end();
    }

    /// One pass over what lies there.
    void pass(BatchSource.Seen seen) throws IOException {
        session.terminal().begin("batch " + batch.number());
        work.pass(seen, session.terminal());
        session.terminal().end();
    }

    private void tell(BatchItem item) {
        if (item.state() == ItemState.RUNNING) {
            return;
        }
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
        BatchReport report = new BatchReport(batch.number(), work.items(), faults);
        if (out != null) {
            report.write(out);
        }
        faults.forEach(f -> session.err().println("loupe: manifest line " + f.line() + ": " + f.sentence()));
        session.out().println("batch " + batch.number() + ": " + report.sum());
        long left = work.items().stream()
                .filter(i -> i.state() != ItemState.DONE && i.state() != ItemState.DUPLICATE)
                .count();
        return left > 0 || !faults.isEmpty() ? ExitCode.FAILED : 0;
    }
}
