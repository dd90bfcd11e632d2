package loupe.core.segment.block;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import loupe.core.work.JobContext;

/// Work on each of some slices, shared over the common pool while the caller waits.
public final class SliceLoop {
    private SliceLoop() {}

    /// Asks before every slice whether to stop, and reports slices done.
    ///
    /// @throws loupe.core.work.CancelledException if so; some slices are worked on then
    public static void each(int first, int last, JobContext job, IntConsumer work) {
        int total = Math.max(1, last - first + 1);
        AtomicInteger done = new AtomicInteger();
        IntStream.rangeClosed(first, last).parallel().forEach(s -> {
            job.checkCancelled();
            work.accept(s);
            job.progress(done.incrementAndGet(), total, "slices");
        });
    }

    /// The same without a report, for a part of larger work.
    public static void quietly(int first, int last, JobContext job, IntConsumer work) {
        IntStream.rangeClosed(first, last).parallel().forEach(s -> {
            job.checkCancelled();
            work.accept(s);
        });
    }
}
