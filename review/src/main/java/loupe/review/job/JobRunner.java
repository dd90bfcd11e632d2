package loupe.review.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import loupe.core.environment.ThreadNiceness;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;

/// Runs jobs on a bounded number of threads, which give way to all others ([ThreadNiceness]): a model or an import must not make the window
/// wait. Safe for any thread.
public final class JobRunner implements AutoCloseable {
    private final ExecutorService threads;
    private final List<Running<?>> running = new CopyOnWriteArrayList<>();
    private final Consumer<List<JobProgress>> listener;

    /// @param most jobs that run at once; others wait
    /// @param listener told of every change of any job, on the job's thread
    public JobRunner(int most, Consumer<List<JobProgress>> listener) {
        ThreadFactory plain = Thread.ofPlatform().name("job-", 1).daemon().factory();
        this.threads = Executors.newFixedThreadPool(most, work -> plain.newThread(() -> {
            ThreadNiceness.giveWay();
            work.run();
        }));
        this.listener = listener;
    }

    /// Starts a job.
    ///
    /// @param title what it does, without identifiers
    public <T> JobHandle<T> start(String title, Job<T> job) {
        Running<T> r = new Running<>(title);
        running.add(r);
        changed();
        threads.execute(() -> run(r, job));
        return r;
    }

    private <T> void run(Running<T> r, Job<T> job) {
        try {
            r.checkCancelled();
            T value = job.run(r);
            r.end(JobProgress.State.DONE);
            r.result.complete(value);
        } catch (CancelledException e) {
            r.end(JobProgress.State.CANCELLED);
            r.result.completeExceptionally(e);
        } catch (Exception | OutOfMemoryError e) {
            r.end(JobProgress.State.FAILED);
            r.result.completeExceptionally(e);
        } finally {
            running.remove(r);
            changed();
        }
    }

    /// The jobs under way.
    public List<JobHandle<?>> running() {
        return new ArrayList<>(running);
    }

    private void changed() {
        listener.accept(running.stream().map(Running::progress).toList());
    }

    /// Asks all jobs to stop and takes no more.
    @Override
    public void close() {
        running.forEach(Running::cancel);
        threads.shutdown();
    }

    private final class Running<T> implements JobContext, JobHandle<T> {
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final List<Runnable> onCancel = new CopyOnWriteArrayList<>();
        private volatile JobProgress progress;
        private volatile boolean cancelled;

        Running(String title) {
            progress = new JobProgress(title, 0, 0, "", JobProgress.State.RUNNING);
        }

        @Override
        public void progress(long done, long total, String unit) {
            progress = new JobProgress(progress.title(), done, total, unit, progress.state());
            changed();
        }

        void end(JobProgress.State state) {
            progress = new JobProgress(
                    progress.title(), progress.done(), progress.total(), progress.unit(), state);
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }

        @Override
        public Registration onCancel(Runnable action) {
            onCancel.add(action);
            if (cancelled) {
                action.run();
            }
            return () -> onCancel.remove(action);
        }

        @Override
        public JobProgress progress() {
            return progress;
        }

        @Override
        public void cancel() {
            cancelled = true;
            end(JobProgress.State.CANCELLING);
            onCancel.forEach(Runnable::run);
            changed();
        }

        @Override
        public CompletableFuture<T> result() {
            return result;
        }
    }
}
