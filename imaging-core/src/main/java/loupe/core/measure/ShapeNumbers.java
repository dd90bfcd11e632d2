package loupe.core.measure;

import java.util.ArrayList;
import java.util.List;
import loupe.core.geometry.PatientVector;
import loupe.core.measure.Quantity.Kind;

/// The numbers of shapes, from their points alone.
final class ShapeNumbers {
    /// Half a pixel diagonal: how far an end may be put from its place.
    private final double half;
    private final Scale scale;

    /// @param pixelDiagonal in units of the shapes' coordinates
    ShapeNumbers(double pixelDiagonal, Scale scale) {
        this.half = pixelDiagonal / 2;
        this.scale = scale;
    }

    List<Quantity> of(Shape shape) {
        return switch (shape) {
            case Shape.Line l -> List.of(length(Kind.LENGTH, l));
            case Shape.Polyline p ->
                List.of(quantity(Kind.LENGTH, Geometry.lengthMm(p.points()), 2 * half * (p.points().size() - 1)));
            case Shape.Angle a -> List.of(angle(a));
            case Shape.Cobb c -> cobb(c);
            case Shape.Bidirectional b -> axes(b.longAxis(), b.shortAxis());
            case Shape.Probe p -> List.of();
            case Shape.Arrow a -> List.of();
            case Shape.Note n -> List.of();
            case Region r -> List.of(area(Kind.AREA, r, r.area()), perimeter(r));
        };
    }

    /// Two axes, which need not stand square on each other any more where pixels are not square.
    List<Quantity> axes(Shape.Line longer, Shape.Line shorter) {
        return List.of(length(Kind.LONG_AXIS, longer), length(Kind.SHORT_AXIS, shorter));
    }

    private Quantity quantity(Kind kind, double value, double error) {
        return Quantity.of(kind, value, error, scale);
    }

    private Quantity length(Kind kind, Shape.Line line) {
        return quantity(kind, line.from().distanceMm(line.to()), 2 * half);
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
        double share = 2 * half / arm.lengthMm();
        return share >= 1 ? 180 : Math.toDegrees(Math.asin(share));
    }

    /// An area with the band of its outline.
    Quantity area(Kind kind, Region region, double value) {
        double h = region instanceof Region.Spline ? 1.25 * half : half;
        return quantity(kind, value, h * region.perimeter() + Math.PI * h * h);
    }

    private Quantity perimeter(Region region) {
        double error = switch (region) {
            case Region.Ellipse e -> 8 * half;
            case Region.Circle c -> 2 * Math.PI * half;
            case Region.Spline s -> 2.3 * half * s.points().size();
            case Region.Rectangle r -> 8 * half;
            case Region.Polygon p -> 2 * half * p.points().size();
            case Region.Freehand f -> 2 * half * f.points().size();
        };
        return quantity(Kind.PERIMETER, region.perimeter(), error);
    }
}
