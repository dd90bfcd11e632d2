package loupe.core.dicom;

/// What a reader refuses to go beyond.
///
/// @param depth nested sequences
/// @param elements elements in one file, at all depths
/// @param inflatedBytes bytes a deflated data set may grow to
/// @param inflatedRatio times its deflated size it may grow to, beyond 32 MiB, which any may
public record Limits(int depth, int elements, long inflatedBytes, long inflatedRatio) {
    /// Deep and large enough for every object seen in practice.
    public static final Limits USUAL = new Limits(64, 5_000_000, 512L << 20, 100);

    /// An empty mask deflates to a thousandth, so a ratio says nothing of small ones.
    private static final long ANY_RATIO = 32L << 20;

    /// Bytes that so many deflated ones may grow to.
    long inflated(long deflatedBytes) {
        return Math.min(inflatedBytes, Math.max(ANY_RATIO, Math.multiplyExact(deflatedBytes, inflatedRatio)));
    }
}
