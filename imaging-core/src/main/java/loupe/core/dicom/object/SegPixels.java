package loupe.core.dicom.object;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.image.Frame;

/// A segmentation's frames, as pixels or as bits 64 to a word.
final class SegPixels {
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int GIVE_BACK = 64;

    private final EncodedFrames frames;
    private final TransferSyntax syntax;
    private final double scale;
    private final boolean binary;

    /// @param binary whether a voxel is set by any value but 0, however many bits it is stored in
    /// @param scale what a stored fraction is multiplied with to lie in 0 to 1
    SegPixels(EncodedFrames frames, TransferSyntax syntax, boolean binary, double scale) throws DicomException {
        if (frames.description().samplesPerPixel() != 1) {
            throw new DicomException("a segmentation has one sample a pixel", -1);
        }
        this.frames = frames;
        this.syntax = syntax;
        this.scale = scale;
        this.binary = binary;
    }

    int columns() {
        return frames.description().columns();
    }

    int rows() {
        return frames.description().rows();
    }

    /// What a stored fraction is multiplied with to lie in 0 to 1.
    double scale() {
        return scale;
    }

    Frame frame(int index) throws DicomException {
        return PixelDecoder.decode(frames, syntax, index);
    }

    /// Set voxels of a frame: not 0 in one bit, at least one half in more.
    long[] bits(int index) throws DicomException {
        int n = columns() * rows();
        if (!syntax.encapsulated() && frames.description().bitsAllocated() == 1) {
            MemorySegment bytes = frames.bytes(index);
            long[] out = shifted(bytes, frames.firstBit(index), n);
            if (bytes.isMapped() && index % GIVE_BACK == GIVE_BACK - 1) {
                giveBack(index);
            }
            return out;
        }
        Frame frame = frame(index);
        long[] out = new long[n + 63 >>> 6];
        for (int i = 0; i < n; i++) {
            if (binary ? frame.sample(i) != 0 : frame.sample(i) * scale >= 0.5) {
                out[i >>> 6] |= 1L << i;
            }
        }
        return out;
    }

    /// A large file's pages are not needed again and would double what a segmentation takes. The system maps pages around
    /// one that is read, so they go many at a time.
    private void giveBack(int index) {
        for (int i = Math.max(0, index - 2 * GIVE_BACK); i <= index; i++) {
            frames.bytes(i).unload();
        }
    }

    /// Words of a run of bits that begins inside a byte.
    private static long[] shifted(MemorySegment bytes, int first, int n) {
        long[] out = new long[n + 63 >>> 6];
        for (int w = 0; w < out.length; w++) {
            long at = 8L * w;
            long word = word(bytes, at) >>> first;
            if (first > 0 && at + 8 < bytes.byteSize()) {
                word |= (long) (bytes.get(ValueLayout.JAVA_BYTE, at + 8) & 0xff) << 64 - first;
            }
            out[w] = word;
        }
        if ((n & 63) != 0) {
            out[out.length - 1] &= (1L << n) - 1;
        }
        return out;
    }

    private static long word(MemorySegment bytes, long at) {
        if (at + 8 <= bytes.byteSize()) {
            return bytes.get(WORD, at);
        }
        long word = 0;
        for (long i = at; i < bytes.byteSize(); i++) {
            word |= (bytes.get(ValueLayout.JAVA_BYTE, i) & 0xffL) << 8 * (i - at);
        }
        return word;
    }
}
