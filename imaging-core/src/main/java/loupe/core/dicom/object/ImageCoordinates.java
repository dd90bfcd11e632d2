package loupe.core.dicom.object;

import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;

/// Columns and rows as a report counts them: from the upper left corner of the first pixel, whose centre is (0.5, 0.5) (DICOM
/// PS3.3 C.18.6).
final class ImageCoordinates {
    private static final double SQUARE = 1e-6;

    private ImageCoordinates() {}

    /// Column and row of a place dropped onto the image.
    static double[] of(ImagePlane plane, PatientPoint p) {
        PatientVector d = p.minus(plane.origin());
        // The directions may stand up to a hundredth off the right angle.
        double across = d.dot(plane.alongRow());
        double down = d.dot(plane.alongColumn());
        double lean = plane.alongRow().dot(plane.alongColumn());
        double square = 1 - lean * lean;
        return new double[] {
            (across - lean * down) / square / plane.columnMm() + 0.5, (down - lean * across) / square / plane.rowMm() + 0.5
        };
    }

    /// The place of a column and row.
    static PatientPoint place(ImagePlane plane, double column, double row) {
        return plane.origin()
                .plus(plane.alongRow().times((column - 0.5) * plane.columnMm()))
                .plus(plane.alongColumn().times((row - 0.5) * plane.rowMm()));
    }

    /// Whether the pixels are as wide as high.
    static boolean square(ImagePlane plane) {
        return Math.abs(plane.columnMm() - plane.rowMm()) <= SQUARE * plane.columnMm()
                && Math.abs(plane.alongRow().dot(plane.alongColumn())) <= SQUARE;
    }
}
