package loupe.inference.prompt;

import java.util.List;
import java.util.Optional;

/// What a person points at, in pixels of the image: column to the right, row down, 0 at the first pixel's outer corner.
///
/// @param box a box around what is meant
/// @param inside points in what is meant
/// @param outside points not in what is meant
public record Prompt(Optional<Box> box, List<Point> inside, List<Point> outside) {
    /// Copies the lists.
    public Prompt {
        inside = List.copyOf(inside);
        outside = List.copyOf(outside);
        if (box.isEmpty() && inside.isEmpty()) {
            throw new IllegalArgumentException("a prompt needs a box or a point inside");
        }
    }

    /// A box alone.
    public static Prompt box(double left, double top, double right, double bottom) {
        return new Prompt(Optional.of(new Box(new Point(left, top), new Point(right, bottom))), List.of(), List.of());
    }

    /// A place.
    public record Point(double column, double row) {}

    /// A box by two corners.
    ///
    /// @param from left upper corner
    /// @param to right lower corner
    public record Box(Point from, Point to) {
        /// Checks the order.
        public Box {
            if (!(to.column > from.column && to.row > from.row)) {
                throw new IllegalArgumentException("a box's second corner lies right of and below its first");
            }
        }
    }
}
