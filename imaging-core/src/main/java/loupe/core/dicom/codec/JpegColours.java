package loupe.core.dicom.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import loupe.core.image.Ycc;

/// What colours a JPEG stream says it holds, where its DICOM header says RGB.
///
/// Slide scanners' files often keep the scanner's own JFIF stream, which is YCbCr by definition (ITU-T T.871), under a
/// header that says RGB. The stream is believed: a JFIF segment means YCbCr, an Adobe segment says itself (transform 0 is
/// RGB, 1 is YCbCr), and without either the header holds.
final class JpegColours {
    private static final int APP0 = 0xe0;
    private static final int APP14 = 0xee;
    private static final int SOS = 0xda;

    private JpegColours() {}

    /// Whether samples said to be RGB are YCbCr.
    static boolean hidesYcc(byte[] stream, PixelDescription p) {
        if (p.samplesPerPixel() != 3 || !p.photometric().equals("RGB")) {
            return false;
        }
        boolean jfif = false;
        for (int at = 2; at + 4 <= stream.length && stream[at] == (byte) 0xff; ) {
            int marker = stream[at + 1] & 0xff;
            int length = (stream[at + 2] & 0xff) << 8 | stream[at + 3] & 0xff;
            if (marker == SOS || length < 2) {
                break;
            }
            if (marker == APP14 && length >= 14 && begins(stream, at + 4, "Adobe") && at + 15 < stream.length) {
                return stream[at + 15] == 1;
            }
            jfif |= marker == APP0 && begins(stream, at + 4, "JFIF");
            at += 2 + length;
        }
        return jfif;
    }

    private static boolean begins(byte[] b, int at, String word) {
        byte[] w = word.getBytes(StandardCharsets.US_ASCII);
        return at + w.length <= b.length && Arrays.equals(b, at, at + w.length, w, 0, w.length);
    }

    /// Turns YCbCr to RGB in place.
    ///
    /// @param samples three bytes a pixel
    static void toRgb(byte[] samples) {
        for (int i = 0; i + 2 < samples.length; i += 3) {
            int rgb = Ycc.argb(samples[i] & 0xff, samples[i + 1] & 0xff, samples[i + 2] & 0xff);
            samples[i] = (byte) (rgb >> 16);
            samples[i + 1] = (byte) (rgb >> 8);
            samples[i + 2] = (byte) rgb;
        }
    }
}
