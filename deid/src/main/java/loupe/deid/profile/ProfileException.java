package loupe.deid.profile;

import java.io.IOException;

/// A profile file that cannot be used; the message says which key is wrong and what may stand there.
public final class ProfileException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param what the key and what is wrong with it
    public ProfileException(String what) {
        super(what);
    }
}
