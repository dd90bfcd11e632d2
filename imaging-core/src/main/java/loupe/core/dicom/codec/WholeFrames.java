package loupe.core.dicom.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// What can be used of a file that ends too early: the frames that are there from the first to the last byte.
///
/// A frame of which a part is missing is never kept: it would look like a whole one.
///
/// @param data the data set with those frames only
/// @param frames how many they are, 1 or more
/// @param of how many the file says there are
public record WholeFrames(DataSet data, int frames, int of) {
    /// Looks which frames are whole.
    ///
    /// @param file a truncated one
    /// @throws DicomException if nothing can be used; the message says why
    public static WholeFrames of(DicomFile file) throws DicomException {
        DataSet d = file.data();
        if (file.cutPixels().isEmpty()) {
            if (!EncodedFrames.present(d)) {
                throw new DicomException("the file is cut short", -1);
            }
            int all = EncodedFrames.of(d, file.syntax()).count();
            return new WholeFrames(d, all, all);
        }
        Element pixels = file.cutPixels().get();
        PixelDescription p = PixelDescription.of(d.toBuilder().put(pixels).build());
        int whole = switch (pixels) {
            case Element.Value v -> (int) Math.min(p.frames(), v.bytes().byteSize() * 8 / EncodedFrames.bitsPerFrame(p));
            case Element.Fragments f -> whole(d, f, p.frames(), file.syntax());
            case Element.Sequence s -> 0;
        };
        if (whole == 0) {
            throw new DicomException("the file is cut short inside its first frame", -1);
        }
        if (whole == p.frames()) {
            return new WholeFrames(d.toBuilder().put(pixels).build(), whole, whole);
        }
        if (d.contains(Tag.TotalPixelMatrixColumns) || d.contains(Tag.SegmentSequence)) {
            throw new DicomException("the file is cut short, and its frames belong together", -1);
        }
        return new WholeFrames(shortened(d, pixels, p, whole), whole, p.frames());
    }

    /// Whole frames among the fragments that are there. The last frame begun is whole if its stream ends as it must.
    private static int whole(DataSet d, Element.Fragments f, int frames, TransferSyntax syntax) {
        List<MemorySegment> parts = f.fragments();
        if (parts.isEmpty()) {
            return 0;
        }
        int begun = begun(d, f, frames, syntax);
        return begun == 0 || ends(parts.getLast(), syntax) ? begun : begun - 1;
    }

    private static int begun(DataSet d, Element.Fragments f, int frames, TransferSyntax syntax) {
        if (frames == 1) {
            return 1;
        }
        long[] starts = EncodedFrames.offsets(d, f, frames);
        if (starts.length == frames) {
            long there = f.fragments().stream().mapToLong(m -> 8 + m.byteSize() + (m.byteSize() & 1)).sum();
            return (int) java.util.Arrays.stream(starts).filter(s -> s < there).count();
        }
        if (syntax.uid().equals(TransferSyntax.RLE)) {
            return Math.min(frames, f.fragments().size()); // PS3.5 A.4.2: one fragment a frame
        }
        return (int) Math.min(frames, f.fragments().stream().filter(EncodedFrames::beginsCodestream).count());
    }

    /// JPEG, JPEG-LS and JPEG 2000 streams end with FFD9, perhaps padded; an RLE fragment is a frame.
    private static boolean ends(MemorySegment m, TransferSyntax syntax) {
        if (syntax.uid().equals(TransferSyntax.RLE)) {
            return true;
        }
        for (long at = m.byteSize() - 2; at >= Math.max(0, m.byteSize() - 4); at--) {
            if (m.get(ValueLayout.JAVA_BYTE, at) == (byte) 0xff && m.get(ValueLayout.JAVA_BYTE, at + 1) == (byte) 0xd9) {
                return true;
            }
        }
        return false;
    }

    private static DataSet shortened(DataSet d, Element pixels, PixelDescription p, int whole) throws DicomException {
        DataSet.Builder out = d.toBuilder()
                .put(Tag.NumberOfFrames, Vr.IS, Integer.toString(whole))
                .remove(Tag.ExtendedOffsetTable)
                .remove(Tag.ExtendedOffsetTableLengths)
                .put(switch (pixels) {
                    case Element.Value v -> new Element.Value(v.tag(), v.vr(), bytes(v, p, whole), v.bigEndian());
                    case Element.Fragments f -> fragments(d, f, p.frames(), whole);
                    case Element.Sequence s -> s;
                });
        List<DataSet> groups = d.items(Tag.PerFrameFunctionalGroupsSequence);
        if (groups.size() > whole) {
            out.put(Tag.PerFrameFunctionalGroupsSequence, groups.subList(0, whole));
        }
        List<String> times = d.strings(Tag.FrameTimeVector);
        if (times.size() > whole) {
            out.put(Tag.FrameTimeVector, Vr.DS, times.subList(0, whole).toArray(String[]::new));
        }
        return out.build();
    }

    private static MemorySegment bytes(Element.Value v, PixelDescription p, int whole) {
        return v.bytes().asSlice(0, (EncodedFrames.bitsPerFrame(p) * whole + 7) / 8);
    }

    /// The fragments of the whole frames, with no offset table: one fragment a frame, or streams with beginnings of their own.
    private static Element fragments(DataSet d, Element.Fragments f, int frames, int whole) throws DicomException {
        long[] starts = EncodedFrames.offsets(d, f, frames);
        List<MemorySegment> parts = f.fragments();
        int kept = 0;
        int begun = 0;
        long at = 0;
        for (MemorySegment m : parts) {
            boolean begins = starts.length == frames
                    ? begun < frames && at == starts[begun]
                    : EncodedFrames.beginsCodestream(m) || begun == 0 || parts.size() <= frames;
            begun += begins ? 1 : 0;
            kept += begun <= whole ? 1 : 0;
            at += 8 + m.byteSize() + (m.byteSize() & 1);
        }
        if (kept > whole && starts.length == frames
                && IntStream.range(1, kept).filter(i -> EncodedFrames.beginsCodestream(parts.get(i))).count() + 1 != whole) {
            throw new DicomException("the file is cut short, and its fragments cannot be told apart", -1);
        }
        return new Element.Fragments(f.tag(), f.vr(), MemorySegment.ofArray(new byte[0]), parts.subList(0, kept));
    }
}
