package loupe.core.segment.region;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;

/// Places of voxels in a plane's coordinates: right, down and along the normal, as linear functions of the indices.
final class PlaneAxes {
    private static final double NEAR = 1e-6;

    final VoxelGrid grid;
    final Plane plane;
    final PatientVector normal;
    /// Value at voxel (0, 0, 0), then the step of a column, a row and a slice.
    final double[] right;
    final double[] down;
    final double[] depth;
    /// Thickness of a layer: the sum of a voxel's steps along the normal.
    final double layerMm;

    private final boolean turned;

    /// @throws IllegalArgumentException if plane and grid name different frames of reference
    PlaneAxes(VoxelGrid grid, Plane plane) {
        String frame = grid.frameOfReferenceUid();
        if (!frame.isEmpty() && !plane.frameOfReferenceUid().isEmpty() && !frame.equals(plane.frameOfReferenceUid())) {
            throw new IllegalArgumentException("the plane lies in another frame of reference than the grid");
        }
        this.grid = grid;
        this.plane = plane;
        PatientVector n = plane.normal();
        this.turned = !goesUp(n);
        this.normal = turned ? n.times(-1) : n;
        this.right = along(plane.right());
        this.down = along(plane.down());
        this.depth = along(normal);
        this.layerMm = Math.abs(depth[1]) + Math.abs(depth[2]) + Math.abs(depth[3]);
    }

    /// Whether a normal goes with the slices (or else the rows, the columns), so that a mirrored view is the same.
    private boolean goesUp(PatientVector n) {
        for (PatientVector step : new PatientVector[] {grid.sliceStep(), grid.rowStep(), grid.columnStep()}) {
            double along = n.dot(step.unit());
            if (Math.abs(along) > 1e-6) {
                return along > 0;
            }
        }
        return true;
    }

    private double[] along(PatientVector direction) {
        return new double[] {
            grid.origin().minus(plane.origin()).dot(direction),
            grid.columnStep().dot(direction),
            grid.rowStep().dot(direction),
            grid.sliceStep().dot(direction)
        };
    }

    static double at(double[] axis, int row, int slice) {
        return axis[0] + row * axis[2] + slice * axis[3];
    }

    /// Least and greatest depth of a centre whose layer counts, along `normal`.
    double[] depths(double nearMm, double farMm) {
        double low = turned ? -farMm : nearMm;
        double high = turned ? -nearMm : farMm;
        return low == high
                ? new double[] {low - layerMm / 2 + NEAR, high + layerMm / 2 + NEAR}
                : new double[] {low - layerMm / 2 + NEAR, high + layerMm / 2 - NEAR};
    }

    /// The part of a row whose centres lie within depths, as least and greatest column; empty where the first is greater.
    double[] columnsWithin(double[] depths, int row, int slice) {
        double from = at(depth, row, slice);
        if (Math.abs(depth[1]) < 1e-12) {
            boolean in = from >= depths[0] && from <= depths[1];
            return in ? Span.all() : Span.none();
        }
        double a = (depths[0] - from) / depth[1];
        double b = (depths[1] - from) / depth[1];
        return new double[] {Math.min(a, b), Math.max(a, b)};
    }

    /// Rows and slices (first row, last row, first slice, last slice) that a box of the plane can reach.
    ///
    /// @param box least right, least down, greatest right, greatest down
    int[] rowsAndSlices(double[] box, double[] depths) {
        double[] deep = clipped(depths);
        IndexBounds bounds = new IndexBounds(grid);
        for (int i = 0; i < 8; i++) {
            PatientPoint p = plane.at(box[(i & 1) * 2], box[(i & 2) + 1]).plus(normal.times(deep[i >> 2]));
            bounds.add(p);
        }
        return bounds.rowsAndSlices();
    }

    /// Depths no farther than the grid goes.
    private double[] clipped(double[] depths) {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            double d = depth[0]
                    + (i & 1) * (grid.columns() - 1) * depth[1]
                    + (i >> 1 & 1) * (grid.rows() - 1) * depth[2]
                    + (i >> 2) * (grid.slices() - 1) * depth[3];
            low = Math.min(low, d);
            high = Math.max(high, d);
        }
        return new double[] {Math.max(depths[0], low - layerMm), Math.min(depths[1], high + layerMm)};
    }

    /// Whether every slice looks the same from along the normal: one slice's rows serve all.
    boolean slicesCoincide() {
        return Math.abs(right[3]) < 1e-9
                && Math.abs(down[3]) < 1e-9
                && Math.abs(depth[1]) < 1e-9
                && Math.abs(depth[2]) < 1e-9;
    }
}
