package loupe.core.dicom.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.series.Headers;
import loupe.core.segment.Segmentation;
import loupe.core.study.Stack;
import org.junit.jupiter.api.Test;

/// DET-3: what other programs write into a SEG is read as they meant it, or refused; never silently empty (FINDINGS B15).
class SegmentationsWithOddPixelsTest {
    private static DataSet source(int slice) {
        return DataSet.builder()
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.60" + slice)
                .put(Tag.StudyInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.2")
                .put(Tag.FrameOfReferenceUID, Vr.UI, "2.25.3")
                .put(Tag.Columns, Vr.US, 13)
                .put(Tag.Rows, Vr.US, 7)
                .put(Tag.PixelSpacing, Vr.DS, "0.7", "0.9")
                .put(Tag.SliceThickness, Vr.DS, "3")
                .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                .put(Tag.ImagePositionPatient, Vr.DS, "4", "5", "" + 3 * slice)
                .build();
    }

    private static Stack stack() {
        return Headers.series(IntStream.range(0, 6).mapToObj(SegmentationsWithOddPixelsTest::source).toList())
                .getFirst().stacks().getFirst();
    }

    private static DataSet seg(Stack stack, Segmentation s) {
        return SegWriter.write(
                ExportedObjectsTest.object("2.25.900"), s, stack,
                new SegWriter.Source("1.2.840.10008.5.1.4.1.1.2", "2.25.2", false), SegAuthorship.automatic("net 1.0", 2));
    }

    /// The same object with a byte of 0 or 1 a voxel, as some programs write it and C.8.20.2 does not allow it.
    private static DataSet inBytes(DataSet seg) {
        byte[] packed = seg.bytes(Tag.PixelData).orElseThrow().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        int n = seg.integer(Tag.NumberOfFrames, 1) * seg.integer(Tag.Rows, 0) * seg.integer(Tag.Columns, 0);
        byte[] wide = new byte[n + (n & 1)];
        for (int i = 0; i < n; i++) {
            wide[i] = (byte) (packed[i >> 3] >> (i & 7) & 1);
        }
        return seg.toBuilder()
                .put(Tag.BitsAllocated, Vr.US, 8)
                .put(Tag.BitsStored, Vr.US, 8)
                .put(Tag.HighBit, Vr.US, 7)
                .put(Tag.PixelData, Vr.OB, wide)
                .build();
    }

    @Test
    void binary_in_bytes_has_the_voxels_of_binary_in_bits() throws DicomException {
        Stack stack = stack();
        Segmentation s = ExportedObjectsTest.twoSegments(stack.grid());
        Segmentation read = SegFile.of(inBytes(seg(stack, s)), TransferSyntax.EXPLICIT_LE).onto(stack);
        assertThat(read.segment(1).mask().count()).isPositive().isEqualTo(s.segment(1).mask().count());
        assertThat(read).isEqualTo(s);
    }

    @Test
    void frames_that_lie_aside_of_one_another_are_not_sheared_into_a_straight_stack() {
        Stack stack = stack();
        DataSet seg = seg(stack, ExportedObjectsTest.twoSegments(stack.grid()));
        List<DataSet> frames = new ArrayList<>(seg.items(Tag.PerFrameFunctionalGroupsSequence));
        for (int i = 0; i < frames.size(); i++) {
            DataSet plane = frames.get(i).items(Tag.PlanePositionSequence).getFirst();
            List<String> at = plane.strings(Tag.ImagePositionPatient);
            String aside = Double.toString(Double.parseDouble(at.getFirst()) + i * 2.0);
            frames.set(i, frames.get(i).toBuilder()
                    .put(Tag.PlanePositionSequence, List.of(plane.toBuilder()
                            .put(Tag.ImagePositionPatient, Vr.DS, aside, at.get(1), at.get(2)).build()))
                    .build());
        }
        DataSet moved = seg.toBuilder().put(Tag.PerFrameFunctionalGroupsSequence, frames).build();
        assertThatThrownBy(() -> SegFile.of(moved, TransferSyntax.EXPLICIT_LE).segmentation())
                .isInstanceOf(DicomException.class);
        assertThatThrownBy(() -> SegFile.of(moved, TransferSyntax.EXPLICIT_LE).onto(stack))
                .isInstanceOf(DicomException.class);
    }
}
