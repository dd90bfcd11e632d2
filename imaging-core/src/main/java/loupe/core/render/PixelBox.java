package loupe.core.render;

import java.util.Optional;

/// A rectangle of an image's pixels, ends included.
///
/// @param firstColumn leftmost
/// @param firstRow uppermost
/// @param lastColumn rightmost
/// @param lastRow lowest
public record PixelBox(int firstColumn, int firstRow, int lastColumn, int lastRow) {
    /// Checks the order.
    public PixelBox {
        if (firstColumn < 0 || firstRow < 0 || lastColumn < firstColumn || lastRow < firstRow) {
            throw new IllegalArgumentException(
                    "a box must lie at 0 or beyond and not end before it begins, was " + firstColumn + "," + firstRow + " to "
                            + lastColumn + "," + lastRow);
        }
    }

    /// All of an image.
    public static PixelBox whole(int columns, int rows) {
        return new PixelBox(0, 0, columns - 1, rows - 1);
    }

    /// The pixels of an image whose centres lie between two places, whole numbers being centres; empty where there is none.
    public static Optional<PixelBox> between(double column0, double row0, double column1, double row1, PixelBox image) {
        int left = (int) Math.max(image.firstColumn, Math.ceil(Math.min(column0, column1)));
        int right = (int) Math.min(image.lastColumn, Math.floor(Math.max(column0, column1)));
        int top = (int) Math.max(image.firstRow, Math.ceil(Math.min(row0, row1)));
        int bottom = (int) Math.min(image.lastRow, Math.floor(Math.max(row0, row1)));
        return left <= right && top <= bottom ? Optional.of(new PixelBox(left, top, right, bottom)) : Optional.empty();
    }

    /// The smallest box that holds both.
    public PixelBox with(PixelBox other) {
        return new PixelBox(
                Math.min(firstColumn, other.firstColumn), Math.min(firstRow, other.firstRow),
                Math.max(lastColumn, other.lastColumn), Math.max(lastRow, other.lastRow));
    }

    /// How many pixels it has.
    public long pixels() {
        return (long) (lastColumn - firstColumn + 1) * (lastRow - firstRow + 1);
    }
}
