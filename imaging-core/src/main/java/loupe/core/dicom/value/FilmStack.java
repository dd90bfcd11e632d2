package loupe.core.dicom.value;

import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.series.Headers;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.study.Instance;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;

/// A projection film as a stack of one slice in a space of its own.
///
/// A film lies nowhere in the patient. Its space has its zero in the middle of the first pixel, x along the rows, y down the
/// columns, millimetres as [ProjectionSpacing] has them; its name is the film's own SOP Instance UID, so that nothing of one
/// film is laid over another.
public final class FilmStack {
    private static final Set<String> MODALITIES = Set.of("CR", "DX", "RG");
    private static final Set<String> FROM_THE_SIDE = Set.of("LL", "RL", "LLO", "RLO", "LATERAL");

    private FilmStack() {}

    /// The film of a header; empty where the object is no single grey film.
    public static Optional<Stack> of(DataSet header) {
        Instance film = Headers.instance(header);
        boolean grey = header.string(Tag.PhotometricInterpretation, "").startsWith("MONOCHROME");
        if (film.frames() != 1 || film.columns() < 1 || film.rows() < 1 || !grey
                || !MODALITIES.contains(header.string(Tag.Modality, ""))) {
            return Optional.empty();
        }
        ProjectionSpacing mm = ProjectionSpacing.of(header);
        PatientVector right = new PatientVector(1, 0, 0);
        PatientVector down = new PatientVector(0, 1, 0);
        try {
            ImagePlane plane = new ImagePlane(
                    film.columns(), film.rows(), new PatientPoint(0, 0, 0), right, down, mm.columnMm(), mm.rowMm(), 0,
                    film.sopInstanceUid());
            return Optional.of(Stack.film(new SliceRef(film.sopInstanceUid(), 0, plane)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whether View Position says that a film was taken from the side or obliquely.
    public static boolean fromTheSide(DataSet header) {
        return FROM_THE_SIDE.contains(header.string(Tag.ViewPosition, ""));
    }
}
