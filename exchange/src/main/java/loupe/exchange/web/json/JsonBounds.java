package loupe.exchange.web.json;

/// What reading a text does not go beyond, whatever it claims.
///
/// @param bytes bytes of the text
/// @param depth sequences within sequences
/// @param elements elements, at all depths
/// @param dataSets data sets, outermost
public record JsonBounds(long bytes, int depth, int elements, int dataSets) {
    /// Enough for the answers of a large archive.
    public static final JsonBounds USUAL = new JsonBounds(64L << 20, 32, 2_000_000, 100_000);

    /// Checks that each leaves room for something.
    public JsonBounds {
        if (bytes < 2 || depth < 1 || elements < 1 || dataSets < 1) {
            throw new IllegalArgumentException("each bound must leave room for one");
        }
    }
}
