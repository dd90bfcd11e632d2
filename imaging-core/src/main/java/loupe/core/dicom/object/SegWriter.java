package loupe.core.dicom.object;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DecimalString;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;

/// Makes a binary Segmentation object (DICOM PS3.3 A.51, C.8.20) from masks on a stack.
///
/// A frame is written for each segment and slice that has voxels (one empty frame if none has), with the position of
/// the source slice, so other programs put it where the images are.
public final class SegWriter {
    /// Segmentation Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.66.4";

    private static final Code DERIVATION = new Code("113076", "DCM", "Segmentation");
    private static final Code PURPOSE =
            new Code("121322", "DCM", "Source image for image processing operation");

    private SegWriter() {}

    private record SegFrame(Segment segment, int slice) {}

    /// Makes the object.
    ///
    /// @param object what it says of itself
    /// @param stack the stack the masks lie on; must have the segmentation's grid
    /// @param sourceSopClassUid SOP class of the stack's images
    /// @param algorithm name and version of what outlined it, at most 64 characters
    /// @throws IllegalArgumentException if the grids differ
    public static DataSet write(
            DerivedObject object, Segmentation segmentation, Stack stack, Source sourceSopClassUid, String algorithm) {
        if (!segmentation.grid().equals(stack.grid())) {
            throw new IllegalArgumentException("the segmentation lies on another grid than the stack");
        }
        List<SegFrame> frames = frames(segmentation);
        DataSet.Builder b = object.begin(SOP_CLASS, "SEG");
        String organization = object.sopInstanceUid() + ".1";
        b.put(Tag.ImageType, Vr.CS, "DERIVED", "PRIMARY");
        image(b, segmentation, frames.size());
        b.put(Tag.FrameOfReferenceUID, Vr.UI, stack.grid().frameOfReferenceUid());
        b.putEmpty(Tag.PositionReferenceIndicator, Vr.LO);
        b.put(Tag.SegmentSequence, segmentation.segments().stream().map(s -> segment(s, algorithm)).toList());
        dimensions(b, organization);
        b.put(Tag.SharedFunctionalGroupsSequence, List.of(shared(stack)));
        b.put(Tag.PerFrameFunctionalGroupsSequence, frames.stream()
                .map(f -> frame(f, stack, sourceSopClassUid))
                .toList());
        b.put(Tag.ReferencedSeriesSequence, List.of(referencedSeries(stack, frames, sourceSopClassUid)));
        b.put(Tag.PixelData, Vr.OB, pixels(frames, segmentation));
        return b.build();
    }

    /// The images a segmentation was made from.
    ///
    /// @param sopClassUid their SOP class
    /// @param seriesUid their Series Instance UID
    public record Source(String sopClassUid, String seriesUid) {}

    private static List<SegFrame> frames(Segmentation segmentation) {
        List<SegFrame> out = new ArrayList<>();
        for (Segment s : segmentation.segments()) {
            for (int slice = 0; slice < segmentation.grid().slices(); slice++) {
                if (!s.mask().isEmpty(slice)) {
                    out.add(new SegFrame(s, slice));
                }
            }
        }
        return out.isEmpty() ? List.of(new SegFrame(segmentation.segment(1), 0)) : out;
    }

    private static void image(DataSet.Builder b, Segmentation s, int frames) {
        b.put(Tag.SamplesPerPixel, Vr.US, 1.0);
        b.put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2");
        b.put(Tag.NumberOfFrames, Vr.IS, Integer.toString(frames));
        b.put(Tag.Rows, Vr.US, (double) s.grid().rows());
        b.put(Tag.Columns, Vr.US, (double) s.grid().columns());
        b.put(Tag.BitsAllocated, Vr.US, 1.0);
        b.put(Tag.BitsStored, Vr.US, 1.0);
        b.put(Tag.HighBit, Vr.US, 0.0);
        b.put(Tag.PixelRepresentation, Vr.US, 0.0);
        b.put(Tag.LossyImageCompression, Vr.CS, "00");
        b.put(Tag.SegmentationType, Vr.CS, "BINARY");
        b.put(Tag.ContentLabel, Vr.CS, "SEGMENTATION");
        b.put(Tag.ContentDescription, Vr.LO, "Segmentation reviewed in Loupe");
        b.put(Tag.ContentCreatorName, Vr.PN, "Loupe");
    }

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.UTF_8);
    }

    private static DataSet segment(Segment s, String algorithm) {
        return item().put(Tag.SegmentNumber, Vr.US, (double) s.number())
                .put(Tag.SegmentLabel, Vr.LO, s.label())
                .put(Tag.SegmentAlgorithmType, Vr.CS, "AUTOMATIC")
                .put(Tag.SegmentAlgorithmName, Vr.LO, algorithm)
                .put(Tag.SegmentedPropertyCategoryCodeSequence, CodeItem.of(s.category()))
                .put(Tag.SegmentedPropertyTypeCodeSequence, CodeItem.of(s.type()))
                .put(Tag.RecommendedDisplayCIELabValue, Vr.US, CieLab.ofRgb(s.rgb()))
                .build();
    }

    private static void dimensions(DataSet.Builder b, String organization) {
        b.put(Tag.DimensionOrganizationSequence, List.of(
                item().put(Tag.DimensionOrganizationUID, Vr.UI, organization).build()));
        b.put(
                Tag.DimensionIndexSequence,
                List.of(
                        index(organization, Tag.ReferencedSegmentNumber, Tag.SegmentIdentificationSequence, "Segment"),
                        index(organization, Tag.ImagePositionPatient, Tag.PlanePositionSequence, "Position")));
    }

    private static DataSet index(String organization, int pointer, int group, String label) {
        return item().put(Tag.DimensionOrganizationUID, Vr.UI, organization)
                .put(Tag.DimensionIndexPointer, Vr.AT, at(pointer))
                .put(Tag.FunctionalGroupPointer, Vr.AT, at(group))
                .put(Tag.DimensionDescriptionLabel, Vr.LO, label)
                .build();
    }

    private static byte[] at(int tag) {
        return new byte[] {(byte) (tag >>> 16), (byte) (tag >>> 24), (byte) tag, (byte) (tag >>> 8)};
    }

    private static DataSet shared(Stack stack) {
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

    private static String[] ds(double... values) {
        return java.util.Arrays.stream(values).mapToObj(DecimalString::format).toArray(String[]::new);
    }

    private static DataSet frame(SegFrame f, Stack stack, Source source) {
        SliceRef slice = stack.slices().get(f.slice);
        PatientPoint at = slice.plane().origin();
        return item().put(
                        Tag.FrameContentSequence,
                        List.of(item().put(
                                        Tag.DimensionIndexValues, Vr.UL, (double) f.segment.number(), f.slice + 1.0)
                                .build()))
                .put(
                        Tag.PlanePositionSequence,
                        List.of(item().put(Tag.ImagePositionPatient, Vr.DS, ds(at.xMm(), at.yMm(), at.zMm()))
                                .build()))
                .put(
                        Tag.SegmentIdentificationSequence,
                        List.of(item().put(Tag.ReferencedSegmentNumber, Vr.US, (double) f.segment.number())
                                .build()))
                .put(Tag.DerivationImageSequence, List.of(derivation(slice, source)))
                .build();
    }

    private static DataSet derivation(SliceRef slice, Source source) {
        DataSet.Builder reference = reference(slice, source);
        if (slice.frame() > 0) {
            reference.put(Tag.ReferencedFrameNumber, Vr.IS, Integer.toString(slice.frame() + 1));
        }
        reference.put(Tag.PurposeOfReferenceCodeSequence, CodeItem.of(PURPOSE));
        return item().put(Tag.DerivationCodeSequence, CodeItem.of(DERIVATION))
                .put(Tag.SourceImageSequence, List.of(reference.build()))
                .build();
    }

    private static DataSet.Builder reference(SliceRef slice, Source source) {
        return item().put(Tag.ReferencedSOPClassUID, Vr.UI, source.sopClassUid())
                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, slice.sopInstanceUid());
    }

    private static DataSet referencedSeries(Stack stack, List<SegFrame> frames, Source source) {
        Set<String> seen = new LinkedHashSet<>();
        List<DataSet> instances = new ArrayList<>();
        for (SegFrame f : frames) {
            SliceRef slice = stack.slices().get(f.slice);
            if (seen.add(slice.sopInstanceUid())) {
                instances.add(reference(slice, source).build());
            }
        }
        return item().put(Tag.SeriesInstanceUID, Vr.UI, source.seriesUid())
                .put(Tag.ReferencedInstanceSequence, instances)
                .build();
    }

    /// Bits of all frames one after the other without padding between frames (PS3.5 8.1.1, D.1.1).
    private static byte[] pixels(List<SegFrame> frames, Segmentation s) {
        int n = s.grid().voxelsPerSlice();
        long bits = Math.multiplyExact((long) n, (long) frames.size());
        byte[] out = new byte[Math.toIntExact((bits + 7) / 8)];
        for (int f = 0; f < frames.size(); f++) {
            Mask mask = frames.get(f).segment.mask();
            long base = (long) f * n;
            long[] words = mask.words(frames.get(f).slice);
            for (int w = 0; w < words.length; w++) {
                for (long left = words[w]; left != 0; left &= left - 1) {
                    long bit = base + w * 64L + Long.numberOfTrailingZeros(left);
                    out[(int) (bit >>> 3)] |= (byte) (1 << (bit & 7));
                }
            }
        }
        return out;
    }
}
