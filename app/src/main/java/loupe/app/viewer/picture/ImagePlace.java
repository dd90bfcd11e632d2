package loupe.app.viewer.picture;

import java.util.Optional;
import loupe.core.plane.Slab;

/// Where the pixels of one picture come from.
public sealed interface ImagePlace {
    /// Where the pixels of a picture that is worked out lie; empty for one that is stored.
    default Optional<ImageSite> workedOut() {
        return switch (this) {
            case Stored s -> Optional.empty();
            case Cut c -> Optional.of(new ImageSite(
                    c.planes.reformat().slabs().get(c.index), c.planes.reformat().raster()));
            case Around a -> {
                Slab seen = a.around.orbit().slab(a.view, a.around.kind().projection());
                yield Optional.of(new ImageSite(seen, a.around.orbit().raster()));
            }
        };
    }

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
