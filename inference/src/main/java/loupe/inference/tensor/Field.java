package loupe.inference.tensor;

import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.operation.VoxelField;

/// One number a voxel of a grid, slices outermost, columns innermost. The array is shared: whoever made it may change it.
///
/// @param grid where the numbers lie
/// @param values as many as the grid has voxels
public record Field(VoxelGrid grid, float[] values) {
    /// Checks the length.
    public Field {
        if (values.length != grid.voxels()) {
            throw new IllegalArgumentException("the grid has " + grid.voxels() + " voxels, there are " + values.length);
        }
    }

    /// The numbers at the centres of another grid's voxels, as [#linear] has them there.
    public VoxelField at(VoxelGrid other) {
        return new FieldOnGrid(this, other);
    }

    /// Trilinear value at a fractional index; 0 more than half a voxel outside.
    public double linear(double column, double row, double slice) {
        int nc = grid.columns();
        int nr = grid.rows();
        int ns = grid.slices();
        if (!(column > -0.5 && row > -0.5 && slice > -0.5 && column < nc - 0.5 && row < nr - 0.5 && slice < ns - 0.5)) {
            return 0;
        }
        double c = Math.clamp(column, 0, nc - 1);
        double r = Math.clamp(row, 0, nr - 1);
        double s = Math.clamp(slice, 0, ns - 1);
        int c0 = (int) c;
        int r0 = (int) r;
        int s0 = (int) s;
        int at = (s0 * nr + r0) * nc + c0;
        int dc = c0 + 1 < nc ? 1 : 0;
        int dr = r0 + 1 < nr ? nc : 0;
        int ds = s0 + 1 < ns ? nr * nc : 0;
        double near = plane(at, dc, dr, c - c0, r - r0);
        return near + (plane(at + ds, dc, dr, c - c0, r - r0) - near) * (s - s0);
    }

    private double plane(int at, int dc, int dr, double fc, double fr) {
        double top = values[at] + (values[at + dc] - values[at]) * fc;
        double bottom = values[at + dr] + (values[at + dr + dc] - values[at + dr]) * fc;
        return top + (bottom - top) * fr;
    }
}
