package loupe.core.plane;

import java.util.ArrayList;
import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;

/// A volume cut into parallel slabs of one direction, as a series to scroll through (multiplanar reformation).
///
/// Pixels are as far apart as the volume's voxels are along the same direction, so that a volume that lies along the patient's
/// axes is shown voxel by voxel and nothing is made up between them.
///
/// @param axis the direction of looking
/// @param slabs from the volume's lowest place along their normal to its highest; at least one
/// @param raster the pixels, on each slab's plane
public record Reformat(Axis axis, List<Slab> slabs, Raster raster) {
    private static final int MOST_PLANES = 8192;

    /// Copies the list.
    public Reformat {
        slabs = List.copyOf(slabs);
        if (slabs.isEmpty()) {
            throw new IllegalArgumentException("a reformat needs a plane");
        }
    }

    /// Cuts a volume.
    ///
    /// @param grid where its voxels lie
    /// @param thicknessMm thickness of each slab, 0 for planes
    /// @param projection what becomes of the values through a slab
    public static Reformat of(VoxelGrid grid, Axis axis, double thicknessMm, Slab.Projection projection) {
        Span across = Span.of(grid, axis.right());
        Span down = Span.of(grid, axis.down());
        Plane any = Plane.of(axis, grid.origin(), grid.frameOfReferenceUid());
        Span through = Span.of(grid, any.normal());
        Raster raster = new Raster(across.steps(), down.steps(), across.stepMm, down.stepMm, 0, 0);
        List<Slab> slabs = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_PLANES, through.steps()); i++) {
            PatientPoint origin = new PatientPoint(0, 0, 0)
                    .plus(axis.right().times(across.lowMm))
                    .plus(axis.down().times(down.lowMm))
                    .plus(any.normal().times(through.lowMm + i * through.stepMm));
            slabs.add(new Slab(Plane.of(axis, origin, grid.frameOfReferenceUid()), thicknessMm, projection));
        }
        return new Reformat(axis, slabs, raster);
    }

    /// Cuts a volume along a plane of any direction. Pixels and planes are as far apart as the volume's nearest layers of voxels;
    /// where the plane lies as its direction of looking usually does, all is as [#of] has it.
    ///
    /// @param axis the direction of looking the plane was turned from
    /// @param like one of the slabs, wherever the others lie
    public static Reformat along(VoxelGrid grid, Axis axis, Slab like) {
        Plane plane = like.plane();
        if (!turned(axis, plane)) {
            return of(grid, axis, like.thicknessMm(), like.projection());
        }
        double step = PlaneSampler.smallestGapMm(grid);
        Span across = Span.of(grid, plane.right()).every(step);
        Span down = Span.of(grid, plane.down()).every(step);
        Span through = Span.of(grid, plane.normal()).every(step);
        double depth = plane.origin().alongMm(plane.normal());
        double first = depth + Math.ceil((through.lowMm - depth) / step - 1e-9) * step;
        Raster raster = new Raster(across.steps(), down.steps(), step, step, 0, 0);
        PatientPoint corner = new PatientPoint(0, 0, 0)
                .plus(plane.right().times(across.lowMm))
                .plus(plane.down().times(down.lowMm));
        List<Slab> slabs = new ArrayList<>();
        for (int i = 0; i == 0 || i < MOST_PLANES && first + i * step <= through.highMm + 1e-9 * step; i++) {
            Plane p = new Plane(
                    corner.plus(plane.normal().times(first + i * step)), plane.right(), plane.down(), grid.frameOfReferenceUid());
            slabs.add(new Slab(p, like.thicknessMm(), like.projection()));
        }
        return new Reformat(axis, slabs, raster);
    }

    /// Whether the planes were turned from where their direction of looking usually lies.
    public boolean isOblique() {
        return turned(axis, slabs.getFirst().plane());
    }

    private static boolean turned(Axis axis, Plane p) {
        double right = p.right().plus(axis.right().times(-1)).lengthMm();
        double down = p.down().plus(axis.down().times(-1)).lengthMm();
        return right + down >= 1e-9;
    }

    /// The same planes with slabs of another thickness.
    public Reformat thick(double thicknessMm, Slab.Projection projection) {
        return new Reformat(
                axis, slabs.stream().map(s -> new Slab(s.plane(), thicknessMm, projection)).toList(), raster);
    }

    /// Where a slab's pixels lie, as a volume of one slice, for what is to be drawn over them.
    public VoxelGrid grid(int index) {
        Plane p = slabs.get(index).plane();
        return new VoxelGrid(
                raster.columns(), raster.rows(), 1, raster.toPatient(p, 0, 0),
                p.right().times(raster.columnMm()), p.down().times(raster.rowMm()), p.normal(), p.frameOfReferenceUid());
    }

    /// How far a volume reaches along a direction, from voxel centre to voxel centre.
    private record Span(double lowMm, double highMm, double stepMm) {
        static Span of(VoxelGrid g, PatientVector along) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int corner = 0; corner < 8; corner++) {
                PatientPoint p = g.toPatient(
                        (corner & 1) * (g.columns() - 1.0), (corner >> 1 & 1) * (g.rows() - 1.0), (corner >> 2) * (g.slices() - 1.0));
                double mm = p.alongMm(along);
                low = Math.min(low, mm);
                high = Math.max(high, mm);
            }
            double step = Math.max(
                    Math.abs(g.columnStep().dot(along)),
                    Math.max(Math.abs(g.rowStep().dot(along)), Math.abs(g.sliceStep().dot(along))));
            return new Span(low, high, step);
        }

        Span every(double mm) {
            return new Span(lowMm, highMm, mm);
        }

        int steps() {
            return (int) Math.rint((highMm - lowMm) / stepMm) + 1;
        }
    }
}
