package loupe.inference.trust;

/// A model, key or signature that cannot be trusted; the message is one line for people.
public final class TrustException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message what is wrong and what to do
    public TrustException(String message) {
        super(message);
    }
}
