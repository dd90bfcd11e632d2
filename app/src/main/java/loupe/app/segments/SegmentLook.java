package loupe.app.segments;

/// How a segment is shown and whether it may change; of the screen, kept nowhere.
///
/// @param visible whether it is drawn
/// @param locked whether no tool changes its voxels
/// @param filled whether it is filled as well as outlined
public record SegmentLook(boolean visible, boolean locked, boolean filled) {
    /// Drawn, open, filled.
    public static final SegmentLook USUAL = new SegmentLook(true, false, true);

    /// Shown or hidden.
    public SegmentLook toggledVisible() {
        return new SegmentLook(!visible, locked, filled);
    }

    /// Locked or open.
    public SegmentLook toggledLocked() {
        return new SegmentLook(visible, !locked, filled);
    }

    /// Filled or only outlined.
    public SegmentLook toggledFilled() {
        return new SegmentLook(visible, locked, !filled);
    }
}
