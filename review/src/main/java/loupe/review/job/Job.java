package loupe.review.job;

import loupe.core.work.JobContext;

/// A piece of long work: it reports progress, honours cancel within 200 ms, returns a value and touches no widget.
///
/// @param <T> what it gives
@FunctionalInterface
public interface Job<T> {
    /// Does the work on the calling thread.
    ///
    /// @throws Exception what went wrong; shown to the person by the one who started it
    T run(JobContext context) throws Exception;
}
