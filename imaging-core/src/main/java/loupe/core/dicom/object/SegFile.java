package loupe.core.dicom.object;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Frame;
import loupe.core.image.Volume;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.Stack;

/// A Segmentation object (DICOM PS3.3 C.8.20): binary, fractional or a label map, on its own grid, a stack's or any.
///
/// Segments may overlap and lack slices; numbers may have gaps. Reading needs memory for the set voxels only. Immutable;
/// safe for any thread while the bytes behind it live.
public final class SegFile {
    /// How voxels are coded.
    public enum Kind {
        /// One bit a voxel and segment.
        BINARY,
        /// A share or probability a voxel and segment.
        FRACTIONAL,
        /// The number of its one segment a voxel.
        LABELMAP
    }

    /// A segment as the file describes it.
    ///
    /// @param number Segment Number in the file
    /// @param label its label
    /// @param category coded category
    /// @param type coded structure
    /// @param rgb recommended colour
    public record Part(int number, String label, Code category, Code type, int rgb) {
        Segment with(int asNumber, Mask mask) {
            return new Segment(asNumber, label, category, type, rgb, mask);
        }
    }

    private final Kind kind;
    private final List<Part> parts;
    private final SegPlanes planes;
    private final SegPixels pixels;

    private SegFile(Kind kind, List<Part> parts, SegPlanes planes, SegPixels pixels) {
        this.kind = kind;
        this.parts = parts;
        this.planes = planes;
        this.pixels = pixels;
    }

    /// Reads the object's description; voxels are decoded when asked for.
    ///
    /// @param syntax how its pixels are encoded
    /// @throws DicomException if it is no segmentation, or contradicts itself
    public static SegFile of(DataSet seg, TransferSyntax syntax) throws DicomException {
        Kind kind =
                switch (seg.string(Tag.SegmentationType, "")) {
                    case "BINARY" -> Kind.BINARY;
                    case "FRACTIONAL" -> Kind.FRACTIONAL;
                    case "LABELMAP" -> Kind.LABELMAP;
                    default -> throw new DicomException("this is no segmentation of a known type", -1);
                };
        List<Part> parts = new ArrayList<>();
        for (DataSet item : seg.items(Tag.SegmentSequence)) {
            int number = item.integer(Tag.SegmentNumber, -1);
            // Number 0 is a label map's background.
            if (number > 0) {
                parts.add(part(item, number));
            }
        }
        EncodedFrames frames = EncodedFrames.of(seg, syntax);
        SegPlanes planes = SegPlanes.of(seg, frames.count());
        if (kind != Kind.LABELMAP) {
            planes.requireSegments(parts.stream().map(Part::number).toList());
        }
        return new SegFile(kind, List.copyOf(parts), planes, new SegPixels(frames, syntax, kind == Kind.BINARY, scale(seg)));
    }

    private static double scale(DataSet seg) {
        return 1.0 / Math.max(1, seg.integer(Tag.MaximumFractionalValue, 255));
    }

    private static Part part(DataSet item, int number) throws DicomException {
        double[] lab = item.doubles(Tag.RecommendedDisplayCIELabValue);
        String label = item.string(Tag.SegmentLabel, "segment " + number);
        if (number > 65_535) {
            throw new DicomException("a segment's number is out of range", -1);
        }
        return new Part(
                number,
                label.length() > 64 ? label.substring(0, 64) : label,
                CodeItem.read(item.items(Tag.SegmentedPropertyCategoryCodeSequence)),
                CodeItem.read(item.items(Tag.SegmentedPropertyTypeCodeSequence)),
                lab.length == 3 ? CieLab.toRgb(lab) : 0xffbf00);
    }

    /// How voxels are coded.
    public Kind kind() {
        return kind;
    }

    /// The segments, as numbered in the file.
    public List<Part> parts() {
        return parts;
    }

    /// The smallest regular grid that holds every frame; slices the file lacks are empty.
    ///
    /// @throws DicomException if frames lie on no regular grid
    public VoxelGrid grid() throws DicomException {
        return planes.grid();
    }

    /// The segments on the file's own grid, numbered 1, 2, … in the file's order; fractions count from one half.
    ///
    /// @throws DicomException if pixels are damaged or frames lie on no regular grid
    public Segmentation segmentation() throws DicomException {
        VoxelGrid grid = planes.grid();
        return filled(grid, frame -> planes.sliceIn(grid, frame));
    }

    /// The segments on a stack, each frame on the slice that has its position (within a tenth of the slice step).
    ///
    /// @throws DicomException if a frame lies on no slice, sizes differ or pixels are damaged
    public Segmentation onto(Stack stack) throws DicomException {
        if (pixels.columns() != stack.grid().columns() || pixels.rows() != stack.grid().rows()) {
            throw new DicomException("the segmentation's size differs from the images'", -1);
        }
        return filled(stack.grid(), frame -> planes.sliceOf(stack, frame));
    }

    /// The segments on any grid in the same space: a voxel belongs to a segment if its centre lies in one of its voxels.
    ///
    /// @throws DicomException if pixels are damaged or frames lie on no regular grid
    public Segmentation resampled(VoxelGrid target) throws DicomException {
        Segmentation own = segmentation();
        List<Segment> out = new ArrayList<>();
        for (Segment s : own.segments()) {
            out.add(s.withMask(s.mask().resampled(target)));
        }
        return new Segmentation(target, out);
    }

    /// How far each voxel belongs to a segment, 0 to 1, on the file's own grid; the caller closes the volume.
    ///
    /// @param number Segment Number in the file
    /// @throws DicomException if pixels are damaged or frames lie on no regular grid
    public Volume fractions(int number) throws DicomException {
        VoxelGrid grid = planes.grid();
        Volume.Builder out = Volume.builder(grid, Volume.SampleType.FLOAT32, "1");
        try {
            for (int f = 0; f < planes.count(); f++) {
                if (kind == Kind.LABELMAP || planes.segment(f) == number) {
                    MemorySegment into = out.sliceSamples(planes.sliceIn(grid, f));
                    Frame frame = pixels.frame(f);
                    for (int i = 0; i < grid.voxelsPerSlice(); i++) {
                        into.setAtIndex(ValueLayout.JAVA_FLOAT, i, share(frame.sample(i), number));
                    }
                }
            }
        } catch (DicomException | RuntimeException e) {
            out.discard();
            throw e;
        }
        return out.build();
    }

    private float share(double stored, int number) {
        return switch (kind) {
            case BINARY -> stored == 0 ? 0 : 1;
            case FRACTIONAL -> (float) (stored * pixels.scale());
            case LABELMAP -> stored == number ? 1 : 0;
        };
    }

    private interface Placing {
        int slice(int frame) throws DicomException;
    }

    private Segmentation filled(VoxelGrid grid, Placing placing) throws DicomException {
        Map<Integer, Mask.Builder> masks = new HashMap<>();
        parts.forEach(p -> masks.put(p.number, Mask.builder(grid)));
        for (int f = 0; f < planes.count(); f++) {
            int slice = placing.slice(f);
            if (kind == Kind.LABELMAP) {
                labels(pixels.frame(f), slice, masks);
            } else {
                Mask.Builder mask = masks.get(planes.segment(f));
                if (mask != null) {
                    mask.add(slice, pixels.bits(f));
                }
            }
        }
        List<Segment> out = new ArrayList<>();
        for (Part p : parts) {
            Mask.Builder mask = masks.get(p.number);
            out.add(p.with(out.size() + 1, mask == null ? Mask.empty(grid) : mask.build()));
        }
        return new Segmentation(grid, out);
    }

    private static void labels(Frame frame, int slice, Map<Integer, Mask.Builder> masks) {
        int n = frame.columns() * frame.rows();
        for (int i = 0; i < n; i++) {
            int label = (int) frame.sample(i);
            Mask.Builder mask = label == 0 ? null : masks.get(label);
            if (mask != null) {
                mask.add(slice, i);
            }
        }
    }
}
