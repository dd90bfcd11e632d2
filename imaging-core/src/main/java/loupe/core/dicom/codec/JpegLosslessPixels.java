package loupe.core.dicom.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.codec.jpeg.JpegBits;
import loupe.core.dicom.codec.jpeg.JpegHuffman;
import loupe.core.dicom.codec.jpeg.JpegSegments;
import loupe.core.image.Frame;

/// Lossless JPEG with Huffman coding (process 14 of ITU-T T.81 annex H), all seven predictors, 2 to 16 bits.
final class JpegLosslessPixels {
    private static final int SOF3 = 0xC3;
    private static final int DHT = 0xC4;

    private final byte[] in;
    private final PixelDescription description;
    private final MemorySegment out;
    private final int[] components;
    private final JpegHuffman[] tables = new JpegHuffman[4];
    private int precision;
    private int interval;
    private int decoded;

    private JpegLosslessPixels(byte[] in, PixelDescription description) {
        this.in = in;
        this.description = description;
        this.components = new int[description.samplesPerPixel()];
        this.out = MemorySegment.ofArray(new byte[description.frameBytes()]);
    }

    static Frame decode(PixelDecoder.EncodedFrame f) throws DicomException {
        JpegLosslessPixels d = new JpegLosslessPixels(f.bytes().toArray(ValueLayout.JAVA_BYTE), f.description());
        d.segments();
        return NativePixels.finish(d.out, f.description(), false);
    }

    private void segments() throws DicomException {
        JpegSegments s = new JpegSegments(in);
        while (decoded < components.length) {
            int marker = s.next();
            switch (marker) {
                case SOF3 -> frame(s);
                case 0xC0, 0xC1, 0xC2, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF, 0xF7 ->
                    throw new DicomException("the JPEG stream is of another process than its transfer syntax says", -1);
                case DHT -> JpegHuffman.read(s, (type, number, table) -> tables[number] = table);
                case JpegSegments.DRI -> interval = s.u16of(0);
                case JpegSegments.SOS -> s.resume(scan(s));
                case JpegSegments.EOI -> throw JpegSegments.damaged("it ends before all components");
                default -> {}
            }
        }
    }

    private void frame(JpegSegments s) throws DicomException {
        precision = s.u8(0);
        if (s.u16of(1) != description.rows() || s.u16of(3) != description.columns()) {
            throw new DicomException("the JPEG stream's size differs from Rows and Columns", -1);
        }
        if (s.u8(5) != components.length) {
            throw new DicomException("the JPEG stream's components differ from Samples per Pixel", -1);
        }
        if (precision < 2 || precision > 16 || precision > description.bitsAllocated()) {
            throw new DicomException("a JPEG stream of " + precision + " bits does not fit Bits Allocated", -1);
        }
        for (int c = 0; c < components.length; c++) {
            components[c] = s.u8(6 + 3 * c);
            if (components.length > 1 && s.u8(7 + 3 * c) != 0x11) {
                throw new DicomException("lossless JPEG with sub-sampled components is not supported", -1);
            }
        }
    }

    private int scan(JpegSegments s) throws DicomException {
        int n = s.u8(0);
        if (precision == 0 || n < 1 || decoded + n > components.length) {
            throw JpegSegments.damaged("a scan has no frame or too many components");
        }
        int predictor = s.u8(1 + 2 * n);
        int transform = s.u8(3 + 2 * n) & 15;
        if (predictor < 1 || predictor > 7 || transform >= precision) {
            throw JpegSegments.damaged("its predictor or point transform is out of range");
        }
        int[] channels = new int[n];
        JpegHuffman[] coded = new JpegHuffman[n];
        for (int i = 0; i < n; i++) {
            channels[i] = channel(s.u8(1 + 2 * i));
            JpegHuffman table = tables[s.u8(2 + 2 * i) >> 4 & 3];
            if (table == null) {
                throw JpegSegments.damaged("a scan uses a table that was not given");
            }
            coded[i] = table;
        }
        JpegBits bits = new JpegBits(in, s.end());
        lines(bits, channels, coded, predictor, transform);
        decoded += n;
        return bits.end();
    }

    private int channel(int id) throws DicomException {
        for (int c = 0; c < components.length; c++) {
            if (components[c] == id) {
                return c;
            }
        }
        throw JpegSegments.damaged("a scan names a component that is not there");
    }

    private void lines(JpegBits bits, int[] channels, JpegHuffman[] coded, int predictor, int transform)
            throws DicomException {
        int n = channels.length;
        int width = description.columns();
        int[][] above = new int[n][width];
        int[][] line = new int[n][width];
        int start = 1 << precision - transform - 1;
        boolean first = true;
        int restarts = 0;
        int left = interval;
        for (int y = 0; y < description.rows(); y++) {
            for (int x = 0; x < width; x++) {
                if (interval > 0 && left-- == 0) {
                    bits.restart(restarts++);
                    left = interval - 1;
                    first = true;
                    // T.81 H.1.1: an interval holds whole lines; if it does not, prediction starts anew all the same.
                    for (int c = 0; c < n; c++) {
                        Arrays.fill(above[c], start);
                        Arrays.fill(line[c], 0, x, start);
                    }
                }
                for (int c = 0; c < n; c++) {
                    int p = x == 0 ? first ? start : above[c][0] : first ? line[c][x - 1]
                            : predicted(predictor, line[c][x - 1], above[c][x], above[c][x - 1]);
                    line[c][x] = p + difference(bits, coded[c]) & 0xffff;
                }
            }
            for (int c = 0; c < n; c++) {
                store(line[c], y, channels[c], transform);
            }
            first = false;
            int[][] spare = above;
            above = line;
            line = spare;
        }
    }

    /// T.81 table H.1.
    private static int predicted(int predictor, int ra, int rb, int rc) {
        return switch (predictor) {
            case 1 -> ra;
            case 2 -> rb;
            case 3 -> rc;
            case 4 -> ra + rb - rc;
            case 5 -> ra + (rb - rc >> 1);
            case 6 -> rb + (ra - rc >> 1);
            default -> ra + rb >> 1;
        };
    }

    private static int difference(JpegBits bits, JpegHuffman table) throws DicomException {
        int size = table.next(bits);
        if (size > 16) {
            throw JpegSegments.damaged("a difference is too large");
        }
        return size == 16 ? 32_768 : bits.signed(size);
    }

    private void store(int[] line, int y, int channel, int transform) {
        int spp = components.length;
        int width = description.columns();
        long at = (long) y * width * spp + channel;
        int unit = description.bitsAllocated() / 8;
        for (int x = 0; x < width; x++, at += spp) {
            int v = line[x] << transform;
            switch (unit) {
                case 1 -> out.set(ValueLayout.JAVA_BYTE, at, (byte) v);
                case 2 -> out.set(ValueLayout.JAVA_SHORT_UNALIGNED, 2 * at, (short) v);
                default -> out.set(ValueLayout.JAVA_INT_UNALIGNED, 4 * at, v & 0xffff);
            }
        }
    }
}
