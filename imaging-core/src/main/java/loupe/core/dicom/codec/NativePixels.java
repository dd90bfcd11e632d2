package loupe.core.dicom.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import loupe.core.dicom.DicomException;
import loupe.core.image.Frame;

/// Uncompressed pixels: bits unpacked, bytes swapped, overlay bits masked off, planes interleaved.
final class NativePixels {
    private NativePixels() {}

    static Frame decode(PixelDecoder.EncodedFrame f) throws DicomException {
        PixelDescription p = f.description();
        if (p.bitsAllocated() == 1) {
            return bits(f);
        }
        MemorySegment in = f.bytes();
        if (p.photometric().equals("YBR_FULL_422") && p.samplesPerPixel() == 3 && in.byteSize() < p.frameBytes()) {
            in = unpack422(in, p);
        }
        if (in.byteSize() < p.frameBytes()) {
            throw new DicomException("the frame has " + in.byteSize() + " bytes, " + p.frameBytes() + " are needed", -1);
        }
        byte[] out = new byte[p.frameBytes()];
        MemorySegment.copy(in, ValueLayout.JAVA_BYTE, 0, out, 0, out.length);
        MemorySegment m = MemorySegment.ofArray(out);
        if (p.bitsAllocated() > 8) {
            toNative(m, p.bitsAllocated() / 8, f.bigEndian());
        }
        return finish(m, p, p.planar());
    }

    /// Masks and sign-extends native-order samples and interleaves planes.
    static Frame finish(MemorySegment m, PixelDescription p, boolean planar) {
        if (!p.floating()) {
            mask(m, p);
        }
        MemorySegment samples = planar && p.samplesPerPixel() > 1 ? interleave(m, p) : m;
        return new Frame(p.columns(), p.rows(), p.samplesPerPixel(), p.format(), samples);
    }

    private static void toNative(MemorySegment m, int unit, boolean bigEndian) {
        if (bigEndian == (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN)) {
            return;
        }
        for (long at = 0; at < m.byteSize(); at += unit) {
            for (int a = 0, b = unit - 1; a < b; a++, b--) {
                byte t = m.get(ValueLayout.JAVA_BYTE, at + a);
                m.set(ValueLayout.JAVA_BYTE, at + a, m.get(ValueLayout.JAVA_BYTE, at + b));
                m.set(ValueLayout.JAVA_BYTE, at + b, t);
            }
        }
    }

    private static void mask(MemorySegment m, PixelDescription p) {
        int low = p.highBit() - p.bitsStored() + 1;
        int up = 32 - p.bitsStored();
        long n = m.byteSize() / (p.bitsAllocated() / 8);
        if (low == 0 && p.bitsStored() == p.bitsAllocated()) {
            return;
        }
        if (p.bitsAllocated() == 16) {
            maskShorts(m, low, up, p.signed());
            return;
        }
        for (long i = 0; i < n; i++) {
            int v = get(m, p.bitsAllocated(), i) >>> low << up;
            set(m, p.bitsAllocated(), i, p.signed() ? v >> up : v >>> up);
        }
    }

    /// The usual case, kept apart for its speed.
    private static void maskShorts(MemorySegment m, int low, int up, boolean signed) {
        long n = m.byteSize() / 2;
        for (long i = 0; i < n; i++) {
            int v = m.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i) >>> low << up;
            m.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i, (short) (signed ? v >> up : v >>> up));
        }
    }

    private static int get(MemorySegment m, int bits, long i) {
        return switch (bits) {
            case 8 -> m.get(ValueLayout.JAVA_BYTE, i);
            case 16 -> m.get(ValueLayout.JAVA_SHORT_UNALIGNED, i * 2);
            default -> m.get(ValueLayout.JAVA_INT_UNALIGNED, i * 4);
        };
    }

    private static void set(MemorySegment m, int bits, long i, int v) {
        switch (bits) {
            case 8 -> m.set(ValueLayout.JAVA_BYTE, i, (byte) v);
            case 16 -> m.set(ValueLayout.JAVA_SHORT_UNALIGNED, i * 2, (short) v);
            default -> m.set(ValueLayout.JAVA_INT_UNALIGNED, i * 4, v);
        }
    }

    private static MemorySegment interleave(MemorySegment planes, PixelDescription p) {
        int unit = p.bitsAllocated() / 8;
        int spp = p.samplesPerPixel();
        long n = (long) p.columns() * p.rows();
        MemorySegment out = MemorySegment.ofArray(new byte[p.frameBytes()]);
        for (int s = 0; s < spp; s++) {
            for (long i = 0; i < n; i++) {
                MemorySegment.copy(planes, (s * n + i) * unit, out, (i * spp + s) * unit, unit);
            }
        }
        return out;
    }

    /// Y1 Y2 Cb Cr for two pixels (PS3.3 C.7.6.3.1.2) to Y Cb Cr for each.
    private static MemorySegment unpack422(MemorySegment in, PixelDescription p) throws DicomException {
        long pairs = (long) p.columns() * p.rows() / 2;
        if (p.columns() % 2 != 0 || p.bitsAllocated() != 8 || in.byteSize() < pairs * 4) {
            throw new DicomException("YBR_FULL_422 needs even columns and 8 bits", -1);
        }
        byte[] out = new byte[p.frameBytes()];
        for (long i = 0; i < pairs; i++) {
            for (int k = 0; k < 2; k++) {
                int o = (int) (i * 6 + k * 3);
                out[o] = in.get(ValueLayout.JAVA_BYTE, i * 4 + k);
                out[o + 1] = in.get(ValueLayout.JAVA_BYTE, i * 4 + 2);
                out[o + 2] = in.get(ValueLayout.JAVA_BYTE, i * 4 + 3);
            }
        }
        return MemorySegment.ofArray(out);
    }

    private static Frame bits(PixelDecoder.EncodedFrame f) throws DicomException {
        PixelDescription p = f.description();
        int n = Math.toIntExact(p.samplesPerFrame());
        if ((f.firstBit() + (long) n + 7) / 8 > f.bytes().byteSize()) {
            throw new DicomException("the frame has " + f.bytes().byteSize() + " bytes, too few for its bits", -1);
        }
        byte[] out = new byte[n];
        for (int i = 0; i < n; i++) {
            int bit = f.firstBit() + i;
            out[i] = (byte) (f.bytes().get(ValueLayout.JAVA_BYTE, bit >>> 3) >>> (bit & 7) & 1);
        }
        return new Frame(p.columns(), p.rows(), p.samplesPerPixel(), Frame.Format.U8, MemorySegment.ofArray(out));
    }
}
