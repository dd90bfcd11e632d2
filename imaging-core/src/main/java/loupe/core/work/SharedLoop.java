package loupe.core.work;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Work on each of some numbered things (slices, frames), shared over the common pool while the caller waits.
public final class SharedLoop {
    private SharedLoop() {}

    /// Asks before each whether to stop, and reports those done.
    ///
    /// @param last none at all where it lies before the first
    /// @param unit plural noun of what is numbered, such as `slices`
    /// @throws CancelledException if so; some are worked on then
    public static void each(int first, int last, String unit, JobContext job, IntConsumer work) {
        int total = Math.max(1, last - first + 1);
        AtomicInteger done = new AtomicInteger();
        quietly(first, last, job, i -> {
            work.accept(i);
            job.progress(done.incrementAndGet(), total, unit);
        });
    }

    /// The same without a report, for a part of larger work.
    public static void quietly(int first, int last, JobContext job, IntConsumer work) {
        IntStream.rangeClosed(first, last).parallel().forEach(i -> {
            job.checkCancelled();
            work.accept(i);
        });
    }
}
