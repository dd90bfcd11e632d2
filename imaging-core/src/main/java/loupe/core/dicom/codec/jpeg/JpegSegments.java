package loupe.core.dicom.codec.jpeg;

import loupe.core.dicom.DicomException;

/// Walks the marker segments of a JPEG or JPEG-LS stream (ITU-T T.81 B.1, T.87 annex C). Not thread-safe.
public final class JpegSegments {
    public static final int SOI = 0xD8;
    public static final int EOI = 0xD9;
    public static final int SOS = 0xDA;
    public static final int DRI = 0xDD;

    private final byte[] bytes;
    private int at;
    private int from;
    private int to;

    public JpegSegments(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Goes on to the next marker and its parameters; bytes that belong to no segment are skipped.
    ///
    /// @return the marker's second byte; EOI at the end of the bytes
    /// @throws DicomException if a segment is longer than the bytes that are there
    public int next() throws DicomException {
        while (at + 1 < bytes.length) {
            int marker = bytes[at + 1] & 0xff;
            if ((bytes[at] & 0xff) != 0xff || marker == 0 || marker == 0xff) {
                at++;
                continue;
            }
            at += 2;
            if (marker == SOI || marker == EOI || marker >= 0xD0 && marker <= 0xD7 || marker == 0x01) {
                from = at;
                to = at;
                return marker;
            }
            if (at + 2 > bytes.length) {
                break;
            }
            int length = u16(at);
            if (length < 2 || at + length > bytes.length) {
                throw damaged("a marker segment is longer than the stream");
            }
            from = at + 2;
            to = at + length;
            at = to;
            return marker;
        }
        return EOI;
    }

    /// Bytes of the segment's parameters.
    public int length() {
        return to - from;
    }

    /// One byte of the parameters.
    public int u8(int offset) throws DicomException {
        if (from + offset >= to) {
            throw damaged("a marker segment is too short");
        }
        return bytes[from + offset] & 0xff;
    }

    /// Two bytes of the parameters, big endian.
    public int u16of(int offset) throws DicomException {
        return u8(offset) << 8 | u8(offset + 1);
    }

    private int u16(int position) {
        return (bytes[position] & 0xff) << 8 | bytes[position + 1] & 0xff;
    }

    /// Offset right behind the segment, where the entropy-coded bytes of a scan begin.
    public int end() {
        return to;
    }

    /// Goes on at an offset, behind the entropy-coded bytes of a scan.
    public void resume(int offset) {
        at = offset;
    }

    public static DicomException damaged(String what) {
        return new DicomException("the JPEG stream is damaged: " + what, -1);
    }
}
