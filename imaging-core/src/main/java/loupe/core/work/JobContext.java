package loupe.core.work;

/// What a long piece of work is given: a place to report progress and a question whether it should stop.
///
/// The work runs on the thread that called it; all methods may be called from any thread.
public interface JobContext {

    /// Reports how far the work is.
    ///
    /// @param done units finished so far, `0 <= done <= total`
    /// @param total all units, at least 1
    /// @param unit plural noun of the unit, such as `files` or `windows`; never an identifier of a patient
    void progress(long done, long total, String unit);

    /// True once somebody asked for the work to stop.
    boolean cancelled();

    /// Runs an action once when cancel is asked for (at once if it already was), so that a native call can be
    /// interrupted. The returned registration must be closed when the native call ends.
    Registration onCancel(Runnable action);

    /// Stops the work when cancel was asked for.
    ///
    /// @throws CancelledException if so
    default void checkCancelled() {
        if (cancelled()) {
            throw new CancelledException();
        }
    }

    /// A context that reports nowhere and is never cancelled.
    static JobContext unattended() {
        return Unattended.INSTANCE;
    }

    /// Undoes an [#onCancel].
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
