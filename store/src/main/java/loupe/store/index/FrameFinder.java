package loupe.store.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;

/// Finds where frames lie in pixel data (PS3.5 sections 8.1.1 and A.4, PS3.3 C.7.6.3.1.8).
final class FrameFinder {
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int ITEM_HEADER = 8;

    private FrameFinder() {}

    static Optional<Element> pixels(DataSet data) {
        return data.get(Tag.PixelData)
                .or(() -> data.get(Tag.FloatPixelData))
                .or(() -> data.get(Tag.DoubleFloatPixelData));
    }

    static PixelLayout layout(DataSet data) {
        int frames = Math.max(1, data.integer(Tag.NumberOfFrames, 1));
        Element e = pixels(data).orElse(null);
        return switch (e) {
            case null -> new PixelLayout.None();
            case Element.Sequence s -> new PixelLayout.None();
            case Element.Value v ->
                new PixelLayout.Native(
                        v.tag(), v.vr(), v.bigEndian(), v.bytes().byteSize(), frames, frameBits(data, frames, v));
            case Element.Fragments f ->
                new PixelLayout.Encapsulated(
                        f.tag(),
                        f.vr(),
                        f.offsetTable().toArray(ValueLayout.JAVA_BYTE),
                        FragmentSizes.of(f.fragments().stream().map(MemorySegment::byteSize).toList()),
                        firstFragments(data, f, frames),
                        frames);
        };
    }

    private static long frameBits(DataSet data, int frames, Element.Value v) {
        long pixels = (long) data.integer(Tag.Rows, 0) * data.integer(Tag.Columns, 0);
        String photometric = data.string(Tag.PhotometricInterpretation, "");
        // Two chroma samples are shared by two pixels (PS3.3 C.7.6.3.1.2).
        boolean halved = photometric.equals("YBR_FULL_422") || photometric.equals("YBR_PARTIAL_422");
        long samples = halved ? 2 : data.integer(Tag.SamplesPerPixel, 1);
        int allocated =
                switch (v.tag()) {
                    case Tag.FloatPixelData -> 32;
                    case Tag.DoubleFloatPixelData -> 64;
                    default -> data.integer(Tag.BitsAllocated, 0);
                };
        long bits = pixels * samples * allocated;
        // One frame whose size is not told is the whole value.
        return bits == 0 && frames == 1 ? v.bytes().byteSize() * 8 : bits;
    }

    private static List<Integer> firstFragments(DataSet data, Element.Fragments f, int frames) {
        int n = f.fragments().size();
        if (n == 0) {
            return List.of();
        }
        if (frames == 1) {
            return List.of(0);
        }
        List<Long> extended = data.bytes(Tag.ExtendedOffsetTable)
                .map(m -> longs(m, LONG.byteSize()))
                .orElse(List.of());
        return byTable(f, extended, frames)
                .or(() -> byTable(f, longs(f.offsetTable(), INT.byteSize()), frames))
                .or(() -> n == frames ? Optional.of(counting(n)) : Optional.empty())
                .or(() -> byStart(f, frames))
                .orElse(List.of());
    }

    private static List<Integer> counting(int n) {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            out.add(i);
        }
        return out;
    }

    private static List<Long> longs(MemorySegment m, long unit) {
        List<Long> out = new ArrayList<>();
        for (long at = 0; at + unit <= m.byteSize(); at += unit) {
            out.add(unit == 8 ? m.get(LONG, at) : m.get(INT, at) & 0xffffffffL);
        }
        return out;
    }

    /// Offsets count from the first fragment's item tag, item headers and padding included.
    private static Optional<List<Integer>> byTable(Element.Fragments f, List<Long> offsets, int frames) {
        if (offsets.size() != frames) {
            return Optional.empty();
        }
        Map<Long, Integer> starts = new HashMap<>();
        long at = 0;
        for (int i = 0; i < f.fragments().size(); i++) {
            starts.put(at, i);
            long size = f.fragments().get(i).byteSize();
            at += ITEM_HEADER + size + (size & 1);
        }
        List<Integer> first = new ArrayList<>();
        for (long o : offsets) {
            Integer i = starts.get(o);
            if (i == null || (first.isEmpty() ? i != 0 : i <= first.getLast())) {
                return Optional.empty();
            }
            first.add(i);
        }
        return Optional.of(first);
    }

    /// A fragment that begins with a start-of-image or start-of-codestream marker begins a frame.
    private static Optional<List<Integer>> byStart(Element.Fragments f, int frames) {
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < f.fragments().size(); i++) {
            MemorySegment m = f.fragments().get(i);
            int start = m.byteSize() < 4 ? 0 : m.get(INT.withOrder(ByteOrder.BIG_ENDIAN), 0);
            if (start >>> 8 == 0xffd8ff || start == 0xff4fff51) {
                first.add(i);
            }
        }
        return first.size() == frames && first.getFirst() == 0 ? Optional.of(first) : Optional.empty();
    }
}
