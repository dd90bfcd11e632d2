package loupe.inference.task;

/// A place in an image that looks like text.
///
/// @param x leftmost column
/// @param y topmost row
/// @param width columns, at least 1
/// @param height rows, at least 1
/// @param score how sure the detector is, 0 to 1
public record TextBox(int x, int y, int width, int height, double score) {

    /// Whether every pixel of another box lies in this one.
    public boolean covers(TextBox o) {
        return o.x >= x && o.y >= y && o.x + o.width <= x + width && o.y + o.height <= y + height;
    }

    boolean sameAs(TextBox o) {
        return x == o.x && y == o.y && width == o.width && height == o.height;
    }

    TextBox movedBy(int dx, int dy) {
        return new TextBox(x + dx, y + dy, width, height, score);
    }

    /// This box in an image of another scale, rounded outwards and cut off at its edges.
    TextBox scaledBy(double factor, int imageWidth, int imageHeight) {
        int left = Math.clamp((int) Math.floor(x * factor), 0, imageWidth - 1);
        int top = Math.clamp((int) Math.floor(y * factor), 0, imageHeight - 1);
        int right = Math.clamp((int) Math.ceil((x + width) * factor), left + 1, imageWidth);
        int bottom = Math.clamp((int) Math.ceil((y + height) * factor), top + 1, imageHeight);
        return new TextBox(left, top, right - left, bottom - top, score);
    }
}
