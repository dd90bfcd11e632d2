package loupe.core.dicom.codec.jpegls;

import loupe.core.dicom.DicomException;
import loupe.core.dicom.codec.jpeg.JpegSegments;

/// Reads the bits of a JPEG-LS scan: after a byte FF only seven bits of the next count (ITU-T T.87 C.1, A.1).
///
/// Not thread-safe.
public final class JpegLsBits {
    private final byte[] bytes;
    private final int from;
    private int at;
    private boolean afterFf;
    private long cache;
    private int valid;

    public JpegLsBits(byte[] bytes, int from) {
        this.bytes = bytes;
        this.from = from;
        this.at = from;
    }

    private void fill() {
        while (valid <= 56 && at < bytes.length) {
            int b = bytes[at] & 0xff;
            if (afterFf) {
                if (b >= 0x80) {
                    return;
                }
                cache |= (long) b << 57 - valid;
                valid += 7;
            } else {
                cache |= (long) b << 56 - valid;
                valid += 8;
            }
            afterFf = b == 0xff;
            at++;
        }
    }

    /// A number of up to 32 bits.
    int bits(int n) throws DicomException {
        if (n == 0) {
            return 0;
        }
        need(n);
        int v = (int) (cache >>> 64 - n);
        cache <<= n;
        valid -= n;
        return v;
    }

    private void need(int n) throws DicomException {
        if (valid < n) {
            fill();
            if (valid < n) {
                throw JpegSegments.damaged("the scan ends early");
            }
        }
    }

    /// One bit.
    boolean bit() throws DicomException {
        return bits(1) != 0;
    }

    /// A Golomb code word of limited length (T.87 A.5.3).
    int golomb(int k, int limit, int quantisedBits) throws DicomException {
        int longest = limit - quantisedBits - 1;
        int zeros = zeros(longest);
        if (zeros >= longest) {
            return bits(quantisedBits) + 1;
        }
        return zeros << k | bits(k);
    }

    /// Zeros before the next one, which is taken too.
    private int zeros(int longest) throws DicomException {
        int zeros = 0;
        while (true) {
            need(1);
            int n = Math.min(Long.numberOfLeadingZeros(cache), valid);
            if (n < valid) {
                zeros += n;
                cache <<= n;
                cache <<= 1;
                valid -= n + 1;
                if (zeros > longest) {
                    throw JpegSegments.damaged("a code word is too long");
                }
                return zeros;
            }
            zeros += valid;
            cache = 0;
            valid = 0;
            if (zeros > longest) {
                throw JpegSegments.damaged("a code word is too long");
            }
        }
    }

    /// Offset of the first byte behind the scan: its next marker.
    public int end() {
        int i = Math.max(at - (valid + 7) / 7 - 1, from);
        while (i + 1 < bytes.length && ((bytes[i] & 0xff) != 0xff || (bytes[i + 1] & 0xff) < 0x80)) {
            i++;
        }
        return i;
    }
}
