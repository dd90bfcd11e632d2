package loupe.inference.tensor;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import loupe.core.work.JobContext;

/// The threads models' inputs and outputs are worked on with; one crew serves all runs of a runner.
///
/// The calling thread always works itself, so a crew of one starts no thread. Safe for any thread.
public final class Crew implements AutoCloseable {
    private final int threads;
    private final ThreadPoolExecutor others;

    /// @param threads threads a piece of work may use, the calling one among them, 1 to 256
    public Crew(int threads) {
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("threads must be 1 to 256, was " + threads);
        }
        this.threads = threads;
        this.others = new ThreadPoolExecutor(threads, threads, 2, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), r -> {
            Thread t = new Thread(r, "inference");
            t.setDaemon(true);
            return t;
        });
        others.allowCoreThreadTimeOut(true);
    }

    /// The crew at work for a job.
    public Lanes on(JobContext job) {
        Executor executor = others;
        return new Lanes(job, executor, threads);
    }

    /// Lets the threads go once they are done.
    @Override
    public void close() {
        others.shutdown();
    }
}
