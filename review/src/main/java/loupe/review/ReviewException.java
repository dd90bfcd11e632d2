package loupe.review;

import java.io.IOException;

/// A request a use-case cannot carry out; the message is one sentence that says what and what to do, without identifiers.
public final class ReviewException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param message one sentence for people
    public ReviewException(String message) {
        super(message);
    }

    /// @param message one sentence for people
    /// @param cause for the log
    public ReviewException(String message, Throwable cause) {
        super(message, cause);
    }
}
