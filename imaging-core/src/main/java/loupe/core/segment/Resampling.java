package loupe.core.segment;

import loupe.core.geometry.VoxelGrid;

/// A mask on another grid in the same space, by the nearest voxel. Along a row of the target the mask's indices run straight, so the
/// part of the row that may meet the mask's box is known before a voxel is looked at.
final class Resampling {
    private final Mask mask;
    private final double[] low;
    private final double[] high;

    private Resampling(Mask mask, VoxelBox box) {
        this.mask = mask;
        // A voxel reaches half a voxel about its centre; the rest is room for rounding.
        low = new double[] {box.first().column() - 0.75, box.first().row() - 0.75, box.first().slice() - 0.75};
        high = new double[] {box.last().column() + 0.75, box.last().row() + 0.75, box.last().slice() + 0.75};
    }

    /// @param box where the mask has voxels
    static Mask of(Mask mask, VoxelBox box, VoxelGrid target) {
        Resampling r = new Resampling(mask, box);
        Mask.Builder out = Mask.builder(target);
        for (int s = 0; s < target.slices(); s++) {
            for (int row = 0; row < target.rows(); row++) {
                r.row(target, s, row, out);
            }
        }
        return out.build();
    }

    private void row(VoxelGrid target, int s, int row, Mask.Builder out) {
        VoxelGrid grid = mask.grid();
        double[] from = grid.toIndex(target.toPatient(0, row, s));
        double[] to = grid.toIndex(target.toPatient(1, row, s));
        double first = 0;
        double last = target.columns() - 1;
        for (int axis = 0; axis < 3; axis++) {
            double step = to[axis] - from[axis];
            double a = (low[axis] - from[axis]) / step;
            double b = (high[axis] - from[axis]) / step;
            if (Math.abs(step) < 1e-9) {
                if (from[axis] < low[axis] - 0.1 || from[axis] > high[axis] + 0.1) {
                    return;
                }
            } else {
                first = Math.max(first, Math.min(a, b));
                last = Math.min(last, Math.max(a, b));
            }
        }
        for (int c = (int) Math.ceil(first); c <= last; c++) {
            int column = (int) Math.floor(from[0] + c * (to[0] - from[0]) + 0.5);
            int line = (int) Math.floor(from[1] + c * (to[1] - from[1]) + 0.5);
            int slice = (int) Math.floor(from[2] + c * (to[2] - from[2]) + 0.5);
            if (grid.contains(column, line, slice) && mask.contains(slice, line * grid.columns() + column)) {
                out.add(s, row * target.columns() + c);
            }
        }
    }
}
