package loupe.core.dicom;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Reads DICOM Part 10 files and bare data sets within stated limits.
public final class DicomReader {
    /// Where the first element of the first item has its VR, if it has one: after the item's tag and length and its own tag.
    private static final long FIRST_VR = 12;

    private static final long HEAP_UP_TO = 64L << 20;
    private static final int FIRST_BYTES = 1 << 15;

    private final Limits limits;

    /// A reader with limits.
    public DicomReader(Limits limits) {
        this.limits = limits;
    }

    /// A reader with the usual limits.
    public static DicomReader usual() {
        return new DicomReader(Limits.USUAL);
    }

    /// Reads a file whole; values stay slices of its bytes (on the heap up to 64 MiB, mapped above).
    ///
    /// @throws DicomException if it is no DICOM file or breaks a limit
    /// @throws IOException if it cannot be read
    public DicomFile read(Path file) throws IOException {
        return read(bytes(file));
    }

    /// Reads a file up to its pixel data, from as much of its beginning as that takes; nothing of the pixels is read.
    ///
    /// @throws DicomException if it is no DICOM file or breaks a limit
    /// @throws IOException if it cannot be read
    public DicomFile header(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            for (int take = FIRST_BYTES; ; take = (int) Math.min(16L * take, Integer.MAX_VALUE - 64)) {
                int n = (int) Math.min(take, size);
                ByteBuffer bytes = ByteBuffer.allocate(n);
                while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {}
                boolean whole = n == size || n == Integer.MAX_VALUE - 64;
                MemorySegment start = MemorySegment.ofArray(bytes.array()).asReadOnly();
                Optional<DicomFile> read = header(start, whole);
                if (read.isPresent()) {
                    return read.get();
                }
            }
        }
    }

    /// The header in the beginning of a file; empty where more of it is needed.
    private Optional<DicomFile> header(MemorySegment start, boolean whole) throws DicomException {
        if (whole) {
            return Optional.of(read(start));
        }
        try {
            DicomFile f = read(start, true);
            return f.truncated() ? Optional.empty() : Optional.of(f);
        } catch (DicomException e) {
            // What was cut off may be what is missing.
            return Optional.empty();
        }
    }

    /// A file's bytes, on the heap up to 64 MiB, mapped above.
    public static MemorySegment bytes(Path file) throws IOException {
        long size = Files.size(file);
        if (size <= HEAP_UP_TO) {
            return MemorySegment.ofArray(Files.readAllBytes(file)).asReadOnly();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto());
        }
    }

    /// Reads a file's bytes.
    ///
    /// @throws DicomException if they are no DICOM file or break a limit
    public DicomFile read(MemorySegment bytes) throws DicomException {
        return read(bytes, false);
    }

    private DicomFile read(MemorySegment bytes, boolean headerOnly) throws DicomException {
        List<String> warnings = new ArrayList<>();
        Opened opened = open(bytes, warnings);
        Filled filled = fill(opened.cursor, headerOnly);
        if (filled.data.elements().isEmpty()) {
            throw new DicomException("no data element could be read; this is not a DICOM file", opened.from);
        }
        if (filled.truncated) {
            warnings.add("the file ends inside an element; what was complete is kept");
        }
        if (filled.stray) {
            warnings.add("item delimiters stand where none belongs");
        }
        return new DicomFile(opened.syntax, opened.meta, filled.data, filled.truncated, filled.cutPixels, warnings);
    }

    /// A file whose data set is about to be gone through.
    ///
    /// @param meta file meta information
    /// @param syntax how the data set is encoded
    /// @param cursor before its first element
    /// @param from where it begins in the file
    record Opened(DataSet meta, TransferSyntax syntax, DicomCursor cursor, long from) {}

    /// Finds the data set in a file's bytes.
    ///
    /// @param warnings takes what is odd
    Opened open(MemorySegment bytes, List<String> warnings) throws DicomException {
        long from = start(bytes, warnings);
        DataSet meta = DataSet.empty();
        TransferSyntax syntax;
        if (bytes.byteSize() >= from + 8 && group(bytes, from) == 2) {
            long[] end = new long[1];
            meta = meta(bytes, from, end);
            from = end[0];
            syntax = TransferSyntax.of(meta.string(Tag.TransferSyntaxUID, TransferSyntax.EXPLICIT_LE.uid()));
            if (!meta.contains(Tag.TransferSyntaxUID)) {
                warnings.add("the file meta information names no transfer syntax; guessed");
                syntax = guess(bytes, from);
            }
        } else {
            warnings.add("the file has no file meta information; transfer syntax guessed");
            syntax = guess(bytes, from);
        }
        if (syntax.deflated()) {
            MemorySegment body = Inflating.inflate(bytes, from, limits);
            return new Opened(meta, syntax, new DicomCursor(body, 0, from, syntax, limits), from);
        }
        return new Opened(meta, syntax, new DicomCursor(bytes, from, 0, syntax, limits), from);
    }

    /// Reads a bare data set, as it stands inside another encoding.
    ///
    /// @throws DicomException if it is malformed or ends inside an element
    public DataSet readBare(MemorySegment bytes, TransferSyntax syntax) throws DicomException {
        Filled read = fill(new DicomCursor(bytes, 0, 0, syntax, limits), false);
        if (read.truncated) {
            throw new DicomException("the data set ends inside an element", bytes.byteSize());
        }
        return read.data;
    }

    /// Reads the items of a sequence that came as the bytes of one value of VR UN, however they were written: they should be
    /// implicit (PS3.5 6.2.2) and are explicit in some files. Where the first element has a VR explicit is tried first, since the
    /// letters of a VR make a length that few elements have, and an implicit reader would take such an item for one long value.
    ///
    /// @return empty if the value does not read whole either way
    public Optional<List<DataSet>> readUnknownItems(MemorySegment value) {
        boolean hasVr = value.byteSize() >= FIRST_VR + 2
                && Vr.ofCode(value.get(ValueLayout.JAVA_BYTE, FIRST_VR), value.get(ValueLayout.JAVA_BYTE, FIRST_VR + 1)) != null;
        for (TransferSyntax inside : hasVr
                ? List.of(TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE)
                : List.of(TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_LE)) {
            try {
                return Optional.of(readItems(value, inside));
            } catch (DicomException e) {
                continue; // not written this way
            }
        }
        return Optional.empty();
    }

    /// Reads the items of a sequence that came as the bytes of one value.
    ///
    /// @throws DicomException if they are malformed, the value ends inside one or there is none
    public List<DataSet> readItems(MemorySegment value, TransferSyntax syntax) throws DicomException {
        long n = value.byteSize();
        int tag = Tag.ContentSequence;
        boolean shorter = syntax.implicitVr();
        MemorySegment framed = MemorySegment.ofArray(new byte[Math.toIntExact(n + (shorter ? 8 : 12))]);
        ValueLayout.OfInt little = ValueLayout.JAVA_INT_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN);
        framed.set(little, 0, Integer.rotateLeft(tag, 16));
        framed.set(little, 4, shorter ? (int) n : 'S' | 'Q' << 8);
        if (!shorter) {
            framed.set(little, 8, (int) n);
        }
        MemorySegment.copy(value, 0, framed, framed.byteSize() - n, n);
        List<DataSet> items = readBare(framed, syntax).items(tag);
        if (items.isEmpty()) {
            throw new DicomException("the value holds no items", -1);
        }
        return items;
    }

    private static int group(MemorySegment bytes, long at) {
        return bytes.get(ValueLayout.JAVA_BYTE, at) & 0xff | (bytes.get(ValueLayout.JAVA_BYTE, at + 1) & 0xff) << 8;
    }

    private static long start(MemorySegment b, List<String> warnings) throws DicomException {
        if (b.byteSize() >= 132 && prefixAt(b, 128)) {
            Preamble.oddity(b).ifPresent(warnings::add);
            return 132;
        }
        if (b.byteSize() >= 4 && prefixAt(b, 0)) {
            warnings.add("the 128-byte preamble is missing");
            return 4;
        }
        if (b.byteSize() < 8 || !looksLikeDataSet(b)) {
            throw new DicomException("this is not a DICOM file", 0);
        }
        warnings.add("the preamble and DICM prefix are missing");
        return 0;
    }

    private static boolean prefixAt(MemorySegment b, long at) {
        return b.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN), at) == 0x4d434944;
    }

    /// A data set without prefix begins with a low group and a known element or a known VR.
    private static boolean looksLikeDataSet(MemorySegment b) {
        int little = group(b, 0);
        int big = Integer.reverseBytes(little << 16) & 0xffff;
        if (little != 2 && little != 4 && little != 8 && big != 8) {
            return false;
        }
        if (Vr.ofCode(b.get(ValueLayout.JAVA_BYTE, 4), b.get(ValueLayout.JAVA_BYTE, 5)) != null) {
            return true;
        }
        long length = b.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN), 4) & 0xffffffffL;
        int tag = little << 16 | group(b, 2);
        return ((tag & 0xffff) == 0 || Dictionary.entry(tag).isPresent()) && length <= b.byteSize() - 8;
    }

    private static TransferSyntax guess(MemorySegment b, long at) {
        if (b.byteSize() < at + 8) {
            return TransferSyntax.IMPLICIT_LE;
        }
        boolean explicit =
                Vr.ofCode(b.get(ValueLayout.JAVA_BYTE, at + 4), b.get(ValueLayout.JAVA_BYTE, at + 5)) != null;
        if (!explicit) {
            return TransferSyntax.IMPLICIT_LE;
        }
        return group(b, at) > 0xff ? TransferSyntax.EXPLICIT_BE : TransferSyntax.EXPLICIT_LE;
    }

    private DataSet meta(MemorySegment bytes, long from, long[] end) throws DicomException {
        TransferSyntax syntax =
                guess(bytes, from).implicitVr() ? TransferSyntax.IMPLICIT_LE : TransferSyntax.EXPLICIT_LE;
        DicomCursor cursor = new DicomCursor(bytes, from, 0, syntax, limits);
        DataSet.Builder meta = DataSet.builder();
        end[0] = from;
        while (end[0] + 8 <= bytes.byteSize() && group(bytes, end[0]) == 2) {
            DicomCursor.Event e = cursor.next();
            if (e == DicomCursor.Event.END) {
                break;
            }
            if (e != DicomCursor.Event.VALUE) {
                throw new DicomException("the file meta information holds a sequence", cursor.position());
            }
            meta.put(new Element.Value(cursor.tag(), cursor.vr(), cursor.value(), false));
            end[0] = cursor.offset();
        }
        return meta.build();
    }

    private record Filled(DataSet data, boolean truncated, boolean stray, Optional<Element> cutPixels) {}

    private static final class Open {
        final DataSet.Builder items;
        int tag;
        Vr vr = Vr.SQ;
        List<DataSet> done = new ArrayList<>();

        Open(DataSet.Builder items) {
            this.items = items;
        }
    }

    /// Whether the cursor stands on the outermost pixel data, read in full or not.
    private static boolean atPixels(DicomCursor cursor, Deque<Open> open) {
        int tag = cursor.tag();
        return open.size() == 1
                && (tag == Tag.PixelData || tag == Tag.FloatPixelData || tag == Tag.DoubleFloatPixelData)
                && cursor.depth() <= 1;
    }

    private static Filled fill(DicomCursor cursor, boolean headerOnly) throws DicomException {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(DataSet.builder()));
        Deque<Open> sequences = new ArrayDeque<>();
        List<MemorySegment> fragments = new ArrayList<>();
        while (true) {
            Open in = open.getFirst();
            DicomCursor.Event event = cursor.next();
            if (headerOnly && atPixels(cursor, open) && sequences.isEmpty()) {
                return new Filled(in.items.build(), false, cursor.strayEndings(), Optional.empty());
            }
            switch (event) {
                case VALUE ->
                    in.items.put(
                            new Element.Value(cursor.tag(), vr(cursor, open), cursor.value(), cursor.bigEndian()));
                case SEQUENCE -> {
                    Open s = new Open(in.items);
                    s.tag = cursor.tag();
                    s.vr = cursor.vr();
                    sequences.push(s);
                }
                case ITEM -> open.push(new Open(DataSet.itemBuilder(in.items.characterSet())));
                case END_ITEM -> {
                    DataSet item = open.pop().items.build();
                    sequences.getFirst().done.add(item);
                }
                case END_SEQUENCE -> {
                    Open s = sequences.pop();
                    s.items.put(new Element.Sequence(s.tag, s.vr, s.done));
                }
                case FRAGMENTS -> {
                    fragments = new ArrayList<>();
                    in.tag = cursor.tag();
                    in.vr = cursor.vr();
                }
                case FRAGMENT -> fragments.add(cursor.value());
                case END_FRAGMENTS -> in.items.put(fragments(in, fragments));
                case END -> {
                    Filled all = finish(cursor, open, sequences, fragments);
                    return headerOnly ? new Filled(all.data, true, all.stray, all.cutPixels) : all;
                }
            }
        }
    }

    /// The VR as written; where VRs are left out, US/SS follows the Pixel Representation (PS3.5 A.1).
    private static Vr vr(DicomCursor cursor, Deque<Open> open) {
        if (!cursor.implicitVr() || cursor.vr() != Vr.US || !Dictionary.mayBeSigned(cursor.tag())) {
            return cursor.vr();
        }
        return open.stream()
                .flatMap(o -> o.items.value(Tag.PixelRepresentation).stream())
                .findFirst()
                .filter(m -> m.byteSize() == 2 && m.get(ValueLayout.JAVA_BYTE, 0) + m.get(ValueLayout.JAVA_BYTE, 1) == 1)
                .map(m -> Vr.SS)
                .orElse(Vr.US);
    }

    private static Element fragments(Open in, List<MemorySegment> all) {
        return new Element.Fragments(
                in.tag,
                in.vr,
                all.isEmpty() ? MemorySegment.ofArray(new byte[0]) : all.getFirst(),
                all.isEmpty() ? List.of() : all.subList(1, all.size()));
    }

    /// Closes what the end of the file left open, so that complete values inside it are kept.
    private static Filled finish(
            DicomCursor cursor, Deque<Open> open, Deque<Open> sequences, List<MemorySegment> fragments) {
        Open innermost = open.getFirst();
        Optional<Element> cutPixels = Optional.empty();
        if (cursor.truncated() && innermost.tag == Tag.PixelData && !innermost.items.contains(Tag.PixelData)) {
            Element whole = fragments(innermost, fragments);
            innermost.items.put(whole);
            cutPixels = open.size() == 1 ? Optional.of(whole) : cutPixels;
        } else if (cursor.cut() && atPixels(cursor, open) && sequences.isEmpty()) {
            cutPixels = Optional.of(new Element.Value(cursor.tag(), cursor.vr(), cursor.value(), cursor.bigEndian()));
        }
        while (open.size() > 1) {
            DataSet item = open.pop().items.build();
            Open s = sequences.pop();
            s.done.add(item);
            s.items.put(new Element.Sequence(s.tag, s.vr, s.done));
        }
        while (!sequences.isEmpty()) {
            Open s = sequences.pop();
            s.items.put(new Element.Sequence(s.tag, s.vr, s.done));
        }
        return new Filled(open.getFirst().items.build(), cursor.truncated(), cursor.strayEndings(), cutPixels);
    }
}
