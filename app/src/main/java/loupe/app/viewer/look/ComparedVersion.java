package loupe.app.viewer.look;

import java.util.Optional;
import loupe.core.measure.Annotation;
import loupe.core.measure.Measure;
import loupe.core.segment.Mask;

/// One of two versions of a thing that lie over the images side by side, such as what two readers outlined at one place.
///
/// @param name short name that stands beside it
/// @param said what it is, for those who hear the screen
/// @param rgb its colour, 0xRRGGBB
/// @param dashed whether its line is broken, so that colour is not all that tells both apart
/// @param mask its outline as voxels; empty where it has none
/// @param drawn its outline as drawn on an image; empty where it has none
public record ComparedVersion(String name, String said, int rgb, boolean dashed, Optional<Mask> mask, Optional<Drawn> drawn) {
    /// A shape and what it was drawn on.
    ///
    /// @param place the image or stack
    /// @param measure the shape on its plane
    public record Drawn(Annotation.Place place, Measure measure) {}
}
