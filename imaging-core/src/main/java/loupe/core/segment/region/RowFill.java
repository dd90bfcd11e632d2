package loupe.core.segment.region;

import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;

/// Adds parts of rows to a mask under way.
final class RowFill {
    private final VoxelGrid grid;
    private final Mask.Builder out;

    RowFill(VoxelGrid grid, Mask.Builder out) {
        this.grid = grid;
        this.out = out;
    }

    /// The columns whose number lies in a span.
    void add(double[] span, int row, int slice) {
        double from = Math.max(0, Math.ceil(span[0]));
        double to = Math.min(grid.columns() - 1.0, Math.floor(span[1]));
        if (from <= to) {
            out.addRun(slice, row * grid.columns() + (int) from, (int) (to - from) + 1);
        }
    }
}
