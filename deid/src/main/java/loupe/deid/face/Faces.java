package loupe.deid.face;

import java.util.Map;
import java.util.Optional;

/// What was found in the head series of a run. Immutable.
///
/// @param regions series instance UID of the source to the face in it; empty where no profile of a face was found
public record Faces(Map<String, Optional<FaceRegion>> regions) {
    /// Nobody looked.
    public static final Faces NONE = new Faces(Map.of());

    /// Copies the map.
    public Faces {
        regions = Map.copyOf(regions);
    }

    /// The face in a series.
    public Optional<FaceRegion> of(String seriesInstanceUid) {
        return regions.getOrDefault(seriesInstanceUid, Optional.empty());
    }

    /// Series in which no face was found though they may be of a head.
    public int without() {
        return (int) regions.values().stream().filter(Optional::isEmpty).count();
    }
}
