package loupe.core.dicom.object;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.value.DecimalString;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.segment.Code;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;

/// The functional groups, dimensions and references of a segmentation's frames (DICOM PS3.3 A.51.5).
final class SegFrameGroups {
    private static final Code DERIVATION = new Code("113076", "DCM", "Segmentation");
    private static final Code PURPOSE =
            new Code("121322", "DCM", "Source image for image processing operation");

    /// A frame to write.
    ///
    /// @param segment number of the segment it shows; 0 in a label map, whose frames show all
    /// @param slice slice of the stack it lies on
    record SegFrame(int segment, int slice) {}

    private final Stack stack;
    private final SegWriter.Source source;

    SegFrameGroups(Stack stack, SegWriter.Source source) {
        this.stack = stack;
        this.source = source;
    }

    void describe(DataSet.Builder b, String organization, List<SegFrame> frames) {
        boolean bySegment = frames.getFirst().segment > 0;
        b.put(Tag.NumberOfFrames, Vr.IS, Integer.toString(frames.size()));
        dimensions(b, organization, bySegment);
        b.put(Tag.SharedFunctionalGroupsSequence, List.of(shared()));
        b.put(Tag.PerFrameFunctionalGroupsSequence, frames.stream().map(this::frame).toList());
        b.put(Tag.ReferencedSeriesSequence, List.of(referencedSeries(frames)));
    }

    static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.UTF_8);
    }

    private void dimensions(DataSet.Builder b, String organization, boolean bySegment) {
        b.put(Tag.DimensionOrganizationSequence, List.of(
                item().put(Tag.DimensionOrganizationUID, Vr.UI, organization).build()));
        List<DataSet> indices = new ArrayList<>();
        if (bySegment) {
            indices.add(index(
                    organization, Tag.ReferencedSegmentNumber, Tag.SegmentIdentificationSequence, "Segment"));
        }
        if (!stack.isFilm()) {
            indices.add(index(organization, Tag.ImagePositionPatient, Tag.PlanePositionSequence, "Position"));
        }
        b.put(Tag.DimensionIndexSequence, indices);
    }

    private static DataSet index(String organization, int pointer, int group, String label) {
        return item().put(Tag.DimensionOrganizationUID, Vr.UI, organization)
                .put(Tag.DimensionIndexPointer, Vr.AT, at(pointer))
                .put(Tag.FunctionalGroupPointer, Vr.AT, at(group))
                .put(Tag.DimensionDescriptionLabel, Vr.LO, label)
                .build();
    }

    /// A tag as the value of an attribute tag element, little endian.
    static byte[] at(int tag) {
        return new byte[] {(byte) (tag >>> 16), (byte) (tag >>> 24), (byte) tag, (byte) (tag >>> 8)};
    }

    private DataSet shared() {
        if (stack.isFilm()) {
            return item().build();
        }
        ImagePlane p = stack.slices().getFirst().plane();
        PatientVector step = stack.grid().sliceStep();
        double between = Math.abs(step.dot(p.normal()));
        double thickness = p.thicknessMm() > 0 ? p.thicknessMm() : between;
        return item().put(
                        Tag.PixelMeasuresSequence,
                        List.of(item().put(Tag.SliceThickness, Vr.DS, DecimalString.format(thickness))
                                .put(Tag.SpacingBetweenSlices, Vr.DS, DecimalString.format(between))
                                .put(
                                        Tag.PixelSpacing,
                                        Vr.DS,
                                        DecimalString.format(p.rowMm()),
                                        DecimalString.format(p.columnMm()))
                                .build()))
                .put(
                        Tag.PlaneOrientationSequence,
                        List.of(item().put(Tag.ImageOrientationPatient, Vr.DS, cosines(p)).build()))
                .build();
    }

    private static String[] cosines(ImagePlane p) {
        PatientVector r = p.alongRow();
        PatientVector c = p.alongColumn();
        return ds(r.xMm(), r.yMm(), r.zMm(), c.xMm(), c.yMm(), c.zMm());
    }

    /// Numbers as decimal strings.
    static String[] ds(double... values) {
        return java.util.Arrays.stream(values).mapToObj(DecimalString::format).toArray(String[]::new);
    }

    private DataSet frame(SegFrame f) {
        PatientPoint at = stack.slices().get(f.slice).plane().origin();
        DataSet.Builder b = item().put(
                        Tag.FrameContentSequence,
                        List.of(item().put(Tag.DimensionIndexValues, Vr.UL, indices(f)).build()))
                .put(Tag.DerivationImageSequence, List.of(derivation(stack.slices().get(f.slice))));
        if (!stack.isFilm()) {
            b.put(
                    Tag.PlanePositionSequence,
                    List.of(item().put(Tag.ImagePositionPatient, Vr.DS, ds(at.xMm(), at.yMm(), at.zMm())).build()));
        }
        if (f.segment > 0) {
            b.put(
                    Tag.SegmentIdentificationSequence,
                    List.of(item().put(Tag.ReferencedSegmentNumber, Vr.US, (double) f.segment)
                            .build()));
        }
        return b.build();
    }

    /// One number a dimension: segment, position; a film has one position and so no dimension of it.
    private double[] indices(SegFrame f) {
        if (stack.isFilm()) {
            return new double[] {Math.max(1, f.segment)};
        }
        return f.segment > 0 ? new double[] {f.segment, f.slice + 1.0} : new double[] {f.slice + 1.0};
    }

    private DataSet derivation(SliceRef slice) {
        DataSet.Builder reference = reference(slice);
        if (source.multiFrame()) {
            reference.put(Tag.ReferencedFrameNumber, Vr.IS, Integer.toString(slice.frame() + 1));
        }
        reference.put(Tag.PurposeOfReferenceCodeSequence, CodeItem.of(PURPOSE));
        return item().put(Tag.DerivationCodeSequence, CodeItem.of(DERIVATION))
                .put(Tag.SourceImageSequence, List.of(reference.build()))
                .build();
    }

    private DataSet.Builder reference(SliceRef slice) {
        return item().put(Tag.ReferencedSOPClassUID, Vr.UI, source.sopClassUid())
                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, slice.sopInstanceUid());
    }

    private DataSet referencedSeries(List<SegFrame> frames) {
        Set<String> seen = new LinkedHashSet<>();
        List<DataSet> instances = new ArrayList<>();
        for (SegFrame f : frames) {
            SliceRef slice = stack.slices().get(f.slice);
            if (seen.add(slice.sopInstanceUid())) {
                instances.add(reference(slice).build());
            }
        }
        return item().put(Tag.SeriesInstanceUID, Vr.UI, source.seriesUid())
                .put(Tag.ReferencedInstanceSequence, instances)
                .build();
    }
}
