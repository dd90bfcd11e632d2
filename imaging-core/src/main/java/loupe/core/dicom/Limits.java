package loupe.core.dicom;

/// What a reader refuses to go beyond.
///
/// @param depth nested sequences
/// @param elements elements in one file, at all depths
/// @param inflatedBytes bytes a deflated data set may grow to
/// @param inflatedRatio times its deflated size it may grow to
public record Limits(int depth, int elements, long inflatedBytes, long inflatedRatio) {
    /// Deep and large enough for every object seen in practice.
    public static final Limits USUAL = new Limits(64, 5_000_000, 2L << 30, 1_100);
}
