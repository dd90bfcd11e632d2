package loupe.exchange.hl7;

import java.io.IOException;

/// What came is no frame of MLLP, or no acknowledgement. The message quotes nothing of it.
public final class MllpException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param what what is wrong
    public MllpException(String what) {
        super(what);
    }
}
