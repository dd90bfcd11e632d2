package loupe.exchange.dimse.service;

import java.io.IOException;
import loupe.exchange.peer.PeerException;

/// A node offers an operation and then says that it does not do it: another way may do.
public final class NotDoneException extends IOException {
    private static final long serialVersionUID = 1L;

    private final PeerException failure;

    NotDoneException(PeerException failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    /// What is thrown where there is no other way.
    public PeerException failure() {
        return failure;
    }
}
