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
/// @param phase what tells copies of one position apart (temporal position, echo time, …); empty where nothing does
/// @param planes where each frame lies, in frame order; empty where the object has no patient geometry
public record Instance(
        String sopInstanceUid,
        String sopClassUid,
        int number,
        int frames,
        int columns,
        int rows,
        boolean localizer,
        String phase,
        List<ImagePlane> planes) {
    /// Copies the list.
    public Instance {
        planes = List.copyOf(planes);
    }

    /// Where a frame lies, if known.
    public Optional<ImagePlane> plane(int frame) {
        return frame < planes.size() ? Optional.of(planes.get(frame)) : Optional.empty();
    }
}
