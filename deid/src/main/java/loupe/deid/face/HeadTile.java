package loupe.deid.face;

import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.image.Frame;

/// One slice, every so many pixels of it.
///
/// @param plane where the slice lies
/// @param columnStep pixels from one value to the next in a row
/// @param rowStep rows from one value to the next
/// @param values modality values, row by row
record HeadTile(ImagePlane plane, int columnStep, int rowStep, float[] values) {
    private static final double FINEST_MM = 1.5;

    static HeadTile of(ImagePlane plane, Frame frame, double slope, double intercept) {
        int columnStep = Math.max(1, (int) (FINEST_MM / plane.columnMm()));
        int rowStep = Math.max(1, (int) (FINEST_MM / plane.rowMm()));
        int columns = (plane.columns() - 1) / columnStep + 1;
        int rows = (plane.rows() - 1) / rowStep + 1;
        float[] values = new float[columns * rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                long at = (long) r * rowStep * plane.columns() + (long) c * columnStep;
                values[r * columns + c] = (float) (frame.sample(at) * slope + intercept);
            }
        }
        return new HeadTile(plane, columnStep, rowStep, values);
    }

    /// The larger distance of neighbouring values in the slice.
    double stepMm() {
        return Math.max(columnStep * plane.columnMm(), rowStep * plane.rowMm());
    }

    int columns() {
        return (plane.columns() - 1) / columnStep + 1;
    }

    int rows() {
        return values.length / columns();
    }

    PatientPoint place(int column, int row) {
        return plane.origin()
                .plus(plane.alongRow().times(column * columnStep * plane.columnMm()))
                .plus(plane.alongColumn().times(row * rowStep * plane.rowMm()));
    }

    long bytes() {
        return 4L * values.length;
    }
}
