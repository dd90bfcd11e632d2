package loupe.core.dicom.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import loupe.core.finding.Measurement;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.measure.Region;
import loupe.core.measure.Shape;

/// Graphics of a report as shapes.
final class GraphicReader {
    /// An outline is asked whether it crosses itself, which costs the square of its points.
    private static final int MOST_POINTS = 20_000;

    private final ReportedShape.Images images;

    GraphicReader(ReportedShape.Images images) {
        this.images = images;
    }

    /// A graphic with its places in the patient, or why it has none.
    private record Laid(SrGraphic graphic, List<PatientPoint> points, boolean square, String why) {}

    private Laid laid(SrGraphic g) {
        if (g.points() > MOST_POINTS) {
            return new Laid(g, List.of(), false, "it has more than " + MOST_POINTS + " points");
        }
        return switch (g.where()) {
            case SrGraphic.Where.Patient p when p.frameOfReferenceUid().isEmpty() ->
                new Laid(g, List.of(), false, "it names no frame of reference");
            case SrGraphic.Where.Patient p -> new Laid(g, inPatient(g), true, "");
            case SrGraphic.Where.Image i when i.frames().size() > 1 ->
                new Laid(g, List.of(), false, "it lies on several frames");
            case SrGraphic.Where.Image i -> images.plane(i.sopInstanceUid(), i.frames().isEmpty() ? 0 : i.frames().getFirst() - 1)
                    .map(plane -> new Laid(g, onImage(g, plane), ImageCoordinates.square(plane), ""))
                    .orElseGet(() -> new Laid(g, List.of(), false, "its image is not there or lies nowhere"));
        };
    }

    private static List<PatientPoint> inPatient(SrGraphic g) {
        List<PatientPoint> out = new ArrayList<>();
        List<Double> c = g.coordinates();
        for (int i = 0; i < c.size(); i += 3) {
            out.add(new PatientPoint(c.get(i), c.get(i + 1), c.get(i + 2)));
        }
        return out;
    }

    private static List<PatientPoint> onImage(SrGraphic g, ImagePlane plane) {
        List<PatientPoint> out = new ArrayList<>();
        for (int i = 0; i < g.coordinates().size(); i += 2) {
            out.add(ImageCoordinates.place(plane, g.coordinates().get(i), g.coordinates().get(i + 1)));
        }
        return out;
    }

    /// The shapes of a region.
    List<ReportedShape> region(SrGraphic g) {
        Laid laid = laid(g);
        if (!laid.why.isEmpty()) {
            return List.of(new ReportedShape.NotPlaced(g, laid.why));
        }
        List<PatientPoint> p = laid.points;
        return switch (g.kind()) {
            case POINT, MULTIPOINT -> p.stream()
                    .<ReportedShape>map(at -> new ReportedShape.Placed(new Shape.Probe(at), g.where()))
                    .toList();
            case POLYLINE -> List.of(shape(g, () -> g.returns() && p.size() > 3 ? new Region.Polygon(p) : line(p)));
            case POLYGON -> List.of(shape(g, () -> new Region.Polygon(p)));
            case ELLIPSE -> List.of(shape(g, () -> ellipse(p)));
            case CIRCLE -> List.of(shape(g, () -> circle(p, laid.square)));
            case ELLIPSOID -> List.of(new ReportedShape.NotPlaced(g, "an ellipsoid lies on no plane"));
        };
    }

    /// The shape a number was measured on.
    List<ReportedShape> measured(SrGraphic g, Measurement number) {
        Laid laid = laid(g);
        boolean lines = g.kind() == SrGraphic.Kind.POLYLINE && MeasuredConcepts.isAngle(number.unit())
                && (g.points() == 3 || g.points() == 4);
        // Some writers have one code for both: what is more than a right angle is no Cobb angle.
        boolean cobb = MeasuredConcepts.isCobb(number.concept()) && number.value() <= 90;
        return laid.why.isEmpty() && lines ? List.of(shape(g, () -> angle(laid.points, cobb))) : region(g);
    }

    /// The long and the short axis of one lesion as one shape; empty where a group has not both, or they do not cross squarely.
    Optional<ReportedShape> axes(List<MeasurementReport.Number> numbers) {
        Optional<SrGraphic> longer = axis(numbers, MeasuredConcepts.LONG_AXIS.value());
        Optional<SrGraphic> shorter = axis(numbers, MeasuredConcepts.SHORT_AXIS.value());
        if (longer.isEmpty() || shorter.isEmpty() || !longer.get().where().equals(shorter.get().where())) {
            return Optional.empty();
        }
        List<PatientPoint> a = laid(longer.get()).points;
        List<PatientPoint> b = laid(shorter.get()).points;
        if (a.size() != 2 || b.size() != 2) {
            return Optional.empty();
        }
        return Optional.of(shape(longer.get(), () -> new Shape.Bidirectional(
                        new Shape.Line(a.get(0), a.get(1)), new Shape.Line(b.get(0), b.get(1)))))
                .filter(ReportedShape.Placed.class::isInstance);
    }

    private static Optional<SrGraphic> axis(List<MeasurementReport.Number> numbers, String concept) {
        return numbers.stream()
                .filter(n -> n.measurement().concept().value().equals(concept))
                .flatMap(n -> n.from().stream())
                .findFirst();
    }

    static boolean isAxis(MeasurementReport.Number n) {
        String concept = n.measurement().concept().value();
        return concept.equals(MeasuredConcepts.LONG_AXIS.value()) || concept.equals(MeasuredConcepts.SHORT_AXIS.value());
    }

    private static ReportedShape shape(SrGraphic g, Supplier<Shape> made) {
        try {
            return new ReportedShape.Placed(made.get(), g.where());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new ReportedShape.NotPlaced(g, String.valueOf(e.getMessage()));
        }
    }

    private static Shape line(List<PatientPoint> p) {
        return p.size() == 2 ? new Shape.Line(p.get(0), p.get(1)) : new Shape.Polyline(p);
    }

    private static Shape angle(List<PatientPoint> p, boolean cobb) {
        if (p.size() == 3) {
            return new Shape.Angle(p.get(0), p.get(1), p.get(2));
        }
        return p.get(1).equals(p.get(2)) && !cobb
                ? new Shape.Angle(p.get(0), p.get(1), p.get(3))
                : new Shape.Cobb(new Shape.Line(p.get(0), p.get(1)), new Shape.Line(p.get(2), p.get(3)));
    }

    private static Shape ellipse(List<PatientPoint> p) {
        requirePoints(p, 4);
        PatientVector one = p.get(1).minus(p.get(0)).times(0.5);
        PatientVector other = p.get(3).minus(p.get(2)).times(0.5);
        return new Region.Ellipse(p.get(0).plus(one), one, other);
    }

    private static Shape circle(List<PatientPoint> p, boolean square) {
        requirePoints(p, 2);
        if (!square) {
            throw new IllegalArgumentException("a circle on pixels that are not square has no certain size");
        }
        return new Region.Circle(p.get(0), p.get(0).distanceMm(p.get(1)));
    }

    private static void requirePoints(List<PatientPoint> p, int points) {
        if (p.size() != points) {
            throw new IllegalArgumentException("it has " + p.size() + " points and not " + points);
        }
    }
}
