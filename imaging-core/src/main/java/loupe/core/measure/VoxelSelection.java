package loupe.core.measure;

import java.util.OptionalInt;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;

/// Which voxels count in a region on a slab; the one rule for every view (as Cornerstone3D has it since its issue 2889).
///
/// In the plane: the voxel's centre, dropped square onto the plane, lies in the region or within 1e-6 of its edge. Along the
/// normal: the voxel's box overlaps the slab, |distance of centre| < (thickness + box) / 2 - 1e-6, where a box is as thick as the
/// sum of its three steps along the normal. On a slab of no thickness the box holds the plane; where the plane lies between two
/// boxes, the one of the higher slice (row, column) does.
final class VoxelSelection {
    /// Takes a voxel that counts.
    interface Visitor {
        void voxel(int column, int row, int slice);
    }

    private static final double NEAR = 1e-6;

    private final VoxelGrid grid;
    private final Plane plane;
    private final RegionBoundary boundary;
    private final PatientVector normal;
    private final double thickness;
    private final double box;

    VoxelSelection(VoxelGrid grid, Plane plane, Region region, double thickness) {
        this.grid = grid;
        this.plane = plane;
        this.boundary = RegionBoundary.of(region, plane);
        this.normal = upward(plane.normal());
        this.thickness = thickness;
        this.box = Math.abs(grid.columnStep().dot(normal))
                + Math.abs(grid.rowStep().dot(normal))
                + Math.abs(grid.sliceStep().dot(normal));
    }

    /// The normal that goes with the slices (or else the rows, the columns), so that a mirrored view is the same.
    private PatientVector upward(PatientVector n) {
        for (PatientVector step : new PatientVector[] {grid.sliceStep(), grid.rowStep(), grid.columnStep()}) {
            double along = n.dot(step.unit());
            if (Math.abs(along) > 1e-6) {
                return along > 0 ? n : n.times(-1);
            }
        }
        return n;
    }

    /// Area of a voxel on a plane along the layers of an axis.
    static double voxelArea(VoxelGrid grid, int axis) {
        PatientVector[] s = {grid.columnStep(), grid.rowStep(), grid.sliceStep()};
        return s[(axis + 1) % 3].cross(s[(axis + 2) % 3]).lengthMm();
    }

    /// The axis of the grid (0 columns, 1 rows, 2 slices) whose layers lie along the plane, if one does (sine within 1e-3).
    OptionalInt layersAxis() {
        PatientVector[] s = {grid.columnStep(), grid.rowStep(), grid.sliceStep()};
        for (int a = 0; a < 3; a++) {
            if (s[(a + 1) % 3].cross(s[(a + 2) % 3]).unit().cross(normal).lengthMm() <= 1e-3) {
                return OptionalInt.of(a);
            }
        }
        return OptionalInt.empty();
    }

    /// Goes through the voxels that count, columns innermost.
    void each(Visitor visitor) {
        int[] range = range();
        Place at = new Place();
        for (int s = range[4]; s <= range[5]; s++) {
            for (int r = range[2]; r <= range[3]; r++) {
                for (int c = range[0]; c <= range[1]; c++) {
                    if (inSlab(at.depth(c, r, s)) && boundary.holds(at.right(c, r, s), at.down(c, r, s))) {
                        visitor.voxel(c, r, s);
                    }
                }
            }
        }
    }

    private boolean inSlab(double depth) {
        return thickness == 0
                ? depth >= -box / 2 + NEAR && depth < box / 2 + NEAR
                : Math.abs(depth) < (thickness + box) / 2 - NEAR;
    }

    /// First and last column, row and slice that can count.
    private int[] range() {
        double[] b = boundary.bounds();
        double reach = (thickness + box) / 2;
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int i = 0; i < 8; i++) {
            PatientPoint corner = plane.at(b[(i & 1) * 2], b[(i & 2) + 1]).plus(normal.times((i & 4) == 0 ? -reach : reach));
            double[] at = grid.toIndex(corner);
            for (int k = 0; k < 3; k++) {
                low[k] = Math.min(low[k], at[k]);
                high[k] = Math.max(high[k], at[k]);
            }
        }
        int[] size = {grid.columns(), grid.rows(), grid.slices()};
        int[] out = new int[6];
        for (int k = 0; k < 3; k++) {
            out[2 * k] = (int) Math.clamp(Math.ceil(low[k] - 1e-3), 0, size[k]);
            out[2 * k + 1] = (int) Math.clamp(Math.floor(high[k] + 1e-3), -1, size[k] - 1.0);
        }
        return out;
    }

    /// Voxel indices to the plane's coordinates.
    private final class Place {
        private final PatientVector start = grid.origin().minus(plane.origin());
        private final double[] right = along(plane.right());
        private final double[] down = along(plane.down());
        private final double[] depth = along(normal);

        private double[] along(PatientVector direction) {
            return new double[] {
                start.dot(direction),
                grid.columnStep().dot(direction),
                grid.rowStep().dot(direction),
                grid.sliceStep().dot(direction)
            };
        }

        double right(int c, int r, int s) {
            return right[0] + c * right[1] + r * right[2] + s * right[3];
        }

        double down(int c, int r, int s) {
            return down[0] + c * down[1] + r * down[2] + s * down[3];
        }

        double depth(int c, int r, int s) {
            return depth[0] + c * depth[1] + r * depth[2] + s * depth[3];
        }
    }
}
