package loupe.inference;

/// A model refused a series because its card does not accept it; the message is one sentence for people.
public final class UnsuitableInputException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message which property of the series, what it was and what the card accepts
    public UnsuitableInputException(String message) {
        super(message);
    }
}
