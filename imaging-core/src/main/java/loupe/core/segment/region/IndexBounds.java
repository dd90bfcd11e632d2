package loupe.core.segment.region;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;

/// Least and greatest voxel indices of places, cut to the grid.
final class IndexBounds {
    private final VoxelGrid grid;
    private final double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
    private final double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};

    IndexBounds(VoxelGrid grid) {
        this.grid = grid;
    }

    void add(PatientPoint p) {
        double[] at = grid.toIndex(p);
        for (int k = 0; k < 3; k++) {
            low[k] = Math.min(low[k], at[k]);
            high[k] = Math.max(high[k], at[k]);
        }
    }

    /// First row, last row, first slice, last slice; the last below the first where there is none.
    int[] rowsAndSlices() {
        return new int[] {first(1, grid.rows()), last(1, grid.rows()), first(2, grid.slices()), last(2, grid.slices())};
    }

    private int first(int axis, int size) {
        return (int) Math.clamp(Math.ceil(low[axis] - 1e-3), 0, size);
    }

    private int last(int axis, int size) {
        return (int) Math.clamp(Math.floor(high[axis] + 1e-3), -1, size - 1.0);
    }
}
