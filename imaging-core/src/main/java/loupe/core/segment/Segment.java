package loupe.core.segment;

/// One structure of a segmentation.
///
/// @param number 1, 2, … in the segmentation (DICOM Segment Number)
/// @param label short label such as `lung`
/// @param category coded category, e.g. anatomical structure
/// @param type coded structure, e.g. lung
/// @param rgb recommended display colour 0xRRGGBB
/// @param mask the voxels
public record Segment(int number, String label, Code category, Code type, int rgb, Mask mask) {
    /// Category of what belongs to a healthy body, as organs do (PS3.16 CID 7150).
    public static final Code ANATOMY = new Code("123037004", "SCT", "Anatomical Structure");

    /// Checks number, label and colour.
    public Segment {
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("segment number must be 1 to 65535, was " + number);
        }
        if (label.isBlank() || label.length() > 64) {
            throw new IllegalArgumentException("segment label must be 1 to 64 characters");
        }
        if ((rgb & 0xff000000) != 0) {
            throw new IllegalArgumentException("rgb must be 0xRRGGBB");
        }
    }

    /// Whether it is an organ or another part of a healthy body, by its category; it points at nothing then.
    public boolean anatomical() {
        return category.value().equals(ANATOMY.value());
    }

    /// What it is called.
    public SegmentDescription description() {
        return new SegmentDescription(label, category, type, rgb);
    }

    /// The same voxels called something else.
    public Segment described(SegmentDescription d) {
        return new Segment(number, d.label(), d.category(), d.type(), d.rgb(), mask);
    }

    /// The same segment with other voxels.
    public Segment withMask(Mask other) {
        return new Segment(number, label, category, type, rgb, other);
    }
}
