package loupe.core.render;

/// Which part of an image a rectangle of screen pixels shows, and how it is turned: the one function from the screen to the image
/// and back.
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
/// @param transform how the image is turned and mirrored
public record Viewport(
        int width,
        int height,
        double pixelsPerMm,
        double centreColumn,
        double centreRow,
        double columnMm,
        double rowMm,
        SpatialTransform transform) {
    /// Checks sizes and scale.
    public Viewport {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a viewport needs at least one pixel, was " + width + "x" + height);
        }
        if (!(pixelsPerMm > 0) || !(columnMm > 0) || !(rowMm > 0)) {
            throw new IllegalArgumentException("scale and spacing must be positive");
        }
    }

    /// The image as it is stored.
    public Viewport(
            int width,
            int height,
            double pixelsPerMm,
            double centreColumn,
            double centreRow,
            double columnMm,
            double rowMm) {
        this(width, height, pixelsPerMm, centreColumn, centreRow, columnMm, rowMm, SpatialTransform.NONE);
    }

    /// The whole image, as large as fits, in the middle.
    public static Viewport fit(int width, int height, int columns, int rows, double columnMm, double rowMm) {
        double scale = Math.min(width / (columns * columnMm), height / (rows * rowMm));
        return new Viewport(width, height, scale, (columns - 1) / 2.0, (rows - 1) / 2.0, columnMm, rowMm);
    }

    /// The whole image turned, as large as fits, in the middle.
    public static Viewport fit(Viewport upright, int columns, int rows, SpatialTransform transform) {
        Viewport across = transform.swapsAxes()
                ? fit(upright.height, upright.width, columns, rows, upright.columnMm, upright.rowMm)
                : upright;
        return new Viewport(
                upright.width, upright.height, across.pixelsPerMm, upright.centreColumn, upright.centreRow,
                upright.columnMm, upright.rowMm, transform);
    }

    /// The same part turned or mirrored about the middle of the screen.
    public Viewport with(SpatialTransform other) {
        return new Viewport(width, height, pixelsPerMm, centreColumn, centreRow, columnMm, rowMm, other);
    }

    /// Showing another image index in the middle.
    public Viewport centredOn(double column, double row) {
        return new Viewport(width, height, pixelsPerMm, column, row, columnMm, rowMm, transform);
    }

    /// One image pixel on each screen pixel, along the finer of the image's axes; the middle stays.
    public Viewport actualPixels() {
        return new Viewport(width, height, 1 / Math.min(columnMm, rowMm), centreColumn, centreRow, columnMm, rowMm, transform);
    }

    /// Image column at a screen position (pixel edges at whole numbers).
    public double columnAt(double x, double y) {
        return centreColumn + transform.alongRow(x - width / 2.0, y - height / 2.0) / (pixelsPerMm * columnMm);
    }

    /// Image row at a screen position.
    public double rowAt(double x, double y) {
        return centreRow + transform.alongColumn(x - width / 2.0, y - height / 2.0) / (pixelsPerMm * rowMm);
    }

    /// Screen position, to the right, of an image index.
    public double xOf(double column, double row) {
        return width / 2.0
                + transform.right((column - centreColumn) * columnMm, (row - centreRow) * rowMm) * pixelsPerMm;
    }

    /// Screen position, downwards, of an image index.
    public double yOf(double column, double row) {
        return height / 2.0
                + transform.down((column - centreColumn) * columnMm, (row - centreRow) * rowMm) * pixelsPerMm;
    }

    /// Zoomed by a factor about a screen position that stays where it is.
    public Viewport zoomed(double factor, double x, double y) {
        double scale = Math.clamp(pixelsPerMm * factor, 1e-3, 1e3);
        Viewport z = new Viewport(width, height, scale, centreColumn, centreRow, columnMm, rowMm, transform);
        return z.centredOn(
                columnAt(x, y) - (z.columnAt(x, y) - centreColumn), rowAt(x, y) - (z.rowAt(x, y) - centreRow));
    }

    /// Moved so that the image follows a drag of (dx, dy) screen pixels.
    public Viewport panned(double dx, double dy) {
        return centredOn(
                centreColumn - transform.alongRow(dx, dy) / (pixelsPerMm * columnMm),
                centreRow - transform.alongColumn(dx, dy) / (pixelsPerMm * rowMm));
    }

    /// The same view in a rectangle of another size.
    public Viewport resized(int newWidth, int newHeight) {
        return new Viewport(
                newWidth, newHeight, pixelsPerMm, centreColumn, centreRow, columnMm, rowMm, transform);
    }
}
