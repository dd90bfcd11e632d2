package loupe.review.job;

import java.util.concurrent.CompletableFuture;

/// A job under way.
///
/// @param <T> what it gives
public interface JobHandle<T> {
    /// How far it is; may be called from any thread.
    JobProgress progress();

    /// Asks it to stop.
    void cancel();

    /// Ends with its value, its exception, or a [loupe.core.work.CancelledException].
    CompletableFuture<T> result();
}
