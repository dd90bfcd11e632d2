package loupe.core.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import loupe.core.dicom.value.UltrasoundRegion;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;

/// What a shape on an ultrasound image measures, in the units of the region it lies in.
///
/// Where columns and rows both measure length the shape is stretched to millimetres first, so pixels need not be square. Elsewhere
/// a line says what lies between its ends along each axis, a probe what stands there, and other shapes say nothing. Where no
/// region's scale holds numbers are in pixels.
final class RegionNumbers {
    private static final MathContext THREE = new MathContext(3);

    private final double across;
    private final double down;

    private RegionNumbers(Scale.Regions all, double acrossAPixel, double downAPixel) {
        this.across = acrossAPixel / all.columnUnit();
        this.down = downAPixel / all.rowUnit();
    }

    static List<Quantity> of(Scale.Regions all, Shape shape) {
        Scale where = all.at(shape);
        if (!(where instanceof Scale.InRegion in)) {
            return new RegionNumbers(all, 1, 1).stretched(shape, new ShapeNumbers(Math.sqrt(2), where));
        }
        UltrasoundRegion r = in.region();
        if (r.measuresLength()) {
            double wide = Math.abs(r.across().delta());
            double high = Math.abs(r.down().delta());
            return new RegionNumbers(all, wide, high).stretched(shape, new ShapeNumbers(Math.hypot(wide, high), where));
        }
        return new RegionNumbers(all, 1, 1).along(in, shape);
    }

    private List<Quantity> stretched(Shape shape, ShapeNumbers numbers) {
        return switch (shape) {
            case Shape.Bidirectional b -> numbers.axes(line(b.longAxis()), line(b.shortAxis()));
            case Shape.Line l -> numbers.of(line(l));
            case Shape.Polyline p -> numbers.of(new Shape.Polyline(all(p.points())));
            case Shape.Angle a -> numbers.of(new Shape.Angle(at(a.oneEnd()), at(a.vertex()), at(a.otherEnd())));
            case Shape.Cobb c -> numbers.of(new Shape.Cobb(line(c.one()), line(c.other())));
            case Region.Ellipse e -> numbers.of(new Region.Ellipse(at(e.centre()), along(e.one()), along(e.other())));
            case Region.Circle c -> numbers.of(new Region.Ellipse(
                    at(c.centre()), along(new PatientVector(c.radius(), 0, 0)), along(new PatientVector(0, c.radius(), 0))));
            case Region.Rectangle r -> numbers.of(new Region.Rectangle(at(r.corner()), along(r.one()), along(r.other())));
            case Region.Polygon p -> numbers.of(new Region.Polygon(all(p.points())));
            case Region.Freehand f -> numbers.of(new Region.Freehand(all(f.points())));
            case Region.Spline s -> numbers.of(new Region.Spline(all(s.points())));
            case Shape.Probe p -> List.of();
            case Shape.Arrow a -> List.of();
            case Shape.Note n -> List.of();
        };
    }

    private PatientPoint at(PatientPoint p) {
        return new PatientPoint(p.xMm() * across, p.yMm() * down, 0);
    }

    private PatientVector along(PatientVector v) {
        return new PatientVector(v.xMm() * across, v.yMm() * down, 0);
    }

    private Shape.Line line(Shape.Line l) {
        return new Shape.Line(at(l.from()), at(l.to()));
    }

    private List<PatientPoint> all(List<PatientPoint> points) {
        return points.stream().map(this::at).toList();
    }

    private List<Quantity> along(Scale.InRegion in, Shape shape) {
        UltrasoundRegion r = in.region();
        return switch (shape) {
            case Shape.Line l -> {
                Shape.Line px = line(l);
                yield both(
                        between(Quantity.Kind.ACROSS, r.across(), in, px.to().xMm() - px.from().xMm()),
                        between(Quantity.Kind.DOWN, r.down(), in, px.to().yMm() - px.from().yMm()));
            }
            case Shape.Probe p -> {
                PatientPoint px = at(p.at());
                yield both(
                        stands(Quantity.Kind.AT_ACROSS, r.across(), in, px.xMm() - r.left()),
                        stands(Quantity.Kind.AT_DOWN, r.down(), in, px.yMm() - r.top()));
            }
            default -> List.of();
        };
    }

    private static List<Quantity> both(Optional<Quantity> across, Optional<Quantity> down) {
        return Stream.concat(across.stream(), down.stream()).toList();
    }

    private static Optional<Quantity> between(Quantity.Kind kind, UltrasoundRegion.Axis axis, Scale in, double pixels) {
        double error = Math.sqrt(2) * Math.abs(axis.delta());
        return Optional.of(axis)
                .filter(UltrasoundRegion.Axis::usable)
                .map(a -> new Quantity(kind, a.between(0, pixels), a.unit().ucum(), error, in));
    }

    private static Optional<Quantity> stands(Quantity.Kind kind, UltrasoundRegion.Axis axis, Scale in, double pixels) {
        OptionalDouble there = axis.at(pixels);
        double error = Math.sqrt(0.5) * Math.abs(axis.delta());
        return there.isEmpty()
                ? Optional.empty()
                : Optional.of(new Quantity(kind, there.getAsDouble(), axis.unit().ucum(), error, in));
    }

    /// The region and what its pixels stand for, in words.
    static String source(UltrasoundRegion r) {
        String name = "ultrasound region " + r.number() + ": ";
        String wide = apiece(r.across());
        String high = apiece(r.down());
        if (wide.isEmpty() && high.isEmpty()) {
            return name + "no units";
        }
        return name + (wide.equals(high) ? wide : (wide.isEmpty() ? "?" : wide) + " × " + (high.isEmpty() ? "?" : high)) + " a pixel";
    }

    /// A number with three digits that count.
    static String digits(double value) {
        return new BigDecimal(value).round(THREE).stripTrailingZeros().toPlainString();
    }

    private static String apiece(UltrasoundRegion.Axis axis) {
        return axis.usable() ? digits(Math.abs(axis.delta())) + " " + axis.unit().ucum() : "";
    }
}
