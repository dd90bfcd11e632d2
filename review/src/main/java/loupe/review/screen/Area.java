package loupe.review.screen;

/// The part of a screen a view takes, in ten-thousandths of the screen's width and height.
///
/// @param left from the screen's left edge, 0 to 10000
/// @param top from its top edge, likewise
/// @param right from its left edge; more than `left`
/// @param bottom from its top edge; more than `top`
public record Area(int left, int top, int right, int bottom) {
    /// All of the screen, either way.
    public static final int WHOLE = 10_000;
    /// All of the screen.
    public static final Area SCREEN = new Area(0, 0, WHOLE, WHOLE);

    /// Checks that it lies on the screen.
    public Area {
        if (left < 0 || top < 0 || right > WHOLE || bottom > WHOLE || left >= right || top >= bottom) {
            throw new IllegalArgumentException("a view's place must lie on its screen");
        }
    }

    long size() {
        return (long) (right - left) * (bottom - top);
    }

    boolean overlaps(Area o) {
        return left < o.right && o.left < right && top < o.bottom && o.top < bottom;
    }

    /// Where it begins along the screen's width, or its height.
    int from(boolean across) {
        return across ? left : top;
    }

    /// Where it ends, likewise.
    int to(boolean across) {
        return across ? right : bottom;
    }

    Area with(boolean across, int from, int to) {
        return across ? new Area(from, top, to, bottom) : new Area(left, from, right, to);
    }
}
