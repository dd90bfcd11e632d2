package loupe.exchange.web.receiver;

import java.io.IOException;

/// A body goes beyond what is taken of one.
final class BodyTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooLongException() {
        super("the body is longer than is taken");
    }
}
