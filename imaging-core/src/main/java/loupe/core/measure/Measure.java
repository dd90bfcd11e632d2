package loupe.core.measure;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.measure.Quantity.Kind;

/// A shape on an image. Its numbers come from its points alone, so they are the same in every view, turned, mirrored or zoomed.
///
/// @param space what it is drawn on
/// @param shape what is drawn; of two axes the one that measures more is the long one, whichever was drawn first
public record Measure(ImageSpace space, Shape shape) {
    private static final double OFF_PLANE = 1e-3;

    /// Checks that the shape lies on the plane and puts its axes in order.
    ///
    /// @throws IllegalArgumentException if a point is more than 1e-3 off it
    public Measure {
        for (PatientPoint p : shape.points()) {
            if (!(Math.abs(space.plane().depthMm(p)) <= OFF_PLANE)) {
                throw new IllegalArgumentException(
                        "a shape must lie on its plane, a point was off by " + space.plane().depthMm(p));
            }
        }
        if (shape instanceof Shape.Bidirectional b && isWrongWayRound(quantities(space, b))) {
            shape = new Shape.Bidirectional(b.shortAxis(), b.longAxis());
        }
    }

    /// By the numbers, not the points: on ultrasound a row may be another length than a column.
    private static boolean isWrongWayRound(List<Quantity> axes) {
        return !axes.isEmpty() && axes.getFirst().value() < axes.getLast().value();
    }

    /// The numbers of the drawing, which need no pixels; none for a probe, an arrow or a note, but for a probe in an ultrasound
    /// region that has no length both ways.
    public List<Quantity> quantities() {
        return quantities(space, shape);
    }

    private static List<Quantity> quantities(ImageSpace space, Shape shape) {
        return space.scale() instanceof Scale.Regions r ? RegionNumbers.of(r, shape) : numbers(space).of(shape);
    }

    /// The scale that holds for the shape: on an ultrasound image that of the region it lies in.
    public Scale scale() {
        return space.scale().at(shape);
    }

    /// The same shape where the image has another scale.
    public Measure scaled(Scale other) {
        return new Measure(new ImageSpace(space.plane(), space.pixelDiagonal(), other), shape);
    }

    private static ShapeNumbers numbers(ImageSpace space) {
        return new ShapeNumbers(space.pixelDiagonal(), space.scale());
    }

    /// An area with the band of its outline.
    Quantity area(Kind kind, Region region, double value) {
        return numbers(space).area(kind, region, value);
    }
}
