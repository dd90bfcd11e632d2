package loupe.exchange.web.multipart;

import java.io.IOException;

/// A body that is not the parts it claims to be, or goes beyond its bounds. The message quotes nothing of it.
public final class MultipartException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param what what is wrong
    public MultipartException(String what) {
        super(what);
    }
}
