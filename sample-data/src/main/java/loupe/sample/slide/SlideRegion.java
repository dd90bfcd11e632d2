package loupe.sample.slide;

/// A rectangle of pixels on a slide.
///
/// @param xUm micrometres from the slide's left edge to the first pixel's left edge
/// @param yUm micrometres from the slide's upper edge to the first pixel's upper edge
/// @param umPerPixel micrometres a pixel covers in both directions, 0.1 to 64
/// @param width pixels across, 1 to 32768
/// @param height pixels down, 1 to 32768
public record SlideRegion(double xUm, double yUm, double umPerPixel, int width, int height) {
    /// Checks the ranges.
    public SlideRegion {
        if (!(umPerPixel >= 0.1 && umPerPixel <= 64)) {
            throw new IllegalArgumentException("umPerPixel must lie in 0.1 to 64, was " + umPerPixel);
        }
        if (width < 1 || height < 1 || width > 32_768 || height > 32_768) {
            throw new IllegalArgumentException("a region has 1 to 32768 pixels a side, was " + width + "x" + height);
        }
    }

    /// Number of pixels.
    int pixels() {
        return Math.multiplyExact(width, height);
    }

    /// Micrometres from the left edge to the middle of a column.
    double x(int column) {
        return xUm + (column + 0.5) * umPerPixel;
    }

    /// Micrometres from the upper edge to the middle of a row.
    double y(int row) {
        return yUm + (row + 0.5) * umPerPixel;
    }
}
