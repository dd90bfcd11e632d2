package loupe.inference.text;

/// A place in an image that looks like text.
///
/// @param x leftmost column
/// @param y topmost row
/// @param width columns, at least 1
/// @param height rows, at least 1
/// @param score how sure the detector is, 0 to 1
public record TextCandidate(int x, int y, int width, int height, double score) {

    /// Whether every pixel of another box lies in this one.
    public boolean covers(TextCandidate o) {
        return o.x >= x && o.y >= y && o.x + o.width <= x + width && o.y + o.height <= y + height;
    }

    boolean sameAs(TextCandidate o) {
        return x == o.x && y == o.y && width == o.width && height == o.height;
    }

    TextCandidate movedBy(int dx, int dy) {
        return new TextCandidate(x + dx, y + dy, width, height, score);
    }

    /// This box in an image of another scale, rounded outwards and cut off at its edges.
    TextCandidate scaledBy(double factor, int imageWidth, int imageHeight) {
        int left = Math.clamp((int) Math.floor(x * factor), 0, imageWidth - 1);
        int top = Math.clamp((int) Math.floor(y * factor), 0, imageHeight - 1);
        int right = Math.clamp((int) Math.ceil((x + width) * factor), left + 1, imageWidth);
        int bottom = Math.clamp((int) Math.ceil((y + height) * factor), top + 1, imageHeight);
        return new TextCandidate(left, top, right - left, bottom - top, score);
    }

    /// This box, found in an image turned clockwise by a quarter, in the image as it was.
    ///
    /// @param height rows of the image as it was
    TextCandidate turnedBack(int height) {
        return new TextCandidate(y, height - x - width, this.height, width, score);
    }

    /// Longer along its long side by one and a half times its short side at both ends, and an eighth of that side
    /// thicker; cut off at the image's edges.
    TextCandidate lengthened(int imageWidth, int imageHeight) {
        int side = Math.min(width, height);
        int along = side * 3 / 2;
        int across = (side + 7) / 8;
        int dx = width >= height ? along : across;
        int dy = width >= height ? across : along;
        int left = Math.max(0, x - dx);
        int top = Math.max(0, y - dy);
        return new TextCandidate(
                left, top, Math.min(imageWidth, x + width + dx) - left, Math.min(imageHeight, y + height + dy) - top, score);
    }

    long area() {
        return (long) width * height;
    }

    /// Share of this box that lies in another, 0 to 1.
    double within(TextCandidate o) {
        long wide = Math.max(0, Math.min(x + width, o.x + o.width) - Math.max(x, o.x));
        long high = Math.max(0, Math.min(y + height, o.y + o.height) - Math.max(y, o.y));
        return (double) (wide * high) / area();
    }

    /// The smallest box around both.
    TextCandidate with(TextCandidate o) {
        int left = Math.min(x, o.x);
        int top = Math.min(y, o.y);
        return new TextCandidate(left, top, Math.max(x + width, o.x + o.width) - left,
                Math.max(y + height, o.y + o.height) - top, Math.max(score, o.score));
    }
}
