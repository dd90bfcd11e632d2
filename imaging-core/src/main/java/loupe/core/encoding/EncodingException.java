package loupe.core.encoding;

import java.io.IOException;

/// An encoded value that is damaged, of another type or from a newer version.
public final class EncodingException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param what what is wrong, without any content
    public EncodingException(String what) {
        super(what);
    }
}
