package loupe.core.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;

/// Where the slices of a series lie along their normal, so that views follow each other by millimetres, never by number.
///
/// A slice is linked where the wanted place lies within half the distance to its neighbour on that side (outside of the first and
/// last slice: to its only neighbour; a lone slice: half its thickness) plus [#TOLERANCE_MM]; what is further off is not linked.
public final class SlicePositions {
    /// Added to half the slice distance: rounding of positions in headers, in millimetres.
    public static final double TOLERANCE_MM = 0.01;

    private final List<Plane> slices;
    private final double[] depthsMm;
    private final double loneMm;

    private SlicePositions(List<Plane> slices, double loneMm) {
        if (slices.isEmpty()) {
            throw new IllegalArgumentException("a series must have a slice");
        }
        this.slices = List.copyOf(slices);
        this.loneMm = loneMm;
        this.depthsMm = new double[slices.size()];
        for (int i = 0; i < depthsMm.length; i++) {
            depthsMm[i] = depthMm(slices.get(i).origin());
            if (!slices.get(i).isParallelTo(slices.getFirst())) {
                throw new IllegalArgumentException("the slices of a series must be parallel, slice " + i + " is not");
            }
        }
    }

    /// The slices of a volume.
    public static SlicePositions of(VoxelGrid grid) {
        List<Plane> slices = new ArrayList<>();
        for (int s = 0; s < grid.slices(); s++) {
            slices.add(Plane.ofSlice(grid, s));
        }
        return new SlicePositions(slices, grid.sliceMm());
    }

    /// Images in their order; distances may be unequal.
    ///
    /// @throws IllegalArgumentException if there is none or they are not parallel
    public static SlicePositions of(List<ImagePlane> images) {
        return new SlicePositions(
                images.stream().map(Plane::of).toList(), images.isEmpty() ? 0 : images.getFirst().thicknessMm());
    }

    /// The planes of a reformatted volume.
    public static SlicePositions of(Reformat reformat) {
        return new SlicePositions(
                reformat.slabs().stream().map(Slab::plane).toList(),
                Math.max(reformat.raster().columnMm(), reformat.slabs().getFirst().thicknessMm()));
    }

    /// The plane of a slice.
    public Plane plane(int slice) {
        return slices.get(slice);
    }

    /// Millimetres of a slice along the slices' normal, from the zero of their coordinates: the order of the slices is no matter.
    public double depthMm(int slice) {
        return depthsMm[slice];
    }

    /// The slice to show with a plane of another view that lies the same way; planes of another direction are told by
    /// [ReferenceLine].
    public SliceLink follow(Plane source) {
        if (!source.isParallelTo(slices.getFirst())) {
            return new SliceLink.NotLinked(SliceLink.Reason.OTHER_DIRECTION);
        }
        return at(source.origin(), source.frameOfReferenceUid());
    }

    /// The slice nearest to a point, such as the crosshair.
    ///
    /// @param frameOfReferenceUid frame of reference of the point
    public SliceLink at(PatientPoint point, String frameOfReferenceUid) {
        String own = slices.getFirst().frameOfReferenceUid();
        if (own.isEmpty() || !own.equals(frameOfReferenceUid)) {
            return new SliceLink.NotLinked(SliceLink.Reason.OTHER_FRAME_OF_REFERENCE);
        }
        return nearest(depthMm(point));
    }

    /// The slice that goes through a point; empty where none does.
    ///
    /// @param frameOfReferenceUid frame of reference of the point
    public OptionalInt through(PatientPoint point, String frameOfReferenceUid) {
        return at(point, frameOfReferenceUid) instanceof SliceLink.Linked l ? OptionalInt.of(l.slice()) : OptionalInt.empty();
    }

    private double depthMm(PatientPoint p) {
        return p.alongMm(slices.getFirst().normal());
    }

    /// The slice nearest to a depth along the slices' normal.
    ///
    /// @param depthMm millimetres as [#depthMm] gives them
    public SliceLink nearest(double depthMm) {
        int best = 0;
        for (int i = 1; i < depthsMm.length; i++) {
            if (Math.abs(depthsMm[i] - depthMm) < Math.abs(depthsMm[best] - depthMm)) {
                best = i;
            }
        }
        double off = depthMm - depthsMm[best];
        return Math.abs(off) <= spacingMm(best, off) / 2 + TOLERANCE_MM
                ? new SliceLink.Linked(best, off)
                : new SliceLink.NotLinked(SliceLink.Reason.TOO_FAR);
    }

    /// Distance to the neighbour on the side of `off`, or to the only one.
    private double spacingMm(int slice, double off) {
        double nearest = Double.POSITIVE_INFINITY;
        double other = Double.POSITIVE_INFINITY;
        for (double d : depthsMm) {
            double gap = d - depthsMm[slice];
            if (gap != 0 && gap > 0 == off > 0) {
                nearest = Math.min(nearest, Math.abs(gap));
            } else if (gap != 0) {
                other = Math.min(other, Math.abs(gap));
            }
        }
        double found = Double.isInfinite(nearest) ? other : nearest;
        return Double.isInfinite(found) ? loneMm : found;
    }
}
