package loupe.core.dicom.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;

/// Where a segmentation's frames lie and which segment each shows.
final class SegPlanes {
    /// No patient is longer; beyond some powers of ten directions are lost in rounding.
    private static final double LARGEST_STEP_MM = 10_000;

    private static final int MOST_SLICES = 65_536;

    private final List<ImagePlane> planes;
    private final int[] segments;
    private final double between;
    private final boolean onFilms;

    private SegPlanes(List<ImagePlane> planes, int[] segments, double between, boolean onFilms) {
        this.planes = planes;
        this.segments = segments;
        this.between = between;
        this.onFilms = onFilms;
    }

    static SegPlanes of(DataSet seg, int frames) throws DicomException {
        FunctionalGroups groups = FunctionalGroups.of(seg);
        List<ImagePlane> planes = new ArrayList<>();
        int[] segments = new int[frames];
        boolean onFilms = onFilms(seg, groups, frames);
        for (int f = 0; f < frames; f++) {
            planes.add(onFilms ? film(seg, groups, f) : plane(seg, groups, f));
            segments[f] = groups.group(f, Tag.SegmentIdentificationSequence).integer(Tag.ReferencedSegmentNumber, -1);
        }
        DataSet measures = groups.group(0, Tag.PixelMeasuresSequence);
        double between = measures.number(Tag.SpacingBetweenSlices).orElse(0);
        return new SegPlanes(planes, segments, Math.abs(between), onFilms);
    }

    /// Whether frames lie on films, which have no position: each names the image it was made from instead.
    private static boolean onFilms(DataSet seg, FunctionalGroups groups, int frames) {
        boolean placed = seg.contains(Tag.FrameOfReferenceUID);
        for (int f = 0; f < frames && !placed; f++) {
            placed = !groups.group(f, Tag.PlanePositionSequence).elements().isEmpty() || source(groups, f).isEmpty();
        }
        return !placed && frames > 0;
    }

    /// The image a frame was made from; empty where it names none, or more than one.
    private static String source(FunctionalGroups groups, int f) {
        List<DataSet> images = groups.group(f, Tag.DerivationImageSequence).items(Tag.SourceImageSequence);
        return images.size() == 1 ? images.getFirst().string(Tag.ReferencedSOPInstanceUID, "") : "";
    }

    /// A frame's plane in the space of its film, a millimetre a pixel, for it knows no better.
    private static ImagePlane film(DataSet seg, FunctionalGroups groups, int f) throws DicomException {
        try {
            return new ImagePlane(
                    seg.integer(Tag.Columns, 0), seg.integer(Tag.Rows, 0), new PatientPoint(0, 0, 0),
                    new PatientVector(1, 0, 0), new PatientVector(0, 1, 0), 1, 1, 1, source(groups, f));
        } catch (IllegalArgumentException e) {
            throw new DicomException("a frame of the segmentation has an impossible position", -1);
        }
    }

    private static ImagePlane plane(DataSet seg, FunctionalGroups groups, int f) throws DicomException {
        double[] at = groups.group(f, Tag.PlanePositionSequence).doubles(Tag.ImagePositionPatient);
        double[] cosines = groups.group(f, Tag.PlaneOrientationSequence).doubles(Tag.ImageOrientationPatient);
        DataSet measures = groups.group(f, Tag.PixelMeasuresSequence);
        double[] spacing = measures.doubles(Tag.PixelSpacing);
        if (at.length != 3 || cosines.length != 6 || spacing.length != 2) {
            throw new DicomException("a frame of the segmentation has no position", -1);
        }
        try {
            return new ImagePlane(
                    seg.integer(Tag.Columns, 0),
                    seg.integer(Tag.Rows, 0),
                    new PatientPoint(at[0], at[1], at[2]),
                    new PatientVector(cosines[0], cosines[1], cosines[2]),
                    new PatientVector(cosines[3], cosines[4], cosines[5]),
                    spacing[1],
                    spacing[0],
                    measures.number(Tag.SliceThickness).orElse(0),
                    seg.string(Tag.FrameOfReferenceUID, ""));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new DicomException("a frame of the segmentation has an impossible position", -1);
        }
    }

    int count() {
        return planes.size();
    }

    /// Segment Number a frame shows; -1 where it says none.
    int segment(int frame) {
        return segments[frame];
    }

    void requireSegments(List<Integer> described) throws DicomException {
        Set<Integer> known = Set.copyOf(described);
        for (int s : segments) {
            if (!known.contains(s)) {
                throw new DicomException("a frame refers to a segment that is not described", -1);
            }
        }
    }

    /// The smallest regular grid around all frames.
    VoxelGrid grid() throws DicomException {
        ImagePlane first = planes.getFirst();
        PatientVector normal = first.normal();
        double[] depths = new double[planes.size()];
        int lowest = 0;
        int highest = 0;
        for (int f = 0; f < depths.length; f++) {
            if (!first.stacksWith(planes.get(f))) {
                throw new DicomException("the segmentation's frames differ in orientation or spacing", -1);
            }
            depths[f] = planes.get(f).depthMm(normal);
            lowest = depths[f] < depths[lowest] ? f : lowest;
            highest = depths[f] > depths[highest] ? f : highest;
        }
        double step = step(depths, first);
        if (!(step > 0 && step <= LARGEST_STEP_MM)) {
            throw new DicomException("the segmentation's frames lie too far apart", -1);
        }
        double span = depths[highest] - depths[lowest];
        long slices = Math.round(span / step) + 1;
        if (slices > MOST_SLICES) {
            throw new DicomException("the segmentation's frames lie too far apart", -1);
        }
        return new VoxelGrid(
                first.columns(), first.rows(), (int) slices,
                planes.get(lowest).origin(),
                first.alongRow().times(first.columnMm()),
                first.alongColumn().times(first.rowMm()),
                slices > 1 ? leaning(lowest, highest, slices - 1.0) : normal.times(step),
                first.frameOfReferenceUid());
    }

    /// The step from slice to slice, along which the frames of a tilted gantry lean.
    private PatientVector leaning(int lowest, int highest, double steps) {
        PatientPoint a = planes.get(lowest).origin();
        PatientPoint b = planes.get(highest).origin();
        return new PatientVector(b.xMm() - a.xMm(), b.yMm() - a.yMm(), b.zMm() - a.zMm()).times(1 / steps);
    }

    /// Spacing Between Slices where every frame fits it, else the smallest gap between frames.
    private double step(double[] depths, ImagePlane first) {
        double[] sorted = depths.clone();
        java.util.Arrays.sort(sorted);
        double least = Double.MAX_VALUE;
        boolean fits = between > 0;
        for (int i = 1; i < sorted.length; i++) {
            double gap = sorted[i] - sorted[i - 1];
            if (gap > 1e-3) {
                least = Math.min(least, gap);
            }
            double steps = (sorted[i] - sorted[0]) / between;
            fits &= Math.abs(steps - Math.rint(steps)) < 0.1;
        }
        if (fits) {
            return between;
        }
        return least < Double.MAX_VALUE ? least : Math.max(first.thicknessMm(), 1e-3);
    }

    /// The slice of the own grid a frame lies on.
    int sliceIn(VoxelGrid grid, int frame) throws DicomException {
        double[] at = grid.toIndex(planes.get(frame).origin());
        int slice = (int) Math.rint(at[2]);
        if (Math.abs(at[2] - slice) > 0.1 || slice < 0 || slice >= grid.slices()) {
            throw new DicomException("the segmentation's frames lie at irregular distances", -1);
        }
        // A frame shifted in its plane would land beside its place.
        if (Math.abs(at[0]) > 0.1 || Math.abs(at[1]) > 0.1) {
            throw new DicomException("the segmentation's frames are shifted against each other", -1);
        }
        return slice;
    }

    /// The slice of a stack a frame lies on.
    int sliceOf(Stack stack, int frame) throws DicomException {
        PatientPoint at = planes.get(frame).origin();
        int near = (int) Math.clamp(Math.rint(stack.grid().toIndex(at)[2]), 0, stack.grid().slices() - 1.0);
        List<SliceRef> slices = stack.slices();
        for (int reach = 0; reach < slices.size(); reach++) {
            for (int s : new int[] {near - reach, near + reach}) {
                if (s >= 0 && s < slices.size() && isAt(slices.get(s), stack, frame, at)) {
                    return s;
                }
            }
        }
        throw new DicomException("a frame of the segmentation lies on no slice of the images", -1);
    }

    private boolean isAt(SliceRef slice, Stack stack, int frame, PatientPoint at) {
        ImagePlane a = slice.plane();
        ImagePlane b = planes.get(frame);
        if (onFilms || stack.isFilm()) {
            return onFilms && stack.isFilm() && b.frameOfReferenceUid().equals(slice.sopInstanceUid());
        }
        return a.origin().distanceMm(at) < stack.grid().sliceMm() / 10
                && a.alongRow().dot(b.alongRow()) > 0.9999
                && a.alongColumn().dot(b.alongColumn()) > 0.9999;
    }
}
