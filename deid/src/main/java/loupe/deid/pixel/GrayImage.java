package loupe.deid.pixel;

/// One frame as 8-bit gray, dark to bright as displayed. Immutable.
public final class GrayImage {
    private final int columns;
    private final int rows;
    private final byte[] gray;

    /// Copies the pixels.
    ///
    /// @param columns width, at least 1
    /// @param rows height, at least 1
    /// @param gray row after row, unsigned, `columns * rows` of them
    public GrayImage(int columns, int rows, byte[] gray) {
        this(gray.clone(), columns, rows);
    }

    private GrayImage(byte[] gray, int columns, int rows) {
        if (columns < 1 || rows < 1 || (long) columns * rows != gray.length) {
            throw new IllegalArgumentException("an image of " + columns + " x " + rows
                    + " pixels must have as many bytes, had " + gray.length);
        }
        this.columns = columns;
        this.rows = rows;
        this.gray = gray;
    }

    /// An image over an array nobody else keeps.
    static GrayImage over(int columns, int rows, byte[] gray) {
        return new GrayImage(gray, columns, rows);
    }

    /// Width in pixels.
    public int columns() {
        return columns;
    }

    /// Height in pixels.
    public int rows() {
        return rows;
    }

    /// Brightness of a pixel, 0 (black) to 255.
    public int at(int column, int row) {
        return gray[row * columns + column] & 0xff;
    }

    /// Copies one row of unsigned bytes into an array.
    public void copyRow(int row, byte[] into, int offset) {
        System.arraycopy(gray, row * columns, into, offset, columns);
    }
}
