package loupe.sample.chest;

/// How finely a phantom is sampled.
///
/// @param columns voxels in a row, 64 to 512
/// @param rows voxels in a column, 64 to 512
/// @param slices slices from the feet towards the head, 8 to 400
/// @param inPlaneMm spacing of columns and rows in millimetres
/// @param sliceMm spacing of slices in millimetres
public record PhantomSettings(int columns, int rows, int slices, double inPlaneMm, double sliceMm) {
    /// 120 slices of 256 x 256 voxels of 1.4 x 1.4 x 2.5 mm.
    public static final PhantomSettings USUAL = new PhantomSettings(256, 256, 120, 1.4, 2.5);

    /// Checks the ranges.
    public PhantomSettings {
        require(columns >= 64 && columns <= 512, "columns must be 64 to 512, was " + columns);
        require(rows >= 64 && rows <= 512, "rows must be 64 to 512, was " + rows);
        require(slices >= 8 && slices <= 400, "slices must be 8 to 400, was " + slices);
        require(inPlaneMm > 0 && inPlaneMm <= 6, "inPlaneMm must lie in 0 to 6, was " + inPlaneMm);
        require(sliceMm > 0 && sliceMm <= 20, "sliceMm must lie in 0 to 20, was " + sliceMm);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
