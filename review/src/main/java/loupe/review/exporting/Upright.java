package loupe.review.exporting;

import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;

/// How a slice is turned so that a reader sees it as usual: axial slices with the patient's right on the left and the front on
/// top, coronal ones head up, sagittal ones head up and the front on the left.
///
/// @param transposed whether rows become columns, before the two others
/// @param mirrored whether left and right are exchanged
/// @param flipped whether top and bottom are exchanged
record Upright(boolean transposed, boolean mirrored, boolean flipped) {
    /// As it is stored.
    static final Upright AS_STORED = new Upright(false, false, false);

    private static final PatientVector LEFT = new PatientVector(1, 0, 0);
    private static final PatientVector BACK = new PatientVector(0, 1, 0);
    private static final PatientVector FEET = new PatientVector(0, 0, -1);

    /// The turn of eight that brings a grid's slices nearest to the usual view.
    static Upright of(VoxelGrid grid) {
        PatientVector normal = grid.normal();
        double x = Math.abs(normal.xMm());
        double y = Math.abs(normal.yMm());
        double z = Math.abs(normal.zMm());
        boolean sagittal = x > y && x > z;
        boolean axial = z >= x && z >= y;
        PatientVector right = sagittal ? BACK : LEFT;
        PatientVector down = axial ? BACK : FEET;
        PatientVector row = grid.columnStep().unit();
        PatientVector column = grid.rowStep().unit();
        boolean transposed = Math.abs(row.dot(down)) + Math.abs(column.dot(right))
                > Math.abs(row.dot(right)) + Math.abs(column.dot(down));
        PatientVector across = transposed ? column : row;
        PatientVector downwards = transposed ? row : column;
        return new Upright(transposed, across.dot(right) < 0, downwards.dot(down) < 0);
    }

    /// The picture, turned; a transposed one is as wide as it was high.
    ///
    /// @param argb width x height pixels, rows top to bottom
    int[] turn(int[] argb, int width, int height) {
        int w = transposed ? height : width;
        int h = transposed ? width : height;
        int[] out = new int[w * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int a = mirrored ? w - 1 - x : x;
                int b = flipped ? h - 1 - y : y;
                out[y * w + x] = transposed ? argb[a * width + b] : argb[b * width + a];
            }
        }
        return out;
    }
}
