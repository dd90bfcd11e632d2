package loupe.inference.tensor;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import loupe.core.work.JobContext;
import org.jspecify.annotations.Nullable;

/// How a job's work is shared out: pieces that do not touch each other's results, done by several threads. What comes out
/// does not depend on how many.
public final class Lanes {
    private final JobContext job;
    private final Executor executor;
    private final int threads;

    Lanes(JobContext job, Executor executor, int threads) {
        this.job = job;
        this.executor = executor;
        this.threads = threads;
    }

    /// The calling thread alone.
    public static Lanes one(JobContext job) {
        return new Lanes(job, r -> {}, 1);
    }

    /// The job: progress and cancel.
    public JobContext job() {
        return job;
    }

    /// Does pieces 0 to count - 1 in any order and returns when all are done. Must not be called from within a piece.
    ///
    /// @throws loupe.core.work.CancelledException if cancel was asked for
    public void each(int count, IntConsumer piece) {
        Round round = new Round(count, piece);
        for (int t = 1; t < Math.min(threads, count); t++) {
            try {
                executor.execute(round::help);
            } catch (RejectedExecutionException closing) {
                break;
            }
        }
        round.lead();
    }

    /// Parts of a range of numbers for [#each]: number of parts of at most this length.
    static int parts(int total, int length) {
        return Math.ceilDiv(total, length);
    }

    private final class Round {
        private final int count;
        private final IntConsumer piece;
        private final AtomicInteger next = new AtomicInteger();
        private int helping;
        private boolean over;
        private @Nullable RuntimeException failure;

        Round(int count, IntConsumer piece) {
            this.count = count;
            this.piece = piece;
        }

        private void work() {
            try {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    job.checkCancelled();
                    piece.accept(i);
                }
            } catch (RuntimeException e) {
                next.set(count);
                failed(e);
            }
        }

        private synchronized void failed(RuntimeException e) {
            failure = failure == null ? e : failure;
        }

        void help() {
            synchronized (this) {
                if (over) {
                    return;
                }
                helping++;
            }
            try {
                work();
            } finally {
                synchronized (this) {
                    helping--;
                    notifyAll();
                }
            }
        }

        void lead() {
            work();
            boolean interrupted = false;
            synchronized (this) {
                over = true;
                while (helping > 0) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            RuntimeException e = outcome();
            if (e != null) {
                throw e;
            }
        }

        private synchronized @Nullable RuntimeException outcome() {
            return failure;
        }
    }
}
