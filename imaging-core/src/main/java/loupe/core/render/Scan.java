package loupe.core.render;

/// Which pixels of an image the screen's rows and columns show: however it is turned, one of the image's axes runs across the
/// screen and the other down.
///
/// @param across the axis that runs across
/// @param down the axis that runs down
record Scan(Line across, Line down) {
    /// One of the image's axes along the screen.
    ///
    /// @param index (fractional) place on the axis of each screen pixel's centre
    /// @param count pixels of the image along it
    /// @param stride from one of them to the next in the image's array
    record Line(double[] index, int count, int stride) {
        boolean has(double at) {
            return at > -0.5 && at < count - 0.5;
        }
    }

    /// Where a row of the screen lies on the axis that runs down, also beyond the screen.
    static double downAt(Viewport v, int y) {
        double middle = v.width() / 2.0;
        return v.transform().swapsAxes() ? v.columnAt(middle, y + 0.5) : v.rowAt(middle, y + 0.5);
    }

    static Scan of(Viewport v, int columns, int rows) {
        boolean swapped = v.transform().swapsAxes();
        double[] across = new double[v.width()];
        double[] down = new double[v.height()];
        double middleY = v.height() / 2.0;
        for (int x = 0; x < across.length; x++) {
            across[x] = swapped ? v.rowAt(x + 0.5, middleY) : v.columnAt(x + 0.5, middleY);
        }
        for (int y = 0; y < down.length; y++) {
            down[y] = downAt(v, y);
        }
        return swapped
                ? new Scan(new Line(across, rows, columns), new Line(down, columns, 1))
                : new Scan(new Line(across, columns, 1), new Line(down, rows, columns));
    }
}
