package loupe.core.study;

import java.util.List;
import java.util.Optional;
import loupe.core.geometry.ImagePlane;

/// One stored object of a series.
///
/// @param sopInstanceUid pseudonymous SOP Instance UID
/// @param sopClassUid SOP class
/// @param number Instance Number; 0 where absent
/// @param frames number of frames; 0 where it has no pixels
/// @param columns pixels in a row; 0 where it has no pixels
/// @param rows rows; 0 where it has no pixels
/// @param localizer whether Image Type says LOCALIZER
/// @param phases what may tell frames at one place apart, in frame order; one for all frames where they do not differ
/// @param planes where each frame lies, in frame order; empty where the object has no patient geometry
public record Instance(
        String sopInstanceUid,
        String sopClassUid,
        int number,
        int frames,
        int columns,
        int rows,
        boolean localizer,
        List<Phase> phases,
        List<ImagePlane> planes) {
    /// Copies the lists.
    public Instance {
        phases = List.copyOf(phases);
        planes = List.copyOf(planes);
    }

    /// What may tell a frame apart from others at its place.
    public Phase phase(int frame) {
        return phases.isEmpty() ? Phase.NONE : phases.get(Math.min(frame, phases.size() - 1));
    }

    /// Where a frame lies, if known.
    public Optional<ImagePlane> plane(int frame) {
        return frame < planes.size() ? Optional.of(planes.get(frame)) : Optional.empty();
    }
}
