package loupe.core.dicom.codec.jpeg;

import loupe.core.dicom.DicomException;

/// Reads the bits of a JPEG scan: the zero byte behind a data byte FF is dropped, a marker ends the scan (ITU-T T.81
/// B.1.1.5, F.2.2.5). Not thread-safe.
public final class JpegBits {
    private final byte[] bytes;
    private int at;
    private long cache;
    private int valid;

    public JpegBits(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    private void fill() {
        while (valid <= 56 && at < bytes.length) {
            int b = bytes[at] & 0xff;
            if (b == 0xff) {
                if (at + 1 >= bytes.length || bytes[at + 1] != 0) {
                    return;
                }
                at++;
            }
            at++;
            cache |= (long) b << 56 - valid;
            valid += 8;
        }
    }

    /// The next bits without taking them; zeros where the scan ends.
    int peek(int n) {
        if (valid < n) {
            fill();
        }
        return (int) (cache >>> 64 - n);
    }

    /// Takes bits that were looked at.
    void skip(int n) throws DicomException {
        if (n > valid) {
            throw JpegSegments.damaged("the scan ends early");
        }
        cache <<= n;
        valid -= n;
    }

    /// A signed number of a size category (T.81 F.2.2.1, EXTEND).
    public int signed(int size) throws DicomException {
        if (size == 0) {
            return 0;
        }
        int v = peek(size);
        skip(size);
        return v < 1 << size - 1 ? v - (1 << size) + 1 : v;
    }

    /// Drops what is left of the byte, and takes the restart marker that must follow.
    public void restart(int number) throws DicomException {
        cache = 0;
        valid = 0;
        while (at + 1 < bytes.length && (bytes[at] & 0xff) == 0xff && (bytes[at + 1] & 0xff) == 0xff) {
            at++;
        }
        if (at + 1 >= bytes.length || (bytes[at] & 0xff) != 0xff || (bytes[at + 1] & 0xff) != 0xD0 + number % 8) {
            throw JpegSegments.damaged("a restart marker is missing");
        }
        at += 2;
    }

    /// Offset of the first byte not taken; at or behind it lies the next marker.
    public int end() {
        return at;
    }
}
