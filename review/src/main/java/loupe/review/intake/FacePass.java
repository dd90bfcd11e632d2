package loupe.review.intake;

import java.io.IOException;
import java.util.Optional;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.face.FaceRegion;
import loupe.deid.face.FaceSearch;
import loupe.deid.face.Faces;

/// A first pass over files that looks for faces: a face is known only once all slices of its series were seen.
public final class FacePass {
    private FacePass() {}

    /// The faces in all head series; none where the door's profile does not ask.
    ///
    /// A slice that cannot be looked at is refused at the door; the others of its series still show the face.
    ///
    /// @throws IOException if a folder cannot be listed
    /// @throws loupe.core.work.CancelledException if cancelled
    public static Faces over(IncomingFiles files, Deidentifier door, JobContext context) throws IOException {
        if (!door.profile().deface()) {
            return Faces.NONE;
        }
        FaceSearch search = new FaceSearch();
        files.<Arrival>each(1, context, (at, arrival, job) -> arrival, (at, arrival) -> {
            if (arrival instanceof Arrival.Instance i) {
                Unforeseen.guard(
                        () -> {
                            search.take(i.source(), context);
                            return true;
                        },
                        fault -> false);
            }
        });
        return search.faces(context);
    }

    /// The face in the series of an instance.
    public static Optional<FaceRegion> of(Faces faces, SourceInstance source) {
        return faces.regions().isEmpty()
                ? Optional.empty()
                : faces.of(source.data().string(Tag.SeriesInstanceUID, ""));
    }
}
