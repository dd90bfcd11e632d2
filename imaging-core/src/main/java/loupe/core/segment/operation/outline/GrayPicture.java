package loupe.core.segment.operation.outline;

import loupe.core.segment.region.PlanePoint;

/// Values on a flat lattice, such as those of an image or of a plane through a volume. The middle of pixel (0, 0) is the origin of
/// outlines on it.
///
/// @param values row by row, in the image's own unit
/// @param columns pixels in a row
/// @param rows rows
/// @param columnMm distance of columns
/// @param rowMm distance of rows
public record GrayPicture(float[] values, int columns, int rows, double columnMm, double rowMm) {
    /// Checks the size.
    public GrayPicture {
        if (columns < 1 || rows < 1 || values.length < (long) columns * rows) {
            throw new IllegalArgumentException("a picture needs a value for every pixel");
        }
        if (!(columnMm > 0 && rowMm > 0)) {
            throw new IllegalArgumentException("columnMm and rowMm must be positive lengths");
        }
        values = values.clone();
    }

    @Override
    public float[] values() {
        return values.clone();
    }

    /// Whether there is such a pixel.
    public boolean contains(int column, int row) {
        return column >= 0 && column < columns && row >= 0 && row < rows;
    }

    /// Value of a pixel.
    public float value(int column, int row) {
        return values[row * columns + column];
    }

    /// A (fractional) pixel's place in millimetres.
    public PlanePoint place(double column, double row) {
        return new PlanePoint(column * columnMm, row * rowMm);
    }
}
