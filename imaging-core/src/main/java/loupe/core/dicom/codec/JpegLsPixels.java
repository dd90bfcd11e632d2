package loupe.core.dicom.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.codec.jpeg.JpegSegments;
import loupe.core.dicom.codec.jpegls.JpegLsBits;
import loupe.core.dicom.codec.jpegls.JpegLsParameters;
import loupe.core.dicom.codec.jpegls.JpegLsScanDecoder;
import loupe.core.image.Frame;

/// JPEG-LS, lossless and near-lossless, from ITU-T T.87: all three interleavings, restart intervals, preset parameters.
///
/// Mapping tables, point transforms and sub-sampled components, which DICOM does not use, are refused.
final class JpegLsPixels {
    private static final int SOF55 = 0xF7;
    private static final int LSE = 0xF8;

    private final byte[] in;
    private final PixelDescription description;
    private final MemorySegment out;
    private final int[] components;
    private final int[] preset = new int[5];
    private int precision;
    private int restartLines;
    private int decoded;

    private JpegLsPixels(byte[] in, PixelDescription description) {
        this.in = in;
        this.description = description;
        this.components = new int[description.samplesPerPixel()];
        this.out = MemorySegment.ofArray(new byte[description.frameBytes()]);
    }

    static Frame decode(PixelDecoder.EncodedFrame f) throws DicomException {
        JpegLsPixels d = new JpegLsPixels(f.bytes().toArray(ValueLayout.JAVA_BYTE), f.description());
        d.segments();
        return NativePixels.finish(d.out, f.description(), false);
    }

    private void segments() throws DicomException {
        JpegSegments s = new JpegSegments(in);
        if (s.next() != JpegSegments.SOI) {
            throw JpegSegments.damaged("it has no beginning");
        }
        while (decoded < components.length) {
            switch (s.next()) {
                case SOF55 -> frame(s);
                case LSE -> presets(s);
                case JpegSegments.DRI -> restartLines = s.length() == 2 ? s.u16of(0) : s.u16of(s.length() - 2);
                case JpegSegments.SOS -> s.resume(scan(s));
                case JpegSegments.EOI -> throw JpegSegments.damaged("it ends before all components");
                case 0xC0, 0xC1, 0xC2, 0xC3 -> throw JpegSegments.damaged("it is no JPEG-LS stream");
                default -> {}
            }
        }
    }

    private void frame(JpegSegments s) throws DicomException {
        precision = s.u8(0);
        int rows = s.u16of(1);
        int columns = s.u16of(3);
        if (rows != description.rows() || columns != description.columns() || s.u8(5) != components.length) {
            throw new DicomException("the JPEG-LS stream's size differs from the Image Pixel attributes", -1);
        }
        if (precision < 2 || precision > 16 || precision > description.bitsAllocated()) {
            throw new DicomException("the JPEG-LS stream has " + precision + " bits, more than Bits Allocated", -1);
        }
        for (int c = 0; c < components.length; c++) {
            components[c] = s.u8(6 + 3 * c);
            if (s.u8(7 + 3 * c) != 0x11) {
                throw new DicomException("JPEG-LS with sub-sampled components is not supported", -1);
            }
        }
    }

    private void presets(JpegSegments s) throws DicomException {
        if (s.u8(0) != 1) {
            throw new DicomException("JPEG-LS mapping tables and oversize images are not supported", -1);
        }
        for (int i = 0; i < preset.length; i++) {
            preset[i] = s.u16of(1 + 2 * i);
        }
    }

    private int scan(JpegSegments s) throws DicomException {
        int n = s.u8(0);
        if (precision == 0 || n < 1 || decoded + n > components.length) {
            throw JpegSegments.damaged("a scan has no frame or too many components");
        }
        int near = s.u8(1 + 2 * n);
        int interleave = s.u8(2 + 2 * n);
        if (s.u8(3 + 2 * n) != 0 || interleave > 2 || (interleave == 0 && n != 1)) {
            throw JpegSegments.damaged("its interleaving or point transform is not supported");
        }
        int[] channels = new int[n];
        for (int c = 0; c < n; c++) {
            channels[c] = channel(s.u8(1 + 2 * c));
        }
        JpegLsBits bits = new JpegLsBits(in, s.end());
        JpegLsScanDecoder decoder =
                new JpegLsScanDecoder(JpegLsParameters.of(precision, near, preset), description.columns(), bits);
        int end = lines(decoder, bits, channels, interleave == 2 && n > 1);
        decoded += n;
        return end;
    }

    private int channel(int id) throws DicomException {
        for (int c = 0; c < components.length; c++) {
            if (components[c] == id) {
                return c;
            }
        }
        throw JpegSegments.damaged("a scan names a component that is not there");
    }

    private int lines(JpegLsScanDecoder decoder, JpegLsBits first, int[] channels, boolean bySample)
            throws DicomException {
        JpegLsBits bits = first;
        int n = channels.length;
        int width = description.columns();
        int[][] previous = new int[n][width + 2];
        int[][] current = new int[n][width + 2];
        int[] runIndex = new int[n];
        for (int y = 0; y < description.rows(); y++) {
            if (restartLines > 0 && y > 0 && y % restartLines == 0) {
                bits = new JpegLsBits(in, restartAt(bits.end(), y / restartLines - 1));
                decoder.restart(bits);
                previous = new int[n][width + 2];
                current = new int[n][width + 2];
                runIndex = new int[n];
            }
            if (bySample) {
                decoder.samples(previous, current);
            } else {
                for (int c = 0; c < n; c++) {
                    runIndex[c] = decoder.line(previous[c], current[c], runIndex[c]);
                }
            }
            for (int c = 0; c < n; c++) {
                store(current[c], y, channels[c]);
            }
            int[][] spare = previous;
            previous = current;
            current = spare;
        }
        return bits.end();
    }

    private int restartAt(int end, int number) throws DicomException {
        int marker = end;
        while (marker + 2 < in.length && (in[marker + 1] & 0xff) == 0xff) {
            marker++;
        }
        if (marker + 2 > in.length || (in[marker + 1] & 0xff) != 0xD0 + number % 8) {
            throw JpegSegments.damaged("a restart marker is missing");
        }
        return marker + 2;
    }

    private void store(int[] line, int y, int channel) {
        int spp = components.length;
        int width = description.columns();
        long at = (long) y * width * spp + channel;
        switch (description.bitsAllocated()) {
            case 8 -> {
                for (int x = 1; x <= width; x++, at += spp) {
                    out.set(ValueLayout.JAVA_BYTE, at, (byte) line[x]);
                }
            }
            case 16 -> {
                for (int x = 1; x <= width; x++, at += spp) {
                    out.set(ValueLayout.JAVA_SHORT_UNALIGNED, 2 * at, (short) line[x]);
                }
            }
            default -> {
                for (int x = 1; x <= width; x++, at += spp) {
                    out.set(ValueLayout.JAVA_INT_UNALIGNED, 4 * at, line[x]);
                }
            }
        }
    }
}
