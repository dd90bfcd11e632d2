package loupe.review.intake;

import loupe.core.work.JobContext;

/// The cancel of a job without its progress, which belongs to the calling thread or to the whole that this is a part of.
///
/// @param job whose cancel it is
public record Quiet(JobContext job) implements JobContext {
    @Override
    public void progress(long done, long total, String unit) {
        // several arrivals are worked on at a time
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
