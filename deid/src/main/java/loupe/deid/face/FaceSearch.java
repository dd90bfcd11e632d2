package loupe.deid.face;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.display.ValueTransform;
import loupe.core.dicom.series.Headers;
import loupe.core.geometry.ImagePlane;
import loupe.core.work.JobContext;

/// Gathers the slices of all head CT and MR series, coarsely, and then finds the face in each. Not thread-safe.
public final class FaceSearch {
    /// What is kept of all slices together at most.
    private static final long MOST_BYTES = 512L << 20;

    private static final int FEWEST = 8;

    private final Map<String, List<HeadTile>> series = new HashMap<>();
    private final Map<String, Kind> kinds = new HashMap<>();
    private long bytes;

    /// @param ct whether values are Hounsfield units
    /// @param head whether the images say that they are of a head
    private record Kind(boolean ct, boolean head) {}

    /// Takes what is needed of an instance, if it may be a slice of a head; keeps nothing else of it.
    ///
    /// @param job cancel is honoured between frames
    public void take(SourceInstance source, JobContext job) {
        if (!HeadImages.mayBeHead(source.data()) || bytes > MOST_BYTES) {
            return;
        }
        List<ImagePlane> planes = Headers.instance(source.data()).planes();
        String uid = source.data().string(Tag.SeriesInstanceUID, "");
        try {
            EncodedFrames frames = EncodedFrames.of(source.data(), source.syntax());
            for (int i = 0; i < Math.min(planes.size(), frames.count()); i++) {
                job.checkCancelled();
                ValueTransform v = ValueTransform.of(source.data(), i);
                HeadTile tile = HeadTile.of(
                        planes.get(i), PixelDecoder.decode(frames, source.syntax(), i), v.slope(), v.intercept());
                bytes += tile.bytes();
                series.computeIfAbsent(uid, k -> new ArrayList<>()).add(tile);
            }
            kinds.put(uid, new Kind(
                    source.data().string(Tag.Modality, "").equals("CT"), HeadImages.saysHead(source.data())));
        } catch (DicomException e) {
            // What cannot be decoded is refused at the door, with its reason; the other slices still show the face.
        }
    }

    /// Finds the faces.
    ///
    /// @param job cancel is honoured between series
    public Faces faces(JobContext job) {
        Map<String, Optional<FaceRegion>> found = new HashMap<>();
        series.forEach((uid, tiles) -> {
            job.checkCancelled();
            found.put(uid, bytes > MOST_BYTES ? Optional.empty() : face(tiles, kinds.getOrDefault(uid, new Kind(false, false))));
        });
        series.clear();
        return new Faces(found);
    }

    private static Optional<FaceRegion> face(List<HeadTile> tiles, Kind kind) {
        List<HeadTile> parallel = tiles.stream()
                .filter(t -> Math.abs(t.plane().normal().dot(tiles.getFirst().plane().normal())) > 0.99)
                .toList();
        if (parallel.size() < FEWEST) {
            return Optional.empty();
        }
        return HeadSurface.of(HeadGrid.of(parallel), kind.ct)
                .filter(surface -> kind.head || surface.headShaped)
                .flatMap(FaceFinder::region);
    }
}
