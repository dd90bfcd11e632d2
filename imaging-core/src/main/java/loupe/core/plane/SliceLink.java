package loupe.core.plane;

/// Which slice follows another view.
public sealed interface SliceLink {
    /// This one.
    ///
    /// @param slice index from 0
    /// @param offMm how far the wanted place lies beyond the slice along the normal, millimetres
    record Linked(int slice, double offMm) implements SliceLink {}

    /// None.
    ///
    /// @param why the reason, to be shown
    record NotLinked(Reason why) implements SliceLink {}

    /// Why no slice follows.
    enum Reason {
        /// The views lie in different spaces, or one in none: only an [OffsetLink] can join them.
        OTHER_FRAME_OF_REFERENCE,
        /// The planes are not parallel: reference lines show where they cut.
        OTHER_DIRECTION,
        /// The nearest slice is further off than half the slice distance.
        TOO_FAR
    }
}
