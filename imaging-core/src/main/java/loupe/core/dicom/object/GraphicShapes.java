package loupe.core.dicom.object;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.measure.Region;
import loupe.core.measure.Shape;
import loupe.core.plane.Plane;

/// Shapes as graphics of a report.
///
/// What is drawn on an image stays on it (SCOORD): it belongs to that image's pixels, and every reader of TID 1500 shows it
/// there. What is drawn on a plane cut out of a stack lies on no image and goes into the patient (SCOORD3D).
sealed interface GraphicShapes {
    /// Ends of an angle's or Cobb angle's two lines follow one another, as dcmjs has them; a spline is written as it is drawn.
    ///
    /// @throws IllegalArgumentException for an arrow or note, which nothing is written of
    default SrGraphic of(Shape shape) {
        return switch (shape) {
            case Shape.Line l -> graphic(SrGraphic.Kind.POLYLINE, l.points());
            case Shape.Polyline p -> graphic(SrGraphic.Kind.POLYLINE, p.points());
            case Shape.Angle a ->
                graphic(SrGraphic.Kind.POLYLINE, List.of(a.oneEnd(), a.vertex(), a.vertex(), a.otherEnd()));
            case Shape.Cobb c -> graphic(SrGraphic.Kind.POLYLINE, c.points());
            case Shape.Probe p -> graphic(SrGraphic.Kind.POINT, p.points());
            case Region.Circle c -> circle(c);
            case Region.Ellipse e -> ellipse(e.centre(), e.one(), e.other());
            case Region.Rectangle r -> graphic(outline(), closed(r.points()));
            case Region.Polygon p -> graphic(outline(), closed(p.points()));
            case Region.Freehand f -> graphic(outline(), closed(f.points()));
            case Region.Spline s -> graphic(outline(), closed(s.curve()));
            case Shape.Bidirectional b -> throw new IllegalArgumentException("two axes are two graphics");
            case Shape.Arrow a -> throw new IllegalArgumentException("an arrow is no graphic of a report");
            case Shape.Note n -> throw new IllegalArgumentException("a note is no graphic of a report");
        };
    }

    /// Coordinates of a place.
    double[] at(PatientPoint p);

    /// Kind of a closed outline.
    SrGraphic.Kind outline();

    /// What the graphics lie on.
    SrGraphic.Where where();

    /// A circle, as an ellipse where the coordinates have no circles.
    SrGraphic circle(Region.Circle c);

    /// A graphic through places.
    default SrGraphic graphic(SrGraphic.Kind kind, List<PatientPoint> points) {
        List<Double> all = new ArrayList<>();
        for (PatientPoint p : points) {
            DoubleStream.of(at(p)).forEach(all::add);
        }
        return new SrGraphic(kind, all, where());
    }

    private static List<PatientPoint> closed(List<PatientPoint> points) {
        List<PatientPoint> out = new ArrayList<>(points);
        out.add(points.getFirst());
        return out;
    }

    /// The axes of an ellipse from conjugate half-diameters u, v, square in the graphic's own coordinates: the half-diameter at
    /// `t = atan2(2 u.v, u.u - v.v) / 2` is the longest.
    private SrGraphic ellipse(PatientPoint centre, PatientVector one, PatientVector other) {
        double[] u = difference(at(centre.plus(one)), at(centre));
        double[] v = difference(at(centre.plus(other)), at(centre));
        double t = Math.atan2(2 * dot(u, v), dot(u, u) - dot(v, v)) / 2;
        PatientVector major = one.times(Math.cos(t)).plus(other.times(Math.sin(t)));
        PatientVector minor = other.times(Math.cos(t)).plus(one.times(-Math.sin(t)));
        return graphic(SrGraphic.Kind.ELLIPSE, List.of(
                centre.plus(major.times(-1)), centre.plus(major), centre.plus(minor.times(-1)), centre.plus(minor)));
    }

    private static double[] difference(double[] a, double[] b) {
        double[] out = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            out[i] = a[i] - b[i];
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// On an image.
    ///
    /// @param plane where its pixels lie
    /// @param where the image
    record OnImage(ImagePlane plane, SrGraphic.Where.Image where) implements GraphicShapes {
        @Override
        public double[] at(PatientPoint p) {
            return ImageCoordinates.of(plane, p);
        }

        @Override
        public SrGraphic.Kind outline() {
            return SrGraphic.Kind.POLYLINE;
        }

        /// A circle on square pixels is one in pixels too.
        @Override
        public SrGraphic circle(Region.Circle c) {
            return ImageCoordinates.square(plane)
                    ? graphic(SrGraphic.Kind.CIRCLE, List.of(c.centre(), c.centre().plus(plane.alongRow().times(c.radius()))))
                    : GraphicShapes.round(this, c, plane.alongRow(), plane.alongColumn());
        }
    }

    /// On a plane in the patient.
    ///
    /// @param plane what is drawn on
    record InPatient(Plane plane) implements GraphicShapes {
        @Override
        public double[] at(PatientPoint p) {
            return new double[] {p.xMm(), p.yMm(), p.zMm()};
        }

        @Override
        public SrGraphic.Kind outline() {
            return SrGraphic.Kind.POLYGON;
        }

        @Override
        public SrGraphic.Where where() {
            return new SrGraphic.Where.Patient(plane.frameOfReferenceUid());
        }

        @Override
        public SrGraphic circle(Region.Circle c) {
            return GraphicShapes.round(this, c, plane.right(), plane.down());
        }
    }

    private static SrGraphic round(GraphicShapes in, Region.Circle c, PatientVector right, PatientVector down) {
        return in.of(new Region.Ellipse(c.centre(), right.times(c.radius()), down.times(c.radius())));
    }
}
