package loupe.core.dicom.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.codec.jpeg.InverseDct;
import loupe.core.dicom.codec.jpeg.JpegBits;
import loupe.core.dicom.codec.jpeg.JpegComponent;
import loupe.core.dicom.codec.jpeg.JpegHuffman;
import loupe.core.dicom.codec.jpeg.JpegSegments;
import loupe.core.image.Frame;

/// Sequential DCT JPEG with Huffman coding, 8 and 12 bits (processes 1, 2 and 4 of ITU-T T.81 annex F), as raw
/// components without colour conversion; sub-sampled components are repeated.
final class JpegDctPixels {
    private static final int DHT = 0xC4;
    private static final int DQT = 0xDB;

    private final byte[] in;
    private final PixelDescription description;
    private final float[][] dequantisers = new float[4][];
    private final JpegHuffman[] dc = new JpegHuffman[4];
    private final JpegHuffman[] ac = new JpegHuffman[4];
    private final List<JpegComponent> components = new ArrayList<>();
    private int precision;
    private int interval;
    private int across = 1;
    private int down = 1;
    private int mcusWide;
    private int mcusHigh;

    private JpegDctPixels(byte[] in, PixelDescription description) {
        this.in = in;
        this.description = description;
    }

    static Frame decode(PixelDecoder.EncodedFrame f) throws DicomException {
        JpegDctPixels d = new JpegDctPixels(f.bytes().toArray(ValueLayout.JAVA_BYTE), f.description());
        d.segments();
        return d.frame();
    }

    private void segments() throws DicomException {
        JpegSegments s = new JpegSegments(in);
        int seen = 0;
        for (int marker = s.next(); marker != JpegSegments.EOI; marker = s.next()) {
            switch (marker) {
                case 0xC0, 0xC1 -> start(s);
                case 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF, 0xF7 ->
                    throw new DicomException("the JPEG stream is of another process than its transfer syntax says", -1);
                case DHT -> JpegHuffman.read(s, (type, number, table) -> (type == 0 ? dc : ac)[number] = table);
                case DQT -> quantisation(s);
                case JpegSegments.DRI -> interval = s.u16of(0);
                case JpegSegments.SOS -> {
                    seen += s.u8(0);
                    s.resume(scan(s));
                }
                default -> {}
            }
        }
        if (components.isEmpty() || seen < components.size()) {
            throw JpegSegments.damaged("it ends before all components");
        }
    }

    private void start(JpegSegments s) throws DicomException {
        precision = s.u8(0);
        int n = s.u8(5);
        if (s.u16of(1) != description.rows() || s.u16of(3) != description.columns()) {
            throw new DicomException("the JPEG stream's size differs from Rows and Columns", -1);
        }
        if (n != description.samplesPerPixel() || !components.isEmpty()) {
            throw new DicomException("the JPEG stream's components differ from Samples per Pixel", -1);
        }
        if (precision != 8 && precision != 12 || precision > description.bitsAllocated()) {
            throw new DicomException("a JPEG stream of " + precision + " bits does not fit Bits Allocated", -1);
        }
        for (int c = 0; c < n; c++) {
            int sampling = s.u8(7 + 3 * c);
            if (sampling >> 4 < 1 || sampling >> 4 > 4 || (sampling & 15) < 1 || (sampling & 15) > 4) {
                throw JpegSegments.damaged("a sampling factor is out of range");
            }
            across = Math.max(across, sampling >> 4);
            down = Math.max(down, sampling & 15);
        }
        mcusWide = Math.ceilDiv(description.columns(), 8 * across);
        mcusHigh = Math.ceilDiv(description.rows(), 8 * down);
        // A block takes at least two bits.
        if ((long) mcusWide * mcusHigh > 4L * in.length) {
            throw JpegSegments.damaged("it is too short for its size");
        }
        for (int c = 0; c < n; c++) {
            components.add(new JpegComponent(
                    s.u8(6 + 3 * c), s.u8(7 + 3 * c), s.u8(8 + 3 * c) & 3, mcusWide, mcusHigh));
        }
    }

    private void quantisation(JpegSegments s) throws DicomException {
        float[] scales = InverseDct.scales();
        for (int at = 0; at < s.length(); ) {
            int head = s.u8(at++);
            boolean wide = head >> 4 != 0;
            float[] table = new float[64];
            for (int k = 0; k < 64; k++) {
                int natural = JpegComponent.ZIGZAG[k];
                table[natural] = scales[natural] * (wide ? s.u16of(at + 2 * k) : s.u8(at + k));
            }
            at += wide ? 128 : 64;
            dequantisers[head & 3] = table;
        }
    }

    /// A component with the tables its scan uses.
    private record Coded(JpegComponent component, JpegHuffman[] tables, float[] dequantiser) {}

    private int scan(JpegSegments s) throws DicomException {
        List<Coded> coded = new ArrayList<>();
        int n = s.u8(0);
        for (int i = 0; i < n; i++) {
            coded.add(coded(s.u8(1 + 2 * i), s.u8(2 + 2 * i)));
        }
        if (coded.isEmpty() || n > components.size()) {
            throw JpegSegments.damaged("a scan has an impossible number of components");
        }
        JpegBits bits = new JpegBits(in, s.end());
        coded.forEach(c -> c.component.restart());
        if (n == 1) {
            single(coded.getFirst(), bits);
        } else {
            interleaved(coded, bits);
        }
        return bits.end();
    }

    private Coded coded(int id, int selectors) throws DicomException {
        for (JpegComponent c : components) {
            if (c.id == id) {
                JpegHuffman first = dc[selectors >> 4 & 3];
                JpegHuffman others = ac[selectors & 3];
                float[] dequantiser = dequantisers[c.table];
                if (first == null || others == null || dequantiser == null) {
                    throw JpegSegments.damaged("a scan uses a table that was not given");
                }
                return new Coded(c, new JpegHuffman[] {first, others}, dequantiser);
            }
        }
        throw JpegSegments.damaged("a scan names a component that is not there");
    }

    private void single(Coded c, JpegBits bits) throws DicomException {
        int wide = c.component.blocks(description.columns(), c.component.across, across);
        int high = c.component.blocks(description.rows(), c.component.down, down);
        for (int i = 0; i < wide * high; i++) {
            if (interval > 0 && i > 0 && i % interval == 0) {
                bits.restart(i / interval - 1);
                c.component.restart();
            }
            c.component.block(bits, c.tables, c.dequantiser, i % wide, i / wide, precision);
        }
    }

    private void interleaved(List<Coded> coded, JpegBits bits) throws DicomException {
        for (int i = 0; i < mcusWide * mcusHigh; i++) {
            if (interval > 0 && i > 0 && i % interval == 0) {
                bits.restart(i / interval - 1);
                coded.forEach(c -> c.component.restart());
            }
            for (Coded c : coded) {
                for (int b = 0; b < c.component.across * c.component.down; b++) {
                    int column = i % mcusWide * c.component.across + b % c.component.across;
                    int row = i / mcusWide * c.component.down + b / c.component.across;
                    c.component.block(bits, c.tables, c.dequantiser, column, row, precision);
                }
            }
        }
    }

    private Frame frame() {
        int unit = description.bitsAllocated() / 8;
        MemorySegment out = MemorySegment.ofArray(new byte[description.frameBytes()]);
        int spp = components.size();
        for (int c = 0; c < spp; c++) {
            JpegComponent component = components.get(c);
            long at = (long) c * unit;
            for (int y = 0; y < description.rows(); y++) {
                int row = component.rowAt(y, down);
                for (int x = 0; x < description.columns(); x++, at += (long) spp * unit) {
                    int v = component.sample(row + x * component.across / across);
                    switch (unit) {
                        case 1 -> out.set(ValueLayout.JAVA_BYTE, at, (byte) v);
                        case 2 -> out.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) v);
                        default -> out.set(ValueLayout.JAVA_INT_UNALIGNED, at, v);
                    }
                }
            }
        }
        return NativePixels.finish(out, description, false);
    }
}
