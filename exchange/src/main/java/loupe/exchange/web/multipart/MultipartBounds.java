package loupe.exchange.web.multipart;

/// What reading a body does not go beyond, whatever it claims.
///
/// @param headBytes bytes of one part's headers, and of what stands before the first part
/// @param partBytes bytes of one part
/// @param parts number of parts
public record MultipartBounds(int headBytes, long partBytes, int parts) {
    /// 16 KiB of headers; 4 GiB, the longest value an element can have, and a little for what is around it; a million parts.
    public static final MultipartBounds USUAL = new MultipartBounds(16 << 10, (4L << 30) + (16L << 20), 1_000_000);

    /// Checks that each leaves room for something.
    public MultipartBounds {
        if (headBytes < 1 || partBytes < 1 || parts < 1) {
            throw new IllegalArgumentException("each bound must leave room for one");
        }
    }
}
