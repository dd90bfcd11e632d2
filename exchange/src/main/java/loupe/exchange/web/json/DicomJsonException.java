package loupe.exchange.web.json;

import java.io.IOException;

/// A text that is not the DICOM JSON model, or goes beyond its bounds. The message names what and where, never a value.
public final class DicomJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param what what is wrong, without any value
    public DicomJsonException(String what) {
        super(what);
    }

    /// @param what what is wrong, without any value
    public DicomJsonException(String what, Throwable cause) {
        super(what, cause);
    }
}
