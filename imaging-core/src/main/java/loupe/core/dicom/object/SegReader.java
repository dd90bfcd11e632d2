package loupe.core.dicom.object;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.geometry.PatientPoint;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.Stack;

/// Reads binary Segmentation objects back onto the stack they were made for.
public final class SegReader {
    private SegReader() {}

    /// Puts each frame on the slice of the stack that has its position (within a tenth of the slice step).
    ///
    /// @throws DicomException if it is no binary SEG, a frame lies on no slice, or sizes differ
    public static Segmentation read(DataSet seg, Stack stack) throws DicomException {
        if (!seg.string(Tag.SegmentationType, "").equals("BINARY")) {
            throw new DicomException("only binary segmentations are read", -1);
        }
        int n = stack.grid().voxelsPerSlice();
        if (seg.integer(Tag.Columns, 0) != stack.grid().columns() || seg.integer(Tag.Rows, 0) != stack.grid().rows()) {
            throw new DicomException("the segmentation's size differs from the images'", -1);
        }
        List<DataSet> frames = seg.items(Tag.PerFrameFunctionalGroupsSequence);
        MemorySegment bits = seg.bytes(Tag.PixelData).orElse(MemorySegment.ofArray(new byte[0]));
        if (bits.byteSize() * 8 < Math.multiplyExact((long) n, (long) frames.size())) {
            throw new DicomException("the segmentation has fewer bits than its frames need", -1);
        }
        List<DataSet> segments = seg.items(Tag.SegmentSequence);
        List<Mask.Builder> masks = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            masks.add(Mask.builder(stack.grid()));
        }
        for (int f = 0; f < frames.size(); f++) {
            int number = number(frames.get(f), segments.size());
            unpack(bits, (long) f * n, n, masks.get(number - 1), sliceAt(frames.get(f), stack));
        }
        List<Segment> out = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            out.add(segment(segments.get(i), i + 1, masks.get(i).build()));
        }
        return new Segmentation(stack.grid(), out);
    }

    private static int number(DataSet frame, int segments) throws DicomException {
        int number = frame.items(Tag.SegmentIdentificationSequence).stream()
                .mapToInt(i -> i.integer(Tag.ReferencedSegmentNumber, 0))
                .findFirst()
                .orElse(0);
        if (number < 1 || number > segments) {
            throw new DicomException("a frame refers to a segment that is not described", -1);
        }
        return number;
    }

    private static int sliceAt(DataSet frame, Stack stack) throws DicomException {
        double[] p = frame.items(Tag.PlanePositionSequence).stream()
                .map(i -> i.doubles(Tag.ImagePositionPatient))
                .findFirst()
                .orElse(new double[0]);
        if (p.length != 3) {
            throw new DicomException("a frame of the segmentation has no position", -1);
        }
        PatientPoint at = new PatientPoint(p[0], p[1], p[2]);
        int near = (int) Math.rint(stack.grid().toIndex(at)[2]);
        for (int s = Math.max(0, near - 1); s <= Math.min(stack.grid().slices() - 1, near + 1); s++) {
            if (stack.slices().get(s).plane().origin().distanceMm(at) < stack.grid().sliceMm() / 10) {
                return s;
            }
        }
        for (int s = 0; s < stack.grid().slices(); s++) {
            if (stack.slices().get(s).plane().origin().distanceMm(at) < stack.grid().sliceMm() / 10) {
                return s;
            }
        }
        throw new DicomException("a frame of the segmentation lies on no slice of the images", -1);
    }

    private static void unpack(MemorySegment bits, long base, int n, Mask.Builder mask, int slice) {
        for (int i = 0; i < n; i++) {
            long bit = base + i;
            if ((bits.get(ValueLayout.JAVA_BYTE, bit >>> 3) >>> (bit & 7) & 1) != 0) {
                mask.add(slice, i);
            }
        }
    }

    private static Segment segment(DataSet item, int number, Mask mask) {
        double[] lab = item.doubles(Tag.RecommendedDisplayCIELabValue);
        return new Segment(
                number,
                item.string(Tag.SegmentLabel, "segment " + number),
                CodeItem.read(item.items(Tag.SegmentedPropertyCategoryCodeSequence)),
                CodeItem.read(item.items(Tag.SegmentedPropertyTypeCodeSequence)),
                lab.length == 3 ? CieLab.toRgb(lab) : 0xffbf00,
                mask);
    }
}
