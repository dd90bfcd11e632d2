package loupe.core.segment;

/// What a segment is called, apart from its voxels.
///
/// @param label short label, 1 to 64 characters
/// @param category coded category, e.g. anatomical structure
/// @param type coded structure, e.g. lung
/// @param rgb recommended display colour 0xRRGGBB
public record SegmentDescription(String label, Code category, Code type, int rgb) {
    /// Checks label and colour.
    public SegmentDescription {
        if (label.isBlank() || label.length() > 64) {
            throw new IllegalArgumentException("segment label must be 1 to 64 characters");
        }
        if ((rgb & 0xff000000) != 0) {
            throw new IllegalArgumentException("rgb must be 0xRRGGBB");
        }
    }

    /// In another colour.
    public SegmentDescription coloured(int other) {
        return new SegmentDescription(label, category, type, other);
    }

    /// Under another label.
    public SegmentDescription labelled(String other) {
        return new SegmentDescription(other, category, type, rgb);
    }

    /// Coded as another structure.
    public SegmentDescription coded(Code other) {
        return new SegmentDescription(label, category, other, rgb);
    }
}
