package loupe.core.measure;

import java.util.List;
import loupe.core.geometry.PatientPoint;
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

    /// The numbers of the drawing, which need no pixels; none for a probe, an arrow or a note, but for a probe in an ultrasound
    /// region that has no length both ways.
    public List<Quantity> quantities() {
        return space.scale() instanceof Scale.Regions r ? RegionNumbers.of(r, shape) : numbers().of(shape);
    }

    /// The scale that holds for the shape: on an ultrasound image that of the region it lies in.
    public Scale scale() {
        return space.scale().at(shape);
    }

    /// The same shape where the image has another scale.
    public Measure scaled(Scale other) {
        return new Measure(new ImageSpace(space.plane(), space.pixelDiagonal(), other), shape);
    }

    private ShapeNumbers numbers() {
        return new ShapeNumbers(space.pixelDiagonal(), space.scale());
    }

    /// An area with the band of its outline.
    Quantity area(Kind kind, Region region, double value) {
        return numbers().area(kind, region, value);
    }
}
