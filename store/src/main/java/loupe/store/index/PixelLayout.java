package loupe.store.index;

import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.Vr;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.fault.StoreException;

/// How an instance's pixel bytes lie in its object, and where each frame is.
public sealed interface PixelLayout {
    /// Number of frames.
    int frames();

    /// Bytes of the object, before padding.
    long length();

    /// Where a frame lies.
    ///
    /// @throws StoreException FRAMES_UNKNOWN where that cannot be told
    Range frame(int index) throws StoreException;

    /// A part of the object.
    ///
    /// @param offset first byte
    /// @param length bytes
    /// @param bitOffset bit of the first byte the frame begins at, from the least significant
    record Range(long offset, int length, int bitOffset) {}

    /// No pixel data.
    record None() implements PixelLayout {
        @Override
        public int frames() {
            return 0;
        }

        @Override
        public long length() {
            return 0;
        }

        @Override
        public Range frame(int index) {
            throw new IndexOutOfBoundsException(index);
        }
    }

    /// One value, frames following each other without padding (PS3.5 8.1.1).
    ///
    /// @param tag pixel data, float or double float pixel data
    /// @param vr as it was
    /// @param bigEndian byte order of numbers
    /// @param length bytes of the value
    /// @param frames number of frames
    /// @param frameBits bits of one frame; 0 where it cannot be told
    record Native(int tag, Vr vr, boolean bigEndian, long length, int frames, long frameBits) implements PixelLayout {
        @Override
        public Range frame(int index) throws StoreException {
            java.util.Objects.checkIndex(index, frames);
            long from = index * frameBits;
            long to = from + frameBits;
            if (frameBits <= 0 || (to + 7) / 8 > length || frameBits / 8 > Integer.MAX_VALUE - 16) {
                throw unknown();
            }
            return new Range(from / 8, (int) ((to + 7) / 8 - from / 8), (int) (from % 8));
        }
    }

    /// Fragments, joined in the object without their item headers.
    ///
    /// @param tag pixel data
    /// @param vr as it was
    /// @param offsetTable bytes of the basic offset table
    /// @param fragments bytes of each fragment
    /// @param first index of each frame's first fragment; empty where that cannot be told
    /// @param frames number of frames
    @SuppressWarnings("ArrayRecordComponent")
    record Encapsulated(int tag, Vr vr, byte[] offsetTable, FragmentSizes fragments, List<Integer> first, int frames)
            implements PixelLayout {
        /// Copies the list.
        public Encapsulated {
            first = List.copyOf(first);
        }

        @Override
        public long length() {
            return fragments.before(fragments.size());
        }

        @Override
        public Range frame(int index) throws StoreException {
            java.util.Objects.checkIndex(index, frames);
            if (first.size() != frames) {
                throw unknown();
            }
            int from = first.get(index);
            int to = index + 1 < frames ? first.get(index + 1) : fragments.size();
            long bytes = fragments.before(to) - fragments.before(from);
            if (bytes > Integer.MAX_VALUE - 16) {
                throw unknown();
            }
            return new Range(fragments.before(from), (int) bytes, 0);
        }
    }

    private static StoreException unknown() {
        return new StoreException(
                StoreException.Kind.FRAMES_UNKNOWN,
                "The place of this frame in the pixel data cannot be told; the image is kept and can be exported.");
    }

    /// Writes a layout.
    static void write(PixelLayout layout, ByteSink out) {
        switch (layout) {
            case None n -> out.u8(0);
            case Native n ->
                out.u8(1)
                        .i32(n.tag)
                        .text(n.vr.name())
                        .u8(n.bigEndian ? 1 : 0)
                        .i64(n.length)
                        .i32(n.frames)
                        .i64(n.frameBits);
            case Encapsulated e -> {
                out.u8(2).i32(e.tag).text(e.vr.name()).bytes(e.offsetTable).i32(e.fragments.size());
                e.fragments.forEach(out::i64);
                out.i32(e.first.size());
                e.first.forEach(out::i32);
                out.i32(e.frames);
            }
        }
    }

    /// Reads a layout.
    static PixelLayout read(ByteSource in) throws StoreException {
        int kind = in.u8();
        if (kind == 0) {
            return new None();
        }
        int tag = in.i32();
        Vr vr = Vr.valueOf(in.text());
        if (kind == 1) {
            return new Native(tag, vr, in.u8() == 1, in.i64(), in.i32(), in.i64());
        }
        byte[] table = in.bytes();
        List<Long> fragments = new ArrayList<>();
        for (int n = in.count(8); n > 0; n--) {
            fragments.add(in.i64());
        }
        List<Integer> first = new ArrayList<>();
        for (int n = in.count(4); n > 0; n--) {
            first.add(in.i32());
        }
        return new Encapsulated(tag, vr, table, FragmentSizes.of(fragments), first, in.i32());
    }
}
