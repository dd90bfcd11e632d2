package loupe.inference.card;

import java.io.IOException;

/// A model card or model file that cannot be used; the message is one line and says which entry and what it must be.
public final class CardException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param message one line for people
    public CardException(String message) {
        super(message);
    }
}
