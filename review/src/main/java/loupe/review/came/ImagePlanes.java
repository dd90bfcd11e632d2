package loupe.review.came;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.object.ReportedShape;
import loupe.core.dicom.presentation.ImageRefs;
import loupe.core.dicom.series.Headers;
import loupe.core.dicom.value.ProjectionSpacing;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.review.session.StudyImages;

/// Where a study's images lie: slices in the patient, films and other images in a space of their own whose zero is the middle of
/// their first pixel.
final class ImagePlanes implements ReportedShape.Images {
    private final StudyImages images;
    private final Map<ImageRefs.Place, ImagePlane> slices = new HashMap<>();

    ImagePlanes(StudyImages images) {
        this.images = images;
        for (Series s : images.series()) {
            for (Stack stack : s.stacks()) {
                for (SliceRef r : stack.slices()) {
                    slices.put(new ImageRefs.Place(r.sopInstanceUid(), r.frame()), r.plane());
                }
            }
        }
    }

    @Override
    public Optional<ImagePlane> plane(String sopInstanceUid, int frame) {
        ImagePlane slice = slices.get(new ImageRefs.Place(sopInstanceUid, frame));
        return slice == null ? flat(sopInstanceUid, frame) : Optional.of(slice);
    }

    private Optional<ImagePlane> flat(String sopInstanceUid, int frame) {
        try {
            DataSet header = images.header(sopInstanceUid);
            Instance i = Headers.instance(header);
            if (frame < 0 || frame >= i.frames() || i.columns() < 1 || i.rows() < 1) {
                return Optional.empty();
            }
            ProjectionSpacing mm = ProjectionSpacing.of(header);
            double column = i.plane(frame).map(ImagePlane::columnMm).orElse(mm.columnMm());
            double row = i.plane(frame).map(ImagePlane::rowMm).orElse(mm.rowMm());
            return Optional.of(new ImagePlane(
                    i.columns(), i.rows(), new PatientPoint(0, 0, 0), new PatientVector(1, 0, 0), new PatientVector(0, 1, 0),
                    column, row, 0, sopInstanceUid));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
