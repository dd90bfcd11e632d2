package loupe.review.came;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.presentation.ImageRefs;
import loupe.core.dicom.presentation.PresentationState;

/// A presentation state that came along: how some of the study's images were to look.
///
/// @param from the object
/// @param title what it is called, never empty
/// @param state what it says
/// @param looks how each image and frame it names is to look, in its order
public record Presentation(
        Origin from, String title, PresentationState state, Map<ImageRefs.Place, PresentationState.Look> looks) {
    /// Copies the map.
    public Presentation {
        looks = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(looks));
    }

    /// What it makes of one image.
    ///
    /// @param title what the state is called
    /// @param look how the image is to look
    public record OnImage(String title, PresentationState.Look look) {}

    /// How a frame is to look; empty where the state is not for it.
    ///
    /// @param frame index from 0
    public Optional<OnImage> on(String sopInstanceUid, int frame) {
        return Optional.ofNullable(looks.get(new ImageRefs.Place(sopInstanceUid, frame))).map(l -> new OnImage(title, l));
    }

    /// The images of this study it is for.
    public List<ImageRefs.Place> images() {
        return List.copyOf(looks.keySet());
    }
}
