package loupe.core.plane;

import java.util.Optional;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;

/// Where one plane cuts another within an image's rectangle, drawn on that image.
///
/// @param from one end
/// @param to other end
public record ReferenceLine(PatientPoint from, PatientPoint to) {

    /// The line in which an endless plane cuts an image, clipped to the image's outer pixel edges.
    ///
    /// @param image plane of the image the line is drawn on
    /// @param raster its pixels
    /// @param other the plane that cuts
    /// @return empty where the planes are parallel (sine within 1e-3), lie in different frames of reference, or meet elsewhere
    public static Optional<ReferenceLine> of(Plane image, Raster raster, Plane other) {
        return infinite(image, other).flatMap(l -> l.clipped(image, raster));
    }

    /// As [#of(Plane, Raster, Plane)], clipped to the other image's rectangle too.
    ///
    /// @param otherRaster pixels of the plane that cuts
    public static Optional<ReferenceLine> of(Plane image, Raster raster, Plane other, Raster otherRaster) {
        return of(image, raster, other).flatMap(l -> l.clipped(other, otherRaster));
    }

    /// Length in millimetres.
    public double lengthMm() {
        return from.distanceMm(to);
    }

    /// Both planes' line, long beyond every image, its middle the point of it nearest to the image's origin.
    private static Optional<ReferenceLine> infinite(Plane image, Plane other) {
        if (!image.sharesFrameWith(other) || image.isParallelTo(other)) {
            return Optional.empty();
        }
        PatientVector along = image.normal().cross(other.normal()).unit();
        PatientVector towards = along.cross(image.normal());
        double mm = other.depthMm(image.origin()) / -towards.dot(other.normal());
        PatientPoint middle = image.origin().plus(towards.times(mm));
        return Optional.of(new ReferenceLine(middle.plus(along.times(-1e7)), middle.plus(along.times(1e7))));
    }

    /// Liang and Barsky's clipping in pixels.
    private Optional<ReferenceLine> clipped(Plane plane, Raster raster) {
        double x = raster.column(plane, from);
        double y = raster.row(plane, from);
        double dx = raster.column(plane, to) - x;
        double dy = raster.row(plane, to) - y;
        double[] span = {0, 1};
        boolean seen = within(span, -dx, x + 0.5)
                && within(span, dx, raster.columns() - 0.5 - x)
                && within(span, -dy, y + 0.5)
                && within(span, dy, raster.rows() - 0.5 - y);
        PatientVector whole = to.minus(from);
        return seen && span[0] < span[1]
                ? Optional.of(new ReferenceLine(from.plus(whole.times(span[0])), from.plus(whole.times(span[1]))))
                : Optional.empty();
    }

    private static boolean within(double[] span, double direction, double distance) {
        if (Math.abs(direction) < 1e-9) {
            return distance >= 0;
        }
        double at = distance / direction;
        span[direction < 0 ? 0 : 1] = direction < 0 ? Math.max(span[0], at) : Math.min(span[1], at);
        return span[0] <= span[1];
    }
}
