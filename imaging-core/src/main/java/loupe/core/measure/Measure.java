package loupe.core.measure;

import java.util.ArrayList;
import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.measure.Quantity.Kind;

/// A shape on an image. Its numbers come from its points alone, so they are the same in every view, turned, mirrored or zoomed.
///
/// @param space what it is drawn on
/// @param shape what is drawn
public record Measure(ImageSpace space, Shape shape) {
    private static final double OFF_PLANE = 1e-3;

    /// Checks that the shape lies on the plane.
    ///
    /// @throws IllegalArgumentException if a point is more than 1e-3 off it
    public Measure {
        for (PatientPoint p : shape.points()) {
            if (!(Math.abs(space.plane().depthMm(p)) <= OFF_PLANE)) {
                throw new IllegalArgumentException(
                        "a shape must lie on its plane, a point was off by " + space.plane().depthMm(p));
            }
        }
    }

    /// The numbers of the drawing, which need no pixels; none for a probe, an arrow or a note.
    public List<Quantity> quantities() {
        return switch (shape) {
            case Shape.Line l -> List.of(length(Kind.LENGTH, l));
            case Shape.Polyline p ->
                List.of(quantity(Kind.LENGTH, Geometry.lengthMm(p.points()), 2 * half() * (p.points().size() - 1)));
            case Shape.Angle a -> List.of(angle(a));
            case Shape.Cobb c -> cobb(c);
            case Shape.Bidirectional b ->
                List.of(length(Kind.LONG_AXIS, b.longAxis()), length(Kind.SHORT_AXIS, b.shortAxis()));
            case Shape.Probe p -> List.of();
            case Shape.Arrow a -> List.of();
            case Shape.Note n -> List.of();
            case Region r -> List.of(area(Kind.AREA, r, r.area()), perimeter(r));
        };
    }

    /// Half a pixel diagonal: how far an end may be put from its place.
    private double half() {
        return space.pixelDiagonal() / 2;
    }

    private Quantity quantity(Kind kind, double value, double error) {
        return Quantity.of(kind, value, error, space.scale());
    }

    private Quantity length(Kind kind, Shape.Line line) {
        return quantity(kind, line.from().distanceMm(line.to()), 2 * half());
    }

    private Quantity angle(Shape.Angle a) {
        return quantity(
                Kind.ANGLE,
                Geometry.angleDegrees(a.oneEnd(), a.vertex(), a.otherEnd()),
                turnDegrees(a.oneEnd().minus(a.vertex())) + turnDegrees(a.otherEnd().minus(a.vertex())));
    }

    private List<Quantity> cobb(Shape.Cobb c) {
        double acute = Geometry.cobbDegrees(c.one().along(), c.other().along());
        double error = turnDegrees(c.one().along()) + turnDegrees(c.other().along());
        List<Quantity> out = new ArrayList<>();
        out.add(quantity(Kind.COBB_ANGLE, acute, error));
        out.add(quantity(Kind.COBB_OBTUSE, 180 - acute, error));
        return List.copyOf(out);
    }

    /// How far a line may turn when both its ends may be half a pixel diagonal off.
    private double turnDegrees(PatientVector arm) {
        double share = 2 * half() / arm.lengthMm();
        return share >= 1 ? 180 : Math.toDegrees(Math.asin(share));
    }

    /// An area with the band of its outline.
    Quantity area(Kind kind, Region region, double value) {
        double h = region instanceof Region.Spline ? 1.25 * half() : half();
        return quantity(kind, value, h * region.perimeter() + Math.PI * h * h);
    }

    private Quantity perimeter(Region region) {
        double error = switch (region) {
            case Region.Ellipse e -> 8 * half();
            case Region.Circle c -> 2 * Math.PI * half();
            case Region.Spline s -> 2.3 * half() * s.points().size();
            case Region.Rectangle r -> 8 * half();
            case Region.Polygon p -> 2 * half() * p.points().size();
            case Region.Freehand f -> 2 * half() * f.points().size();
        };
        return quantity(Kind.PERIMETER, region.perimeter(), error);
    }
}
