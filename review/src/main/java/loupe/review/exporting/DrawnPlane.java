package loupe.review.exporting;

import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.series.Headers;
import loupe.core.dicom.value.ProjectionSpacing;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.measure.Annotation;
import loupe.review.ReviewException;

/// Where the pixels of an image lie in the coordinates of what was drawn on it.
final class DrawnPlane {
    private DrawnPlane() {}

    /// Films and other images that lie nowhere have a space of their own, which bears their name: its zero is the middle of the
    /// first pixel, x along the rows, y down the columns.
    ///
    /// @param slice the image's plane in its stack; empty where it lies in none
    /// @throws ReviewException if it was drawn in the patient and the image lies there no longer
    static ImagePlane of(Annotation a, DataSet image, Optional<ImagePlane> slice) throws ReviewException {
        Optional<ImagePlane> own = Headers.instance(image).plane(a.place().frame());
        String space = a.measure().space().plane().frameOfReferenceUid();
        if (!space.startsWith(a.place().sopInstanceUid())) {
            return slice.or(() -> own)
                    .orElseThrow(() -> new ReviewException("the image " + a.id() + " was drawn on has no place any more"));
        }
        ProjectionSpacing flat = ProjectionSpacing.of(image);
        return new ImagePlane(
                image.integer(Tag.Columns, 1), image.integer(Tag.Rows, 1), new PatientPoint(0, 0, 0), new PatientVector(1, 0, 0),
                new PatientVector(0, 1, 0), own.map(ImagePlane::columnMm).orElse(flat.columnMm()),
                own.map(ImagePlane::rowMm).orElse(flat.rowMm()), 0, space);
    }
}
