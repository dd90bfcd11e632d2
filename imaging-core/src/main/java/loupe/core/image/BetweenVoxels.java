package loupe.core.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import loupe.core.geometry.VoxelGrid;

/// Trilinear values of 16-bit samples at many places of a line, two neighbours in a row at a read.
///
/// @param samples slices outermost, native byte order
/// @param unsigned whether they are
/// @param slope of each slice
/// @param intercept of each slice
record BetweenVoxels(VoxelGrid grid, MemorySegment samples, boolean unsigned, double[] slope, double[] intercept) {
    private static final ValueLayout.OfInt TWO = ValueLayout.JAVA_INT_UNALIGNED;
    private static final int LEFT = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : 16;

    /// Fills the places from `begin` to before `end`.
    ///
    /// @param first fractional index of place 0: column, row, slice
    /// @param step from one place to the next
    /// @param into place i at i; all from `begin` to `end` lie on or behind the first voxel centres, before the last column and
    ///     row, and not behind the last slice
    void read(double[] first, double[] step, int begin, int end, double[] into) {
        double column = first[0];
        double row = first[1];
        double slice = first[2];
        double across = step[0];
        double down = step[1];
        double through = step[2];
        long columns = grid.columns();
        long rows = grid.rows();
        int flip = unsigned ? 0 : 0x8000;
        for (int i = begin; i < end; i++) {
            double c = column + i * across;
            double r = row + i * down;
            double s = slice + i * through;
            int c0 = (int) c;
            int r0 = (int) r;
            int s0 = (int) s;
            double right = c - c0;
            double below = r - r0;
            long base = (s0 * rows + r0) * columns + c0;
            double near = square(base, columns, right, below, flip) * slope[s0] + intercept[s0];
            double behind = s - s0;
            if (behind > 0) {
                double far = square(base + rows * columns, columns, right, below, flip) * slope[s0 + 1] + intercept[s0 + 1];
                near += (far - near) * behind;
            }
            into[i] = near;
        }
    }

    private double square(long base, long columns, double right, double below, int flip) {
        double top = pair(base, right, flip);
        return top + (pair(base + columns, right, flip) - top) * below;
    }

    private double pair(long base, double right, int flip) {
        int two = samples.get(TWO, 2 * base);
        int a = (two >>> LEFT & 0xffff ^ flip) - flip;
        int b = (two >>> 16 - LEFT & 0xffff ^ flip) - flip;
        return a + (b - a) * right;
    }
}
