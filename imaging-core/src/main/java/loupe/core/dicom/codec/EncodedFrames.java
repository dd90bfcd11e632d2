package loupe.core.dicom.codec;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;

/// Where each frame's encoded bytes lie in an instance's pixel data.
///
/// Fragments are joined into frames by the extended or basic offset table, one fragment a frame, or codestream ends.
public final class EncodedFrames {
    private static final ValueLayout.OfInt LE_INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LE_LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final PixelDescription description;
    private final boolean bigEndian;
    private final IntFunction<MemorySegment> frames;

    private EncodedFrames(PixelDescription description, boolean bigEndian, IntFunction<MemorySegment> frames) {
        this.description = description;
        this.bigEndian = bigEndian;
        this.frames = frames;
    }

    /// Whether a data set has pixels at all.
    public static boolean present(DataSet d) {
        return d.contains(Tag.PixelData) || d.contains(Tag.FloatPixelData) || d.contains(Tag.DoubleFloatPixelData);
    }

    /// Finds the frames.
    ///
    /// @throws DicomException if there are no pixels, the description is impossible or the data is too short for it
    public static EncodedFrames of(DataSet d, TransferSyntax syntax) throws DicomException {
        PixelDescription p = PixelDescription.of(d);
        Element e = d.get(Tag.PixelData)
                .or(() -> d.get(Tag.FloatPixelData))
                .or(() -> d.get(Tag.DoubleFloatPixelData))
                .orElseThrow(() -> new DicomException("the instance has no pixel data", -1));
        return switch (e) {
            case Element.Value v -> new EncodedFrames(p, v.bigEndian(), split(v.bytes(), p));
            case Element.Fragments f -> {
                List<List<MemorySegment>> parts = join(d, f, p.frames());
                yield new EncodedFrames(p, syntax.bigEndian(), i -> joined(parts.get(i)));
            }
            case Element.Sequence s -> throw new DicomException("the pixel data is a sequence", -1);
        };
    }

    /// The checked Image Pixel attributes.
    public PixelDescription description() {
        return description;
    }

    /// Number of frames.
    public int count() {
        return description.frames();
    }

    /// Byte order of native samples.
    public boolean bigEndian() {
        return bigEndian;
    }

    /// Encoded bytes of one frame; 1-bit frames are given from the byte they begin in (see [#firstBit(int)]).
    ///
    /// @throws IndexOutOfBoundsException if there is no such frame
    public MemorySegment bytes(int frame) {
        return frames.apply(Objects.checkIndex(frame, count()));
    }

    private static MemorySegment joined(List<MemorySegment> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (MemorySegment m : parts) {
            all.writeBytes(m.toArray(ValueLayout.JAVA_BYTE));
        }
        return MemorySegment.ofArray(all.toByteArray()).asReadOnly();
    }

    /// Bit of the first byte in which a native 1-bit frame begins; 0 otherwise.
    public int firstBit(int frame) {
        return description.bitsAllocated() == 1 ? (int) (frame * description.samplesPerFrame() % 8) : 0;
    }

    private static IntFunction<MemorySegment> split(MemorySegment all, PixelDescription p) throws DicomException {
        long bitsPerFrame = bitsPerFrame(p);
        // A frame has fewer than 2^34 bits and there are fewer than 2^31 of them.
        if (Math.multiplyHigh(bitsPerFrame, (long) p.frames()) != 0
                || bitsPerFrame * p.frames() < 0
                || all.byteSize() < (bitsPerFrame * p.frames() + 7) / 8) {
            throw new DicomException(
                    "the pixel data has " + all.byteSize() + " bytes, too few for its size and Number of Frames", -1);
        }
        return i -> {
            long from = i * bitsPerFrame / 8;
            long to = ((i + 1) * bitsPerFrame + 7) / 8;
            return all.asSlice(from, to - from);
        };
    }

    /// Bits a native frame takes; frames follow each other without padding.
    static long bitsPerFrame(PixelDescription p) {
        long samples = p.samplesPerFrame() * p.bitsAllocated();
        boolean half = p.photometric().equals("YBR_FULL_422") && p.samplesPerPixel() == 3;
        return half ? samples / 3 * 2 : samples;
    }

    private static List<List<MemorySegment>> join(DataSet d, Element.Fragments f, int frames) throws DicomException {
        List<MemorySegment> parts = f.fragments();
        if (parts.isEmpty()) {
            throw new DicomException("the encapsulated pixel data has no fragment", -1);
        }
        if (frames == 1) {
            return List.of(parts);
        }
        long[] starts = offsets(d, f, frames);
        if (starts.length == frames) {
            return byOffset(parts, starts);
        }
        if (parts.size() == frames) {
            return parts.stream().map(List::of).toList();
        }
        return byCodestream(parts, frames);
    }

    /// Where each frame's first fragment begins, by the extended or basic offset table; empty where there is none.
    static long[] offsets(DataSet d, Element.Fragments f, int frames) {
        MemorySegment extended = d.bytes(Tag.ExtendedOffsetTable).orElse(MemorySegment.ofArray(new byte[0]));
        if (extended.byteSize() == 8L * frames) {
            return java.util.stream.IntStream.range(0, frames)
                    .mapToLong(i -> extended.getAtIndex(LE_LONG, i))
                    .toArray();
        }
        if (f.offsetTable().byteSize() == 4L * frames) {
            return java.util.stream.IntStream.range(0, frames)
                    .mapToLong(i -> f.offsetTable().getAtIndex(LE_INT, i) & 0xffffffffL)
                    .toArray();
        }
        return new long[0];
    }

    private static List<List<MemorySegment>> byOffset(List<MemorySegment> parts, long[] starts) throws DicomException {
        List<List<MemorySegment>> out = new ArrayList<>();
        long at = 0;
        int frame = -1;
        for (MemorySegment m : parts) {
            if (frame + 1 < starts.length && at == starts[frame + 1]) {
                frame++;
                out.add(new ArrayList<>());
            }
            if (frame < 0) {
                throw new DicomException("the offset table does not start at the first fragment", -1);
            }
            out.get(frame).add(m);
            at += 8 + m.byteSize() + (m.byteSize() & 1);
        }
        if (out.size() != starts.length) {
            throw new DicomException("the offset table points between fragments", -1);
        }
        return out;
    }

    /// A JPEG family codestream begins with FFD8 or FF4F.
    static boolean beginsCodestream(MemorySegment m) {
        int a = m.byteSize() > 1 ? m.get(ValueLayout.JAVA_BYTE, 0) & 0xff : 0;
        int b = m.byteSize() > 1 ? m.get(ValueLayout.JAVA_BYTE, 1) & 0xff : 0;
        return a == 0xff && (b == 0xd8 || b == 0x4f);
    }

    /// Each beginning starts a frame.
    private static List<List<MemorySegment>> byCodestream(List<MemorySegment> parts, int frames) throws DicomException {
        List<List<MemorySegment>> out = new ArrayList<>();
        for (MemorySegment m : parts) {
            if (beginsCodestream(m) || out.isEmpty()) {
                out.add(new ArrayList<>());
            }
            out.getLast().add(m);
        }
        if (out.size() != frames) {
            throw new DicomException(
                    "found " + out.size() + " codestreams for " + frames + " frames, and no offset table", -1);
        }
        return out;
    }
}
