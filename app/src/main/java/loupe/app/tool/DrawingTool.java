package loupe.app.tool;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.measure.Region;
import loupe.core.measure.Shape;
import loupe.core.plane.Plane;

/// What a reader draws with. Pure: points on a plane give a shape, and a shape gives the points it is changed by.
public enum DrawingTool {
    LENGTH(later("Length"), later("Press at one end, let go at the other."), 2, 2, (p, plane) -> new Shape.Line(p.get(0), p.get(1))),
    BIDIRECTIONAL(later("Bidirectional"), later("Draw one axis, then click where the other ends; the longer is the long axis."), 3, 3,
            DrawingTool::crossed),
    ANGLE(later("Angle"), later("Click one end, the vertex, the other end."), 3, 3, (p, plane) -> new Shape.Angle(p.get(0), p.get(1),
            p.get(2))),
    COBB(later("Cobb angle"), later("Draw one line, then the other."), 4, 4,
            (p, plane) -> new Shape.Cobb(new Shape.Line(p.get(0), p.get(1)), new Shape.Line(p.get(2), p.get(3)))),
    RECTANGLE(later("Rectangle"), later("Press at one corner, let go at the opposite one."), 2, 2, DrawingTool::rectangle),
    ELLIPSE(later("Ellipse"), later("Press at one corner of its box, let go at the opposite one."), 2, 2, DrawingTool::ellipse),
    CIRCLE(later("Circle"), later("Press in the middle, let go on the edge."), 2, 2,
            (p, plane) -> new Region.Circle(p.get(0), p.get(0).distanceMm(p.get(1)))),
    POLYGON(later("Polygon"), later("Click the corners; Enter or a double click takes it."), 3, Integer.MAX_VALUE,
            (p, plane) -> new Region.Polygon(p)),
    FREEHAND(later("Freehand"), later("Draw around it with the button held."), 3, Integer.MAX_VALUE, (p, plane) -> new Region.Freehand(p)),
    SPLINE(later("Spline"), later("Click points of the edge; Enter or a double click takes it."), 3, Integer.MAX_VALUE,
            (p, plane) -> new Region.Spline(p)),
    POLYLINE(later("Polyline"), later("Click the points; Enter or a double click takes it."), 2, Integer.MAX_VALUE,
            (p, plane) -> new Shape.Polyline(p)),
    PROBE(later("Probe"), later("Click the place whose value is asked for."), 1, 1, (p, plane) -> new Shape.Probe(p.get(0))),
    ARROW(later("Arrow"), later("Press at the tail, let go at the tip."), 2, 2, (p, plane) -> new Shape.Arrow(p.get(0), p.get(1))),
    NOTE(later("Text"), later("Click where the words belong."), 1, 1, (p, plane) -> new Shape.Note(p.get(0)));

    private interface Maker {
        Shape make(List<PatientPoint> points, Plane plane);
    }

    private final String text;
    private final String help;
    private final int fewest;
    private final int most;
    private final Maker maker;

    DrawingTool(String text, String help, int fewest, int most, Maker maker) {
        this.text = text;
        this.help = help;
        this.fewest = fewest;
        this.most = most;
        this.maker = maker;
    }

    /// Short name for people.
    public String text() {
        return say(text);
    }

    /// How it is drawn, in a sentence.
    public String help() {
        return say(help);
    }

    /// How many points end it; Integer.MAX_VALUE where a person ends it.
    public int most() {
        return most;
    }

    /// The shape of points; empty where they are too few or make none (a line without length, an outline that crosses itself).
    ///
    /// @param plane the plane they lie on
    public Optional<Shape> shape(List<PatientPoint> points, Plane plane) {
        if (points.size() < fewest) {
            return Optional.empty();
        }
        return made(() -> maker.make(points, plane)).filter(DrawingTool::hasLength);
    }

    private static Optional<Shape> made(Supplier<Shape> shape) {
        try {
            return Optional.of(shape.get());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static boolean hasLength(Shape s) {
        return switch (s) {
            case Shape.Line l -> l.from().distanceMm(l.to()) > 0;
            case Shape.Arrow a -> a.tail().distanceMm(a.tip()) > 0;
            default -> true;
        };
    }

    /// The tool a shape is drawn with.
    public static DrawingTool of(Shape shape) {
        return switch (shape) {
            case Shape.Line l -> LENGTH;
            case Shape.Polyline p -> POLYLINE;
            case Shape.Angle a -> ANGLE;
            case Shape.Cobb c -> COBB;
            case Shape.Bidirectional b -> BIDIRECTIONAL;
            case Shape.Probe p -> PROBE;
            case Shape.Arrow a -> ARROW;
            case Shape.Note n -> NOTE;
            case Region.Ellipse e -> ELLIPSE;
            case Region.Circle c -> CIRCLE;
            case Region.Rectangle r -> RECTANGLE;
            case Region.Polygon p -> POLYGON;
            case Region.Freehand f -> FREEHAND;
            case Region.Spline s -> SPLINE;
        };
    }

    /// The points a shape is made of and changed by; its tool makes the same shape of them.
    ///
    /// @param plane the plane it lies on
    public static List<PatientPoint> handles(Shape shape, Plane plane) {
        return switch (shape) {
            case Region.Ellipse e -> List.of(
                    e.centre().plus(e.one().times(-1)).plus(e.other().times(-1)), e.centre().plus(e.one()).plus(e.other()));
            case Region.Circle c -> List.of(c.centre(), c.centre().plus(plane.right().times(c.radius())));
            case Region.Rectangle r -> List.of(r.corner(), r.corner().plus(r.one()).plus(r.other()));
            default -> shape.points();
        };
    }

    /// A shape with one of its points elsewhere; empty where that makes none.
    public static Optional<Shape> moved(Shape shape, int handle, PatientPoint to, Plane plane) {
        if (shape instanceof Shape.Bidirectional b) {
            return made(() -> new Axes(b, plane).moved(handle, to));
        }
        List<PatientPoint> points = new ArrayList<>(handles(shape, plane));
        points.set(handle, to);
        return of(shape).shape(points, plane);
    }

    /// A shape moved as a whole.
    public static Optional<Shape> moved(Shape shape, PatientVector by, Plane plane) {
        return of(shape).shape(handles(shape, plane).stream().map(p -> p.plus(by)).toList(), plane);
    }

    private static Shape rectangle(List<PatientPoint> p, Plane plane) {
        PatientVector d = p.get(1).minus(p.get(0));
        return new Region.Rectangle(
                p.get(0), plane.right().times(d.dot(plane.right())), plane.down().times(d.dot(plane.down())));
    }

    private static Shape ellipse(List<PatientPoint> p, Plane plane) {
        PatientVector d = p.get(1).minus(p.get(0)).times(0.5);
        return new Region.Ellipse(
                p.get(0).plus(d), plane.right().times(d.dot(plane.right())), plane.down().times(d.dot(plane.down())));
    }

    /// Of three points the other axis stands square on the first where the third's foot is, as far on the other side; four are the
    /// ends of both.
    private static Shape crossed(List<PatientPoint> p, Plane plane) {
        Shape.Line one = new Shape.Line(p.get(0), p.get(1));
        return p.size() == 4
                ? new Shape.Bidirectional(one, new Shape.Line(p.get(2), p.get(3)))
                : Axes.square(one, p.get(2), plane);
    }
}
