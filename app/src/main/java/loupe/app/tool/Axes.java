package loupe.app.tool;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.measure.Shape;
import loupe.core.plane.Plane;

/// Two axes that cross squarely, changed at their ends. An end of one axis turns and stretches it about its other end, and the crossing
/// axis goes along at the same share of it; an end of the crossing one slides it along and changes its length on that side alone.
final class Axes {
    private static final int ENDS = 2;

    private final Shape.Bidirectional shape;
    private final Plane plane;

    Axes(Shape.Bidirectional shape, Plane plane) {
        this.shape = shape;
        this.plane = plane;
    }

    /// An axis with another square on it through a point, as long on the other side.
    ///
    /// @throws IllegalArgumentException where one has no length
    static Shape square(Shape.Line axis, PatientPoint end, Plane plane) {
        Frame f = new Frame(axis, plane);
        double high = f.height(end);
        return new Shape.Bidirectional(axis, f.across(Math.clamp(f.share(end), 0, 1), high, -high));
    }

    /// @param handle 0 and 1 the ends of the long axis, 2 and 3 of the short one
    /// @throws IllegalArgumentException where the axes would not cross any more
    Shape moved(int handle, PatientPoint to) {
        Shape.Line along = shape.longAxis();
        Shape.Line across = shape.shortAxis();
        Frame before = new Frame(along, plane);
        double from = before.height(across.from());
        double end = before.height(across.to());
        if (handle < ENDS) {
            Shape.Line turned = handle == 0 ? new Shape.Line(to, along.to()) : new Shape.Line(along.from(), to);
            return new Shape.Bidirectional(turned, new Frame(turned, plane).across(before.share(across.from()), from, end));
        }
        boolean first = handle == ENDS;
        double share = Math.clamp(before.share(to), 0, 1);
        double high = before.height(to);
        return new Shape.Bidirectional(along, before.across(share, first ? high : from, first ? end : high));
    }

    /// Places told by their share along a line and their height over it, on the plane.
    private record Frame(Shape.Line line, PatientVector along, PatientVector square) {
        Frame(Shape.Line line, Plane plane) {
            this(line, line.to().minus(line.from()), plane.normal().cross(line.to().minus(line.from()).unit()));
        }

        double share(PatientPoint p) {
            return p.minus(line.from()).dot(along) / along.dot(along);
        }

        double height(PatientPoint p) {
            return p.minus(line.from()).dot(square);
        }

        Shape.Line across(double share, double from, double to) {
            PatientPoint foot = line.from().plus(along.times(share));
            return new Shape.Line(foot.plus(square.times(from)), foot.plus(square.times(to)));
        }
    }
}
