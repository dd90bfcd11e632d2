package loupe.inference.evaluate;

import java.util.Arrays;
import loupe.core.geometry.VoxelGrid;

/// Exact Euclidean distance of every voxel to the nearest of a set, in millimetres, axis by axis (Felzenszwalb and
/// Huttenlocher, Distance Transforms of Sampled Functions, 2012).
final class DistanceMap {
    private static final double FAR = 1e20;

    private DistanceMap() {}

    /// @param set which voxels are in it, slices outermost
    /// @return squared distances in square millimetres
    static double[] squared(boolean[] set, VoxelGrid grid) {
        double[] d = new double[set.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = set[i] ? 0 : FAR;
        }
        int plane = grid.voxelsPerSlice();
        for (int row = 0; row < grid.rows() * grid.slices(); row++) {
            new Line(d, row * grid.columns(), 1, grid.columns()).pass(grid.columnMm());
        }
        for (int s = 0; s < grid.slices(); s++) {
            for (int c = 0; c < grid.columns(); c++) {
                new Line(d, s * plane + c, grid.columns(), grid.rows()).pass(grid.rowMm());
            }
        }
        for (int i = 0; i < plane; i++) {
            new Line(d, i, plane, grid.slices()).pass(grid.sliceMm());
        }
        return d;
    }

    /// One line of voxels.
    private record Line(double[] d, int from, int stride, int count) {
        /// The lower envelope of a parabola over each voxel.
        void pass(double mm) {
            double[] f = new double[count];
            for (int i = 0; i < count; i++) {
                f[i] = d[from + i * stride];
            }
            int[] at = new int[count];
            double[] edge = new double[count + 1];
            Arrays.fill(edge, FAR);
            edge[0] = -FAR;
            int k = 0;
            double mm2 = mm * mm;
            for (int q = 1; q < count; q++) {
                double s = meet(f, q, at[k], mm2);
                while (s <= edge[k]) {
                    k--;
                    s = meet(f, q, at[k], mm2);
                }
                k++;
                at[k] = q;
                edge[k] = s;
                edge[k + 1] = FAR;
            }
            int n = 0;
            for (int q = 0; q < count; q++) {
                while (edge[n + 1] < q) {
                    n++;
                }
                d[from + q * stride] = (q - at[n]) * (double) (q - at[n]) * mm2 + f[at[n]];
            }
        }

        private static double meet(double[] f, int q, int p, double mm2) {
            return (f[q] / mm2 + (double) q * q - (f[p] / mm2 + (double) p * p)) / (2.0 * (q - p));
        }
    }
}
