package loupe.inference.engine;

/// A model that cannot be loaded or failed while it ran; the message is one line for people.
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message what failed and what to do
    public ModelException(String message) {
        super(message);
    }

    /// @param message what failed and what to do
    /// @param cause the runtime's own exception, for the log
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
