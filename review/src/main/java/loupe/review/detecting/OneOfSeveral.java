package loupe.review.detecting;

import loupe.core.work.JobContext;

/// Progress within one of several studies: says which it is.
///
/// @param whole the job
/// @param number which study, from 1
/// @param of how many studies
record OneOfSeveral(JobContext whole, int number, int of) implements JobContext {
    @Override
    public void progress(long done, long total, String unit) {
        whole.progress(done, total, of == 1 ? unit : unit + ", study " + number + " of " + of);
    }

    @Override
    public boolean cancelled() {
        return whole.cancelled();
    }

    @Override
    public Registration onCancel(Runnable action) {
        return whole.onCancel(action);
    }
}
