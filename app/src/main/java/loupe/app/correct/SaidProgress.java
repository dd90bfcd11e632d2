package loupe.app.correct;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import loupe.core.work.JobContext;
import loupe.core.work.UntilClosed;

/// Tells how far a job is in whole per cent, each once; it ends with whoever asked for it. Any thread.
final class SaidProgress implements JobContext {
    private final UntilClosed job;
    private final LongConsumer percent;
    private final AtomicLong last = new AtomicLong(-1);

    /// @param job asked to stop when it is closed
    /// @param percent told on the thread of the work
    SaidProgress(UntilClosed job, LongConsumer percent) {
        this.job = job;
        this.percent = percent;
    }

    @Override
    public void progress(long done, long total, String unit) {
        long now = 100 * done / total;
        if (last.getAndSet(now) != now) {
            percent.accept(now);
        }
    }

    @Override
    public boolean cancelled() {
        return job.cancelled();
    }

    @Override
    public Registration onCancel(Runnable action) {
        return job.onCancel(action);
    }
}
