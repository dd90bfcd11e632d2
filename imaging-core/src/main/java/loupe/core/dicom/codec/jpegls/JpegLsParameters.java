package loupe.core.dicom.codec.jpegls;

import loupe.core.dicom.DicomException;
import loupe.core.dicom.codec.jpeg.JpegSegments;

/// The coding parameters of a JPEG-LS scan (ITU-T T.87 C.2.4.1.1 and A.2.1).
///
/// @param maxValue largest sample value
/// @param near largest difference of a decoded sample, 0 for lossless
/// @param t1 first gradient threshold
/// @param t2 second
/// @param t3 third
/// @param reset how many samples of a context until its counts are halved
public record JpegLsParameters(int maxValue, int near, int t1, int t2, int t3, int reset) {

    /// The parameters with defaults (T.87 C.2.4.1.1.1) for those given as 0.
    ///
    /// @throws DicomException if one is out of its range
    public static JpegLsParameters of(int precision, int near, int[] preset) throws DicomException {
        int max = preset[0] == 0 ? (1 << precision) - 1 : preset[0];
        if (max < 1 || max >= 1 << precision || near < 0 || near > Math.min(255, max / 2)) {
            throw JpegSegments.damaged("a JPEG-LS parameter is out of range");
        }
        int factor = max >= 128 ? (Math.min(max, 4095) + 128) / 256 : 256 / (max + 1);
        boolean wide = max >= 128;
        int t1 = preset[1] == 0
                ? clamp(wide ? factor + 2 + 3 * near : Math.max(2, 3 / factor + 3 * near), near + 1, max)
                : preset[1];
        int t2 = preset[2] == 0
                ? clamp(wide ? factor * 4 + 3 + 5 * near : Math.max(3, 7 / factor + 5 * near), t1, max)
                : preset[2];
        int t3 = preset[3] == 0
                ? clamp(wide ? factor * 17 + 4 + 7 * near : Math.max(4, 21 / factor + 7 * near), t2, max)
                : preset[3];
        int reset = preset[4] == 0 ? 64 : preset[4];
        if (t1 < near + 1 || t2 < t1 || t3 < t2 || t3 > max || reset < 3) {
            throw JpegSegments.damaged("a JPEG-LS parameter is out of range");
        }
        return new JpegLsParameters(max, near, t1, t2, t3, reset);
    }

    private static int clamp(int i, int low, int max) {
        return i > max || i < low ? low : i;
    }

    /// Number of different mapped prediction errors.
    int range() {
        return (maxValue + 2 * near) / (2 * near + 1) + 1;
    }

    /// Bits of a mapped prediction error written as it is.
    int quantisedBits() {
        return bits(range());
    }

    /// Longest code word of a regular sample.
    int limit() {
        int bpp = Math.max(2, bits(maxValue + 1));
        return 2 * (bpp + Math.max(8, bpp));
    }

    private static int bits(int values) {
        return 32 - Integer.numberOfLeadingZeros(values - 1);
    }

    /// Region (-4 to 4) of each gradient from -maxValue to maxValue (T.87 A.3.3).
    byte[] regions() {
        byte[] out = new byte[2 * maxValue + 1];
        for (int d = -maxValue; d <= maxValue; d++) {
            int a = Math.abs(d);
            int r = a <= near ? 0 : a < t1 ? 1 : a < t2 ? 2 : a < t3 ? 3 : 4;
            out[d + maxValue] = (byte) (d < 0 ? -r : r);
        }
        return out;
    }
}
