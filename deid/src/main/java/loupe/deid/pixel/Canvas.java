package loupe.deid.pixel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.codec.PixelDescription;
import loupe.core.image.Frame;

/// All frames of an instance as native bytes that can be painted on; bytes outside the painted pixels stay as they are.
final class Canvas {
    private final PixelDescription layout;
    private final MemorySegment bytes;
    private final boolean bigEndian;
    private final boolean halfChroma;

    private Canvas(PixelDescription layout, MemorySegment bytes, boolean bigEndian, boolean halfChroma) {
        this.layout = layout;
        this.bytes = bytes;
        this.bigEndian = bigEndian;
        this.halfChroma = halfChroma;
    }

    /// A copy of native pixel data.
    static Canvas copy(PixelDescription p, MemorySegment nativeBytes, boolean bigEndian) {
        MemorySegment own = MemorySegment.ofArray(nativeBytes.toArray(ValueLayout.JAVA_BYTE));
        boolean half = p.photometric().equals("YBR_FULL_422") && p.samplesPerPixel() == 3;
        return new Canvas(p, own, bigEndian, half);
    }

    /// An empty canvas for decoded frames: little endian, colour by pixel, stored bits at the bottom.
    ///
    /// @throws DicomException if all frames together are larger than 2 GiB
    static Canvas forDecoded(PixelDescription p) throws DicomException {
        long size = (long) p.frameBytes() * p.frames();
        if (size > Integer.MAX_VALUE - 64) {
            throw new DicomException("the uncompressed frames are larger than 2 GiB together", -1);
        }
        PixelDescription layout = new PixelDescription(
                p.columns(), p.rows(), p.frames(), p.samplesPerPixel(), decodedPhotometric(p.photometric()), false,
                p.bitsAllocated(), p.bitsStored(), p.bitsStored() - 1, p.signed(), p.floating());
        byte[] all = new byte[(int) (size + (size & 1))];
        return new Canvas(layout, MemorySegment.ofArray(all), false, false);
    }

    /// What the decoder makes of a photometric interpretation: colour transforms of JPEG 2000 are undone, chroma of
    /// JPEG is as fine as luma.
    private static String decodedPhotometric(String p) {
        return switch (p) {
            case "YBR_RCT", "YBR_ICT" -> "RGB";
            case "YBR_FULL_422", "YBR_PARTIAL_422", "YBR_PARTIAL_420" -> "YBR_FULL";
            default -> p;
        };
    }

    PixelDescription layout() {
        return layout;
    }

    MemorySegment bytes() {
        return bytes;
    }

    boolean bigEndian() {
        return bigEndian;
    }

    /// Writes a decoded frame.
    void write(int frame, Frame f) {
        int unit = layout.bitsAllocated() / 8;
        long from = (long) frame * layout.frameBytes();
        MemorySegment.copy(f.samples(), 0, bytes, from, layout.frameBytes());
        if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN && unit > 1) {
            throw new IllegalStateException("big endian machines are not supported");
        }
    }

    /// Fills a box of a frame with one pixel's samples.
    void fill(int frame, TextBox box, double[] samples) {
        for (int row = box.row(); row < box.row() + box.height(); row++) {
            for (int column = box.column(); column < box.column() + box.width(); column++) {
                for (int s = 0; s < samples.length; s++) {
                    set(frame, (long) row * layout.columns() + column, s, samples[s]);
                }
            }
        }
    }

    private void set(int frame, long pixel, int sample, double value) {
        long pixels = (long) layout.columns() * layout.rows();
        if (layout.bitsAllocated() == 1) {
            long bit = frame * pixels + pixel;
            int mask = 1 << (bit & 7);
            int old = bytes.get(ValueLayout.JAVA_BYTE, bit >>> 3);
            bytes.set(ValueLayout.JAVA_BYTE, bit >>> 3, (byte) (value != 0 ? old | mask : old & ~mask));
            return;
        }
        if (halfChroma) {
            // Y1 Y2 Cb Cr for two pixels side by side (PS3.3 C.7.6.3.1.2).
            long at = frame * pixels * 2 + pixel / 2 * 4 + (sample == 0 ? pixel % 2 : sample + 1);
            bytes.set(ValueLayout.JAVA_BYTE, at, (byte) (int) value);
            return;
        }
        int spp = layout.samplesPerPixel();
        long index = frame * pixels * spp + (layout.planar() ? sample * pixels + pixel : pixel * spp + sample);
        store(index, value);
    }

    private void store(long index, double value) {
        ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int low = layout.floating() ? 0 : layout.highBit() - layout.bitsStored() + 1;
        long stored = layout.floating() ? 0 : ((long) value & (1L << layout.bitsStored()) - 1) << low;
        switch (layout.bitsAllocated()) {
            case 8 -> bytes.set(ValueLayout.JAVA_BYTE, index, (byte) stored);
            case 16 -> bytes.set(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), index * 2, (short) stored);
            case 32 -> bytes.set(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), index * 4,
                    layout.floating() ? Float.floatToRawIntBits((float) value) : (int) stored);
            default -> bytes.set(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), index * 8, value);
        }
    }
}
