package loupe.app.viewer.picture;

/// Where the pixels of one picture come from.
public sealed interface ImagePlace {
    /// One frame of a study.
    ///
    /// @param sopInstanceUid the object
    /// @param frame index of the frame in it, from 0
    record Stored(String sopInstanceUid, int frame) implements ImagePlace {}

    /// One plane or slab cut out of a stack.
    ///
    /// @param planes the planes it is one of; the same object for all of them
    /// @param index which
    record Cut(Planes planes, int index) implements ImagePlace {}

    /// A whole stack seen from one side.
    ///
    /// @param around the views it is one of; the same object for all of them
    /// @param view which
    record Around(AroundVolume around, int view) implements ImagePlace {}
}
