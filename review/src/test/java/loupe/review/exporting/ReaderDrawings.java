package loupe.review.exporting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.measure.Annotation;
import loupe.core.measure.ImageSpace;
import loupe.core.measure.Measure;
import loupe.core.measure.Region;
import loupe.core.measure.Scale;
import loupe.core.measure.Shape;
import loupe.core.plane.Axis;
import loupe.core.plane.Plane;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;

/// What a reader could draw on the first series of a study.
///
/// @param seriesUid the series
/// @param stack its stack, or its film
record ReaderDrawings(String seriesUid, Stack stack) {
    static ReaderDrawings on(ReviewedStudy site, String uid) throws IOException {
        StudyImages images = StudyImages.of(site.store(), uid);
        var series = images.series().getFirst();
        return new ReaderDrawings(
                series.uid(), series.stacks().isEmpty() ? images.films(series).getFirst() : series.stacks().getFirst());
    }

    /// The middle of a pixel of a slice.
    PatientPoint pixel(double column, double row, double slice) {
        return stack.grid().toPatient(column, row, slice);
    }

    PatientVector columns(double n) {
        return stack.grid().columnStep().times(n);
    }

    PatientVector rows(double n) {
        return stack.grid().rowStep().times(n);
    }

    /// On an image.
    ReviewSession.Draft onSlice(int slice, Shape shape) {
        SliceRef ref = stack.slices().get(slice);
        Scale scale = stack.isFilm() ? new Scale.Detector() : new Scale.Patient();
        return new ReviewSession.Draft(
                new Annotation.Place(seriesUid, ref.sopInstanceUid(), ref.frame(), false),
                new Measure(ImageSpace.of(Plane.of(ref.plane()), stack.grid(), scale), shape), 0, "as Mr OKONKWO said",
                Optional.empty());
    }

    /// On a plane of the patient's axes through a point.
    ReviewSession.Draft onPlane(Axis axis, PatientPoint through, Shape shape) {
        SliceRef first = stack.slices().getFirst();
        Plane plane = Plane.of(axis, through, stack.grid().frameOfReferenceUid());
        return new ReviewSession.Draft(
                new Annotation.Place(seriesUid, first.sopInstanceUid(), first.frame(), true),
                new Measure(ImageSpace.of(plane, stack.grid()), shape), 0, "", Optional.empty());
    }

    /// One of each kind on the first slice, and on a plane where the series has a volume.
    List<ReviewSession.Draft> all() {
        List<PatientPoint> corners = List.of(pixel(3, 3, 0), pixel(12, 4, 0), pixel(10, 11, 0), pixel(4, 9, 0));
        Shape.Line line = new Shape.Line(pixel(4, 4, 0), pixel(8, 4, 0));
        List<Shape> shapes = List.of(
                line, new Shape.Polyline(corners), new Shape.Angle(pixel(2, 2, 0), pixel(8, 3, 0), pixel(5, 11, 0)),
                new Shape.Cobb(line, new Shape.Line(pixel(4, 9, 0), pixel(9, 11, 0))),
                new Shape.Bidirectional(line, new Shape.Line(pixel(6, 3, 0), pixel(6, 6, 0))), new Shape.Probe(pixel(14, 7, 0)),
                new Shape.Arrow(pixel(1, 1, 0), pixel(2, 2, 0)), new Shape.Note(pixel(3, 3, 0)),
                new Region.Ellipse(pixel(10, 9, 0), columns(6), rows(4)), new Region.Circle(pixel(10, 9, 0), 5),
                new Region.Rectangle(pixel(2.5, 3.5, 0), columns(5), rows(3)), new Region.Polygon(corners),
                new Region.Freehand(corners), new Region.Spline(corners));
        List<ReviewSession.Draft> out = new ArrayList<>(shapes.stream().map(s -> onSlice(0, s)).toList());
        if (!stack.isFilm()) {
            PatientPoint middle = pixel(14, 7, stack.grid().slices() / 2.0);
            Plane plane = Plane.of(Axis.CORONAL, middle, "");
            out.add(onPlane(Axis.CORONAL, middle, new Region.Circle(middle, 3)));
            out.add(onPlane(Axis.CORONAL, middle, new Shape.Line(middle, plane.at(6, 1))));
            out.add(onPlane(Axis.CORONAL, middle, new Region.Polygon(List.of(middle, plane.at(4, 0), plane.at(3, 3)))));
        }
        return out;
    }
}
