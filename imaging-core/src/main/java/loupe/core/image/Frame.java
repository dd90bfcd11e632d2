package loupe.core.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// One decoded picture: stored values, sign-extended and without overlay bits, before any value transform.
///
/// Samples of a pixel lie side by side (R, G, B), rows top to bottom, in native byte order. Immutable; safe for any
/// thread.
public final class Frame {
    /// How a sample is stored.
    public enum Format {
        U8(1),
        S8(1),
        U16(2),
        S16(2),
        U32(4),
        S32(4),
        F32(4),
        F64(8);

        private final int bytes;

        Format(int bytes) {
            this.bytes = bytes;
        }

        /// Bytes a sample takes.
        public int bytes() {
            return bytes;
        }
    }

    private final int columns;
    private final int rows;
    private final int samplesPerPixel;
    private final Format format;
    private final MemorySegment samples;

    /// @param columns pixels in a row
    /// @param rows rows
    /// @param samplesPerPixel 1 or 3 (4 for retired colour spaces)
    /// @param format how a sample is stored
    /// @param samples columns x rows x samplesPerPixel samples in native order
    /// @throws IllegalArgumentException if the memory has another size
    public Frame(int columns, int rows, int samplesPerPixel, Format format, MemorySegment samples) {
        long need = Math.multiplyExact((long) columns * rows, (long) samplesPerPixel * format.bytes());
        if (samples.byteSize() != need) {
            throw new IllegalArgumentException(
                    "a frame of this size has " + need + " bytes, got " + samples.byteSize());
        }
        this.columns = columns;
        this.rows = rows;
        this.samplesPerPixel = samplesPerPixel;
        this.format = format;
        this.samples = samples.asReadOnly();
    }

    /// Pixels in a row.
    public int columns() {
        return columns;
    }

    /// Rows.
    public int rows() {
        return rows;
    }

    /// Samples of one pixel.
    public int samplesPerPixel() {
        return samplesPerPixel;
    }

    /// How a sample is stored.
    public Format format() {
        return format;
    }

    /// All samples, read-only, native byte order.
    public MemorySegment samples() {
        return samples;
    }

    /// The value of one sample.
    ///
    /// @param index (row * columns + column) * samplesPerPixel + channel
    public double sample(long index) {
        return switch (format) {
            case U8 -> samples.getAtIndex(ValueLayout.JAVA_BYTE, index) & 0xff;
            case S8 -> samples.getAtIndex(ValueLayout.JAVA_BYTE, index);
            case U16 -> samples.getAtIndex(SHORT, index) & 0xffff;
            case S16 -> samples.getAtIndex(SHORT, index);
            case U32 -> samples.getAtIndex(INT, index) & 0xffffffffL;
            case S32 -> samples.getAtIndex(INT, index);
            case F32 -> samples.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index);
            case F64 -> samples.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, index);
        };
    }

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
}
