package loupe.exchange.dimse.pdu;

import java.io.IOException;

/// Bytes that break the protocol. The message says what, and quotes nothing of them.
public final class PduException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param what breaks the protocol, as a clause
    public PduException(String what) {
        super(what);
    }
}
