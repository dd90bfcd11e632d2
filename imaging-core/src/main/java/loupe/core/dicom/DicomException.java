package loupe.core.dicom;

import java.io.IOException;

/// A file that is not what it claims to be, or asks for more than the limits allow.
///
/// The message says what and where (byte position), and never quotes a value from the file.
public final class DicomException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long position;

    /// @param what what is wrong, without any value from the file
    /// @param position byte position of the fault in the file; -1 where there is none
    public DicomException(String what, long position) {
        super(position < 0 ? what : what + " (at byte " + position + ")");
        this.position = position;
    }

    /// Byte position of the fault; -1 where there is none.
    public long position() {
        return position;
    }
}
