package loupe.deid.pixel;

/// A rectangle of whole pixels, in columns (to the right) and rows (down) of a frame, the origin at its top left.
///
/// @param column leftmost column
/// @param row topmost row
/// @param width columns, at least 1
/// @param height rows, at least 1
public record TextBox(int column, int row, int width, int height) {
    /// Checks the size.
    public TextBox {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a box must be at least 1 x 1, was " + width + " x " + height);
        }
    }

    /// The part of this box inside an image, grown by a margin on each side; never empty for a box that touches it.
    ///
    /// @param margin pixels added on each side, at least 0
    /// @throws IllegalArgumentException if the box lies outside the image
    public TextBox within(int columns, int rows, int margin) {
        int left = Math.max(0, column - margin);
        int top = Math.max(0, row - margin);
        int right = Math.min(columns, column + width + margin);
        int bottom = Math.min(rows, row + height + margin);
        return new TextBox(left, top, right - left, bottom - top);
    }

    /// Whether this box and another share a pixel.
    public boolean meets(TextBox other) {
        return column < other.column + other.width
                && other.column < column + width
                && row < other.row + other.height
                && other.row < row + height;
    }

    /// Whether another lies wholly inside this box.
    public boolean covers(TextBox other) {
        return other.column >= column
                && other.row >= row
                && other.column + other.width <= column + width
                && other.row + other.height <= row + height;
    }

    /// `column,row,width,height`, as the command line takes it.
    public String toText() {
        return column + "," + row + "," + width + "," + height;
    }
}
