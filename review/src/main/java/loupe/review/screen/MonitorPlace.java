package loupe.review.screen;

/// Where a monitor lies on the desktop, in the toolkit's units (pixels before scaling); by it a monitor is known again.
///
/// @param x left edge
/// @param y upper edge
/// @param width more than 0
/// @param height more than 0
public record MonitorPlace(int x, int y, int width, int height) {
    /// Checks the sizes.
    public MonitorPlace {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a monitor has a size, had " + width + " x " + height);
        }
    }

    /// Whether a point lies on it.
    public boolean holds(double px, double py) {
        return px >= x && px < x + (double) width && py >= y && py < y + (double) height;
    }
}
