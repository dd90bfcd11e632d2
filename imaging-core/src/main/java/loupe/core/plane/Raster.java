package loupe.core.plane;

import java.util.List;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;

/// A rectangle of pixels on a plane: how many, how large, and which of them lies on the plane's origin.
///
/// Whole numbers are pixel centres, so the rectangle's outer edge lies at -0.5 and count - 0.5.
///
/// @param columns pixels to the right, at least 1
/// @param rows pixels down, at least 1; at most 2^28 pixels in all
/// @param columnMm millimetres from one column to the next, positive
/// @param rowMm millimetres from one row to the next, positive
/// @param originColumn (fractional) column of the plane's origin
/// @param originRow (fractional) row of the plane's origin
public record Raster(int columns, int rows, double columnMm, double rowMm, double originColumn, double originRow) {
    /// Checks sizes and places.
    public Raster {
        if (columns < 1 || rows < 1 || (long) columns * rows > 1 << 28) {
            throw new IllegalArgumentException("a raster must have 1 to 2^28 pixels, was " + columns + " x " + rows);
        }
        if (!(columnMm > 0 && columnMm <= 1e6 && rowMm > 0 && rowMm <= 1e6)) {
            throw new IllegalArgumentException("pixels must be positive lengths, were " + columnMm + " x " + rowMm + " mm");
        }
        if (!Double.isFinite(originColumn) || !Double.isFinite(originRow)) {
            throw new IllegalArgumentException("the origin's pixel must be finite");
        }
    }

    /// Square pixels with the plane's origin in the middle of the rectangle.
    public static Raster centred(int columns, int rows, double mmPerPixel) {
        return new Raster(columns, rows, mmPerPixel, mmPerPixel, (columns - 1) / 2.0, (rows - 1) / 2.0);
    }

    /// The pixels of an image on [Plane#of(ImagePlane)].
    public static Raster of(ImagePlane image) {
        return new Raster(image.columns(), image.rows(), image.columnMm(), image.rowMm(), 0, 0);
    }

    /// The pixels of a stored slice on [Plane#ofSlice].
    public static Raster ofSlice(VoxelGrid grid) {
        return new Raster(grid.columns(), grid.rows(), grid.columnMm(), grid.rowMm(), 0, 0);
    }

    /// Pixels in all.
    public int pixels() {
        return columns * rows;
    }

    /// Where a (fractional) pixel of this raster lies on a plane.
    public PatientPoint toPatient(Plane plane, double column, double row) {
        return plane.at((column - originColumn) * columnMm, (row - originRow) * rowMm);
    }

    /// The column a point lies at when it is seen on a plane; may be outside.
    public double column(Plane plane, PatientPoint p) {
        return plane.rightMm(p) / columnMm + originColumn;
    }

    /// The row a point lies at when it is seen on a plane; may be outside.
    public double row(Plane plane, PatientPoint p) {
        return plane.downMm(p) / rowMm + originRow;
    }

    /// The outer corners on a plane: upper left, upper right, lower right, lower left.
    public List<PatientPoint> corners(Plane plane) {
        return List.of(
                toPatient(plane, -0.5, -0.5),
                toPatient(plane, columns - 0.5, -0.5),
                toPatient(plane, columns - 0.5, rows - 0.5),
                toPatient(plane, -0.5, rows - 0.5));
    }
}
