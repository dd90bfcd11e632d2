package loupe.core.plane;

/// From the pixels of a raster to voxel indices, for one distance from the plane.
///
/// @param origin index of pixel (0, 0)
/// @param across index step from one column to the next
/// @param down index step from one row to the next
/// @param weight share in a mean
/// @param onVoxels whether every pixel lies on a voxel centre; all numbers are whole then
record SampleLayer(double[] origin, double[] across, double[] down, double weight, boolean onVoxels) {
    /// What a pixel may be off a voxel's centre to be taken for it, in voxels.
    private static final double SNAP = 1e-3;

    /// Put on voxel centres where no pixel of the raster is further off than the rounding of headers.
    SampleLayer snapped(int columns, int rows) {
        double[] o = new double[3];
        double[] a = new double[3];
        double[] d = new double[3];
        for (int k = 0; k < 3; k++) {
            o[k] = Math.rint(origin[k]);
            a[k] = Math.rint(across[k]);
            d[k] = Math.rint(down[k]);
            double off = Math.abs(origin[k] - o[k])
                    + Math.abs(across[k] - a[k]) * (columns - 1)
                    + Math.abs(down[k] - d[k]) * (rows - 1);
            if (!(off <= SNAP) || Math.abs(o[k]) > 1e8) {
                return this;
            }
        }
        return new SampleLayer(o, a, d, weight, true);
    }
}
