package loupe.core.work;

/// Thrown by long work that stopped because it was asked to; nothing half-done stays behind it.
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Made by [JobContext#checkCancelled()].
    public CancelledException() {
        super("cancelled");
    }
}
