package loupe.inference.tensor;

import loupe.core.geometry.VoxelGrid;

/// The way from indices of one grid to fractional indices of another.
///
/// @param origin where (0,0,0) goes
/// @param perColumn what a column adds
/// @param perRow what a row adds
/// @param perSlice what a slice adds
record Affine(double[] origin, double[] perColumn, double[] perRow, double[] perSlice) {
    static Affine between(VoxelGrid from, VoxelGrid to) {
        double[] zero = to.toIndex(from.origin());
        return new Affine(
                zero,
                minus(to.toIndex(from.toPatient(1, 0, 0)), zero),
                minus(to.toIndex(from.toPatient(0, 1, 0)), zero),
                minus(to.toIndex(from.toPatient(0, 0, 1)), zero));
    }

    private static double[] minus(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    double column(int c, int r, int s) {
        return along(0, c, r, s);
    }

    double row(int c, int r, int s) {
        return along(1, c, r, s);
    }

    double slice(int c, int r, int s) {
        return along(2, c, r, s);
    }

    private double along(int axis, int c, int r, int s) {
        return origin[axis] + c * perColumn[axis] + r * perRow[axis] + s * perSlice[axis];
    }
}
