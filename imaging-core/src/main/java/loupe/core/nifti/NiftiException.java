package loupe.core.nifti;

import java.io.IOException;

/// A file that is no NIfTI volume, or one of a kind that is not read.
public final class NiftiException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param what what is wrong, without any value from the file
    public NiftiException(String what) {
        super(what);
    }
}
