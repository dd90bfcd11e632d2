package loupe.core.segment.region;

import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;

/// Adds every voxel a straight way goes through (Amanatides and Woo, A fast voxel traversal algorithm for ray tracing, 1987). A place on
/// the border of two voxels is the higher one's.
final class CellWalk {
    private final VoxelGrid grid;
    private final Mask.Builder out;

    CellWalk(VoxelGrid grid, Mask.Builder out) {
        this.grid = grid;
        this.out = out;
    }

    /// @param from fractional voxel index (column, row, slice)
    /// @param to likewise
    void add(double[] from, double[] to) {
        double[] inside = insideGrid(from, to);
        if (Span.isEmpty(inside)) {
            return;
        }
        int[] at = new int[3];
        int[] step = new int[3];
        double[] next = new double[3];
        double[] each = new double[3];
        for (int k = 0; k < 3; k++) {
            double way = to[k] - from[k];
            at[k] = cell(from[k] + inside[0] * way);
            step[k] = way > 0 ? 1 : way < 0 ? -1 : 0;
            each[k] = step[k] == 0 ? Double.POSITIVE_INFINITY : 1 / Math.abs(way);
            next[k] = step[k] == 0 ? Double.POSITIVE_INFINITY : (at[k] + 0.5 * step[k] - from[k]) / way;
        }
        walk(at, step, next, each, inside[1]);
    }

    private void walk(int[] at, int[] step, double[] next, double[] each, double end) {
        while (true) {
            if (grid.contains(at[0], at[1], at[2])) {
                out.add(at[0], at[1], at[2]);
            }
            int k = next[0] <= next[1] && next[0] <= next[2] ? 0 : next[1] <= next[2] ? 1 : 2;
            if (!(next[k] < end - 1e-9)) {
                return;
            }
            at[k] += step[k];
            next[k] += each[k];
        }
    }

    private static int cell(double index) {
        return (int) Math.floor(index + 0.5 + 1e-9);
    }

    /// The part of the way within the grid's outer edge.
    private double[] insideGrid(double[] from, double[] to) {
        int[] size = {grid.columns(), grid.rows(), grid.slices()};
        double[] span = {0, 1};
        for (int k = 0; k < 3; k++) {
            span = Span.both(span, Span.within(from[k], to[k] - from[k], -0.5, size[k] - 0.5));
        }
        return span;
    }
}
