package loupe.core.dicom.codec;

import java.io.ByteArrayOutputStream;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.codec.jpegls.JpegLsParameters;
import loupe.core.dicom.codec.jpegls.JpegLsScanEncoder;
import loupe.core.dicom.codec.jpegls.JpegLsSink;
import loupe.core.image.Frame;

/// Encodes one frame for writing. Stateless; safe for any thread.
public final class PixelEncoder {
    private PixelEncoder() {}

    /// A frame as a lossless JPEG-LS stream (ITU-T T.87), colours interleaved by line: one fragment of transfer syntax
    /// [loupe.core.dicom.TransferSyntax#JPEG_LS_LOSSLESS], with Planar Configuration 0.
    ///
    /// @param bitsStored bits of a sample, 2 to 16; signed samples are coded as two's complement of so many bits
    /// @throws DicomException if samples are not whole numbers of at most 16 bits
    public static byte[] jpegLs(Frame frame, int bitsStored) throws DicomException {
        if (frame.format().bytes() > 2 || bitsStored < 2 || bitsStored > 8 * frame.format().bytes()) {
            throw new DicomException("JPEG-LS holds whole numbers of 2 to 16 bits", -1);
        }
        int n = frame.samplesPerPixel();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bytes(out, 0xff, 0xd8, 0xff, 0xf7, 0, 8 + 3 * n, bitsStored);
        bytes(out, frame.rows() >> 8, frame.rows(), frame.columns() >> 8, frame.columns(), n);
        for (int c = 1; c <= n; c++) {
            bytes(out, c, 0x11, 0);
        }
        bytes(out, 0xff, 0xda, 0, 6 + 2 * n, n);
        for (int c = 1; c <= n; c++) {
            bytes(out, c, 0);
        }
        bytes(out, 0, n > 1 ? 1 : 0, 0);
        scan(frame, bitsStored, out);
        bytes(out, 0xff, 0xd9);
        return out.toByteArray();
    }

    /// A frame as RLE Lossless: one fragment of transfer syntax [loupe.core.dicom.TransferSyntax#RLE], with Planar
    /// Configuration 0.
    ///
    /// @throws DicomException if a pixel has more than 15 bytes
    public static byte[] rle(Frame frame) throws DicomException {
        if (frame.format().bytes() * frame.samplesPerPixel() > 15) {
            throw new DicomException("RLE holds at most 15 bytes a pixel", -1);
        }
        return RleEncoder.encode(frame);
    }

    private static void scan(Frame frame, int bitsStored, ByteArrayOutputStream out) throws DicomException {
        int n = frame.samplesPerPixel();
        int width = frame.columns();
        int mask = (1 << bitsStored) - 1;
        JpegLsSink sink = new JpegLsSink(out);
        JpegLsScanEncoder encoder =
                new JpegLsScanEncoder(JpegLsParameters.of(bitsStored, 0, new int[5]), width, sink);
        int[][] previous = new int[n][width + 2];
        int[][] line = new int[n][width + 2];
        int[] runIndex = new int[n];
        for (int y = 0; y < frame.rows(); y++) {
            for (int c = 0; c < n; c++) {
                for (int x = 0; x < width; x++) {
                    line[c][x + 1] = (int) frame.sample(((long) y * width + x) * n + c) & mask;
                }
                runIndex[c] = encoder.line(previous[c], line[c], runIndex[c]);
            }
            int[][] spare = previous;
            previous = line;
            line = spare;
        }
        sink.finish();
    }

    private static void bytes(ByteArrayOutputStream out, int... values) {
        for (int v : values) {
            out.write(v);
        }
    }
}
