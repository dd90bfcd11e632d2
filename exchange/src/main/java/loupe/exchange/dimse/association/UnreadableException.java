package loupe.exchange.dimse.association;

import java.io.IOException;

/// What was to be sent could not be read here, in the midst of it; the association is gone.
public final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(IOException cause) {
        super("what was to be sent could not be read", cause);
    }
}
