package loupe.deid.encoding;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.codec.PixelDescription;
import loupe.core.image.Frame;

/// Bits of stored pixels that are no part of their values (above High Bit or below the lowest stored one, PS3.5 8.1.1):
/// retired overlays lie there, and anything else can be hidden there. A sign carried on upwards is none.
public final class UnusedBits {
    private UnusedBits() {}

    /// Whether any pixel has such a bit set. Codestreams of the JPEG family can have one only if their
    /// own precision is greater than Bits Stored.
    ///
    /// @throws DicomException if a frame cannot be decoded
    public static boolean areSet(EncodedFrames frames, TransferSyntax syntax) throws DicomException {
        PixelDescription p = frames.description();
        if (p.floating() || p.bitsAllocated() == 1 || p.bitsStored() == p.bitsAllocated()) {
            return false;
        }
        boolean plain = !syntax.encapsulated();
        for (int i = 0; i < frames.count(); i++) {
            int precision = plain ? 0 : Codestreams.precision(frames.bytes(i));
            if (precision > 0 && precision <= p.bitsStored()) {
                continue;
            }
            boolean set = plain
                    ? areSet(frames.bytes(i), p, frames.bigEndian())
                    : areSet(decodedWhole(frames, syntax, i), p, false);
            if (set) {
                return true;
            }
        }
        return false;
    }

    /// All bits of a compressed frame's samples.
    private static MemorySegment decodedWhole(EncodedFrames frames, TransferSyntax syntax, int i) throws DicomException {
        PixelDescription p = frames.description();
        PixelDescription whole = new PixelDescription(
                p.columns(), p.rows(), p.frames(), p.samplesPerPixel(), p.photometric(), p.planar(),
                p.bitsAllocated(), p.bitsAllocated(), p.bitsAllocated() - 1, p.signed(), false);
        Frame f = PixelDecoder.decode(
                new PixelDecoder.EncodedFrame(whole, syntax, frames.bytes(i), frames.bigEndian(), frames.firstBit(i)));
        return f.samples();
    }

    private static boolean areSet(MemorySegment m, PixelDescription p, boolean big) {
        int low = p.highBit() - p.bitsStored() + 1;
        long value = (1L << p.bitsStored()) - 1 << low;
        long all = p.bitsAllocated() == 32 ? 0xffffffffL : (1L << p.bitsAllocated()) - 1;
        long above = all & ~((1L << p.highBit() + 1) - 1);
        ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ValueLayout.OfShort words = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order);
        ValueLayout.OfInt longs = ValueLayout.JAVA_INT_UNALIGNED.withOrder(order);
        int unit = p.bitsAllocated() / 8;
        for (long at = 0; at + unit <= m.byteSize(); at += unit) {
            long v = switch (unit) {
                case 1 -> m.get(ValueLayout.JAVA_BYTE, at);
                case 2 -> m.get(words, at);
                default -> m.get(longs, at);
            };
            long outside = v & all & ~value;
            boolean carried = p.signed() && (v >> p.highBit() & 1) == 1 && outside == above;
            if (outside != 0 && !carried) {
                return true;
            }
        }
        return false;
    }
}
