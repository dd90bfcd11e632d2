package loupe.app.reading;

/// Views side by side.
///
/// @param rows rows of views, 1 to 4
/// @param columns views in a row, 1 to 4
public record Layout(int rows, int columns) {
    /// One view alone.
    public static final Layout ONE = new Layout(1, 1);

    private static final int MOST = 4;

    /// Checks the numbers.
    public Layout {
        if (rows < 1 || rows > MOST || columns < 1 || columns > MOST) {
            throw new IllegalArgumentException("a layout has 1 to 4 rows and columns, had " + rows + " x " + columns);
        }
    }

    /// Number of views.
    public int views() {
        return rows * columns;
    }
}
