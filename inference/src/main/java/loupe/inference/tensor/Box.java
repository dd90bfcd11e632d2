package loupe.inference.tensor;

import java.util.Arrays;

/// The box of indices around what reaches a level in a field, so that places far from it need not be looked at.
///
/// @param low least column, row and slice
/// @param high greatest; below low where nothing does
record Box(int[] low, int[] high) {
    static Box around(Field field, double level) {
        int columns = field.grid().columns();
        int rows = field.grid().rows();
        int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        int[] high = {-1, -1, -1};
        float[] v = field.values();
        for (int row = 0; row < rows * field.grid().slices(); row++) {
            int first = row * columns;
            int end = first + columns;
            int from = first;
            while (from < end && !(v[from] >= level)) {
                from++;
            }
            if (from < end) {
                int to = end - 1;
                while (!(v[to] >= level)) {
                    to--;
                }
                int[] lowest = {from - first, row % rows, row / rows};
                int[] highest = {to - first, row % rows, row / rows};
                Arrays.setAll(low, a -> Math.min(low[a], lowest[a]));
                Arrays.setAll(high, a -> Math.max(high[a], highest[a]));
            }
        }
        return new Box(low, high);
    }

    /// First column of a row of another grid that may lie within a voxel of the box.
    int first(Affine to, int row, int slice) {
        return (int) Math.max(0, Math.ceil(range(to, row, slice)[0]));
    }

    /// Last such column; below the first where there is none.
    int last(Affine to, int row, int slice, int columns) {
        return (int) Math.min(columns - 1.0, Math.floor(range(to, row, slice)[1]));
    }

    private double[] range(Affine to, int row, int slice) {
        double[] start = {to.column(0, row, slice), to.row(0, row, slice), to.slice(0, row, slice)};
        double from = -1;
        double until = Integer.MAX_VALUE;
        for (int a = 0; a < 3; a++) {
            double step = to.perColumn()[a];
            double least = low[a] - 1.01 - start[a];
            double most = high[a] + 1.01 - start[a];
            if (Math.abs(step) < 1e-9) {
                until = least <= 0 && most >= 0 ? until : -2;
            } else {
                from = Math.max(from, Math.min(least / step, most / step));
                until = Math.min(until, Math.max(least / step, most / step));
            }
        }
        return new double[] {from, until};
    }
}
