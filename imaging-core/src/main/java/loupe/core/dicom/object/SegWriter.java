package loupe.core.dicom.object;

import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.Stack;

/// Makes Segmentation objects (DICOM PS3.3 A.51, C.8.20) from masks on a stack: binary, fractional or a label map.
///
/// A frame is written for each segment and slice that has voxels (one empty frame if none has), with the position of
/// the source slice, so other programs put it where the images are. Frames on a film have no position, for the film has
/// none: they lie pixel on pixel over the image they name (PS3.3 A.51.5.1 asks for no more).
public final class SegWriter {
    /// Segmentation Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.66.4";

    /// Label Map Segmentation Storage.
    public static final String LABELMAP_SOP_CLASS = "1.2.840.10008.5.1.4.1.1.66.7";

    private static final int FULL = 255;

    private final DerivedObject object;
    private final Stack stack;
    private final Source source;
    private final SegAuthorship authorship;

    /// A writer for a stack.
    ///
    /// @param object what the new object says of itself
    /// @param stack the stack masks lie on
    /// @param source the stack's images
    /// @param authorship who outlined its segments
    public SegWriter(DerivedObject object, Stack stack, Source source, SegAuthorship authorship) {
        this.object = object;
        this.stack = stack;
        this.source = source;
        this.authorship = authorship;
    }

    /// The images a segmentation was made from.
    ///
    /// @param sopClassUid their SOP class
    /// @param seriesUid their Series Instance UID
    /// @param multiFrame whether they have more than one frame each: then references name the frame (PS3.3 table 10-3: no
    ///     number means every frame)
    public record Source(String sopClassUid, String seriesUid, boolean multiFrame) {}

    /// Makes a binary object; see the constructor for what the parameters are.
    ///
    /// @throws IllegalArgumentException if the segmentation lies on another grid than the stack
    public static DataSet write(
            DerivedObject object, Segmentation segmentation, Stack stack, Source source, SegAuthorship authorship) {
        return new SegWriter(object, stack, source, authorship).binary(segmentation);
    }

    /// One bit a voxel and segment; segments may overlap.
    ///
    /// @throws IllegalArgumentException if the segmentation lies on another grid than the stack
    public DataSet binary(Segmentation segmentation) {
        List<SegFrameGroups.SegFrame> frames = frames(segmentation);
        DataSet.Builder b = begin(SOP_CLASS, "BINARY", segmentation);
        depth(b, 1);
        new SegFrameGroups(stack, source).describe(b, organization(), frames);
        return b.put(Tag.PixelData, Vr.OB, bits(frames, segmentation)).build();
    }

    /// How probable each segment is at each voxel, in steps of 1/255.
    ///
    /// @param segmentation the segments; frames are written where their masks have voxels
    /// @param probabilities values from 0 to 1 on the stack's grid, one volume a segment
    /// @throws IllegalArgumentException if something lies on another grid than the stack
    public DataSet fractional(Segmentation segmentation, List<Volume> probabilities) {
        List<SegFrameGroups.SegFrame> frames = frames(segmentation);
        if (probabilities.size() != segmentation.segments().size()
                || probabilities.stream().anyMatch(v -> !v.grid().equals(stack.grid()))) {
            throw new IllegalArgumentException("fractions need one volume a segment, on the stack's grid");
        }
        DataSet.Builder b = begin(SOP_CLASS, "FRACTIONAL", segmentation);
        depth(b, 8);
        b.put(Tag.SegmentationFractionalType, Vr.CS, "PROBABILITY");
        b.put(Tag.MaximumFractionalValue, Vr.US, (double) FULL);
        new SegFrameGroups(stack, source).describe(b, organization(), frames);
        int n = stack.grid().voxelsPerSlice();
        byte[] out = new byte[Math.multiplyExact(n, frames.size())];
        float[] values = new float[n];
        for (int f = 0; f < frames.size(); f++) {
            probabilities.get(frames.get(f).segment() - 1).slice(frames.get(f).slice(), values);
            for (int i = 0; i < n; i++) {
                out[f * n + i] = (byte) Math.rint(FULL * Math.clamp(values[i], 0f, 1f));
            }
        }
        return b.put(Tag.PixelData, Vr.OB, out).build();
    }

    /// The number of its segment a voxel; smaller than a binary object where there are many segments.
    ///
    /// @throws IllegalArgumentException if segments overlap or lie on another grid than the stack
    public DataSet labelmap(Segmentation segmentation) {
        requireGrid(segmentation);
        int n = stack.grid().voxelsPerSlice();
        List<SegFrameGroups.SegFrame> frames = new ArrayList<>();
        for (int s = 0; s < stack.grid().slices(); s++) {
            int slice = s;
            if (segmentation.segments().stream().anyMatch(g -> !g.mask().isEmpty(slice))) {
                frames.add(new SegFrameGroups.SegFrame(0, s));
            }
        }
        if (frames.isEmpty()) {
            frames.add(new SegFrameGroups.SegFrame(0, 0));
        }
        int bytes = segmentation.segments().size() > FULL ? 2 : 1;
        byte[] out = new byte[Math.multiplyExact(Math.multiplyExact(n, bytes), frames.size())];
        for (int f = 0; f < frames.size(); f++) {
            labels(segmentation, frames.get(f).slice(), out, f * n, bytes);
        }
        DataSet.Builder b = begin(LABELMAP_SOP_CLASS, "LABELMAP", segmentation);
        depth(b, 8 * bytes);
        b.put(Tag.SegmentsOverlap, Vr.CS, "NO");
        new SegFrameGroups(stack, source).describe(b, organization(), frames);
        return b.put(Tag.PixelData, bytes == 1 ? Vr.OB : Vr.OW, out).build();
    }

    private static void labels(Segmentation segmentation, int slice, byte[] out, int base, int bytes) {
        for (Segment s : segmentation.segments()) {
            long[] words = s.mask().words(slice);
            for (int w = 0; w < words.length; w++) {
                for (long left = words[w]; left != 0; left &= left - 1) {
                    int at = (base + w * 64 + Long.numberOfTrailingZeros(left)) * bytes;
                    if (out[at] != 0 || bytes == 2 && out[at + 1] != 0) {
                        throw new IllegalArgumentException("the segments of a label map must not overlap");
                    }
                    out[at] = (byte) s.number();
                    if (bytes == 2) {
                        out[at + 1] = (byte) (s.number() >> 8);
                    }
                }
            }
        }
    }

    private void requireGrid(Segmentation segmentation) {
        if (!segmentation.grid().equals(stack.grid())) {
            throw new IllegalArgumentException("the segmentation lies on another grid than the stack");
        }
    }

    /// The dimensions are the series', so that an object's content does not depend on its own UID.
    private String organization() {
        return object.seriesUid() + ".1";
    }

    private List<SegFrameGroups.SegFrame> frames(Segmentation segmentation) {
        requireGrid(segmentation);
        List<SegFrameGroups.SegFrame> out = new ArrayList<>();
        for (Segment s : segmentation.segments()) {
            for (int slice = 0; slice < segmentation.grid().slices(); slice++) {
                if (!s.mask().isEmpty(slice)) {
                    out.add(new SegFrameGroups.SegFrame(s.number(), slice));
                }
            }
        }
        return out.isEmpty() ? List.of(new SegFrameGroups.SegFrame(1, 0)) : out;
    }

    private DataSet.Builder begin(String sopClass, String type, Segmentation segmentation) {
        DataSet.Builder b = object.begin(sopClass, "SEG");
        b.put(Tag.ImageType, Vr.CS, "DERIVED", "PRIMARY");
        b.put(Tag.SamplesPerPixel, Vr.US, 1.0);
        b.put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2");
        b.put(Tag.Rows, Vr.US, (double) stack.grid().rows());
        b.put(Tag.Columns, Vr.US, (double) stack.grid().columns());
        b.put(Tag.LossyImageCompression, Vr.CS, "00");
        b.put(Tag.SegmentationType, Vr.CS, type);
        b.put(Tag.ContentLabel, Vr.CS, "SEGMENTATION");
        b.put(Tag.ContentDescription, Vr.LO, authorship.description());
        b.put(Tag.ContentCreatorName, Vr.PN, authorship.creator());
        if (stack.isFilm()) {
            object.inheritAll(b, Tag.PatientOrientation, Vr.CS);
        } else {
            b.put(Tag.FrameOfReferenceUID, Vr.UI, stack.grid().frameOfReferenceUid());
            b.putEmpty(Tag.PositionReferenceIndicator, Vr.LO);
        }
        b.put(Tag.SegmentSequence, segmentation.segments().stream().map(s -> segment(s, authorship.of(s.number()))).toList());
        return b;
    }

    private static void depth(DataSet.Builder b, int bits) {
        b.put(Tag.BitsAllocated, Vr.US, (double) bits);
        b.put(Tag.BitsStored, Vr.US, (double) bits);
        b.put(Tag.HighBit, Vr.US, bits - 1.0);
        b.put(Tag.PixelRepresentation, Vr.US, 0.0);
    }

    private static DataSet segment(Segment s, SegAuthorship.Outline by) {
        DataSet.Builder b = SegFrameGroups.item().put(Tag.SegmentNumber, Vr.US, (double) s.number())
                .put(Tag.SegmentLabel, Vr.LO, s.label())
                .put(Tag.SegmentAlgorithmType, Vr.CS, by.algorithm().name())
                .put(Tag.SegmentedPropertyCategoryCodeSequence, CodeItem.of(s.category()))
                .put(Tag.SegmentedPropertyTypeCodeSequence, CodeItem.of(s.type()))
                .put(Tag.RecommendedDisplayCIELabValue, Vr.US, CieLab.ofRgb(s.rgb()));
        if (by.algorithm() != SegAuthorship.Algorithm.MANUAL) {
            b.put(Tag.SegmentAlgorithmName, Vr.LO, by.name());
        }
        if (!by.note().isEmpty()) {
            b.put(Tag.SegmentDescription, Vr.ST, by.note());
        }
        return b.build();
    }

    /// Bits of all frames one after the other without padding between frames (PS3.5 8.1.1, D.1.1).
    private static byte[] bits(List<SegFrameGroups.SegFrame> frames, Segmentation s) {
        int n = s.grid().voxelsPerSlice();
        long bits = Math.multiplyExact((long) n, (long) frames.size());
        byte[] out = new byte[Math.toIntExact((bits + 7) / 8)];
        for (int f = 0; f < frames.size(); f++) {
            Mask mask = s.segment(frames.get(f).segment()).mask();
            long base = (long) f * n;
            long[] words = mask.words(frames.get(f).slice());
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
