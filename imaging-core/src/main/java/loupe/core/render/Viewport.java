package loupe.core.render;

/// Which part of an image a rectangle of screen pixels shows.
///
/// Screen pixel (x, y) has its centre at (x + 0.5, y + 0.5); image index (column, row) at whole numbers is a pixel's
/// centre. The image index in the middle of the screen is (centreColumn, centreRow).
///
/// @param width screen pixels across, at least 1
/// @param height screen pixels down, at least 1
/// @param pixelsPerMm screen pixels for a millimetre of the image
/// @param centreColumn image column in the middle
/// @param centreRow image row in the middle
/// @param columnMm distance between image columns
/// @param rowMm distance between image rows
public record Viewport(
        int width,
        int height,
        double pixelsPerMm,
        double centreColumn,
        double centreRow,
        double columnMm,
        double rowMm) {
    /// Checks sizes and scale.
    public Viewport {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a viewport needs at least one pixel, was " + width + "x" + height);
        }
        if (!(pixelsPerMm > 0) || !(columnMm > 0) || !(rowMm > 0)) {
            throw new IllegalArgumentException("scale and spacing must be positive");
        }
    }

    /// The whole image, as large as fits, in the middle.
    public static Viewport fit(int width, int height, int columns, int rows, double columnMm, double rowMm) {
        double scale = Math.min(width / (columns * columnMm), height / (rows * rowMm));
        return new Viewport(width, height, scale, (columns - 1) / 2.0, (rows - 1) / 2.0, columnMm, rowMm);
    }

    /// Image column at a screen position (pixel edges at whole numbers).
    public double columnAt(double x) {
        return centreColumn + (x - width / 2.0) / (pixelsPerMm * columnMm);
    }

    /// Image row at a screen position.
    public double rowAt(double y) {
        return centreRow + (y - height / 2.0) / (pixelsPerMm * rowMm);
    }

    /// Screen position of an image column.
    public double xOf(double column) {
        return width / 2.0 + (column - centreColumn) * pixelsPerMm * columnMm;
    }

    /// Screen position of an image row.
    public double yOf(double row) {
        return height / 2.0 + (row - centreRow) * pixelsPerMm * rowMm;
    }

    /// Zoomed by a factor about a screen position that stays where it is.
    public Viewport zoomed(double factor, double x, double y) {
        double scale = Math.clamp(pixelsPerMm * factor, 1e-3, 1e3);
        double column = columnAt(x);
        double row = rowAt(y);
        return new Viewport(
                width,
                height,
                scale,
                column - (x - width / 2.0) / (scale * columnMm),
                row - (y - height / 2.0) / (scale * rowMm),
                columnMm,
                rowMm);
    }

    /// Moved so that the image follows a drag of (dx, dy) screen pixels.
    public Viewport panned(double dx, double dy) {
        return new Viewport(
                width,
                height,
                pixelsPerMm,
                centreColumn - dx / (pixelsPerMm * columnMm),
                centreRow - dy / (pixelsPerMm * rowMm),
                columnMm,
                rowMm);
    }

    /// The same view in a rectangle of another size.
    public Viewport resized(int newWidth, int newHeight) {
        return new Viewport(newWidth, newHeight, pixelsPerMm, centreColumn, centreRow, columnMm, rowMm);
    }
}
