package loupe.core.plane;

import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;

/// An endless plane in the patient with an origin and two directions, as one looks at it. Immutable.
///
/// @param origin a point of the plane, millimetres, each coordinate within 1e6
/// @param right unit direction to the right of the display
/// @param down unit direction to the bottom of the display, at a right angle to `right`
/// @param frameOfReferenceUid (pseudonymous) frame of reference the coordinates hold in; empty where there is none, and then no
///     line or link joins it to another plane; planes through one volume that has none may share any name of their own
public record Plane(PatientPoint origin, PatientVector right, PatientVector down, String frameOfReferenceUid) {
    private static final double MOST_MM = 1e6;

    /// Makes the directions exactly unit and `down` exactly perpendicular to `right`, by turning `down` in their plane.
    ///
    /// @throws IllegalArgumentException if they are more than 0.01 (cosine) off the right angle, have no length, or the origin is
    ///     not finite or beyond 1e6 mm
    public Plane {
        double farthest = Math.max(Math.abs(origin.xMm()), Math.max(Math.abs(origin.yMm()), Math.abs(origin.zMm())));
        require(farthest <= MOST_MM && !hasNaN(origin), "origin must lie within 1e6 mm, was " + origin);
        require(hasDirection(right) && hasDirection(down), "right and down must have a finite, positive length");
        right = exact(right);
        down = exact(down);
        double cosine = right.dot(down);
        require(Math.abs(cosine) <= 0.01, "right and down must be at a right angle, their cosine was " + cosine);
        if (Math.abs(cosine) > 1e-15) {
            down = exact(down.plus(right.times(-cosine)));
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    private static boolean hasNaN(PatientPoint p) {
        return Double.isNaN(p.xMm()) || Double.isNaN(p.yMm()) || Double.isNaN(p.zMm());
    }

    private static boolean hasDirection(PatientVector v) {
        double length = v.lengthMm();
        return length > 0 && length < Double.POSITIVE_INFINITY;
    }

    /// A unit vector stays as it is to the last bit, so that a plane made from a plane's own parts equals it.
    private static PatientVector exact(PatientVector v) {
        return Math.abs(v.dot(v) - 1) < 1e-15 ? v : v.unit();
    }

    /// The usual plane of a direction of looking through a point.
    public static Plane of(Axis axis, PatientPoint through, String frameOfReferenceUid) {
        return new Plane(through, axis.right(), axis.down(), frameOfReferenceUid);
    }

    /// The plane of an image, its origin in the middle of the image's first pixel.
    public static Plane of(ImagePlane image) {
        return new Plane(image.origin(), image.alongRow(), image.alongColumn(), image.frameOfReferenceUid());
    }

    /// The plane of a slice as it is stored, its origin in the middle of the slice's first voxel.
    ///
    /// @throws IndexOutOfBoundsException if the grid has no such slice
    public static Plane ofSlice(VoxelGrid grid, int slice) {
        if (slice < 0 || slice >= grid.slices()) {
            throw new IndexOutOfBoundsException("slice " + slice + " of " + grid.slices());
        }
        return new Plane(grid.toPatient(0, 0, slice), grid.columnStep(), grid.rowStep(), grid.frameOfReferenceUid());
    }

    /// Unit normal, right-handed: right x down; away from who looks.
    public PatientVector normal() {
        return right.cross(down).unit();
    }

    /// The point of the plane so far to the right and down from its origin, in millimetres.
    public PatientPoint at(double rightMm, double downMm) {
        return origin.plus(right.times(rightMm)).plus(down.times(downMm));
    }

    /// How far a point lies to the right of the origin, in millimetres.
    public double rightMm(PatientPoint p) {
        return p.minus(origin).dot(right);
    }

    /// How far a point lies below the origin on the display, in millimetres.
    public double downMm(PatientPoint p) {
        return p.minus(origin).dot(down);
    }

    /// How far a point lies off the plane along its normal, in millimetres; negative on the looker's side.
    public double depthMm(PatientPoint p) {
        return p.minus(origin).dot(normal());
    }

    /// Moved along its normal.
    ///
    /// @param mm millimetres; negative towards who looks
    public Plane moved(double mm) {
        return new Plane(origin.plus(normal().times(mm)), right, down, frameOfReferenceUid);
    }

    /// Moved along its normal so that it goes through a point; what is in the middle of a view stays there.
    public Plane through(PatientPoint p) {
        return moved(depthMm(p));
    }

    /// Turned about an axis.
    ///
    /// @param through a point of the axis, such as the crosshair
    /// @param axis its direction, of any positive length
    /// @param radians right-handed about the axis
    public Plane turned(PatientPoint through, PatientVector axis, double radians) {
        PatientVector unit = axis.unit();
        return new Plane(
                through.plus(turned(origin.minus(through), unit, radians)),
                turned(right, unit, radians),
                turned(down, unit, radians),
                frameOfReferenceUid);
    }

    /// Rodrigues' formula.
    private static PatientVector turned(PatientVector v, PatientVector unit, double radians) {
        double cos = Math.cos(radians);
        return v.times(cos)
                .plus(unit.cross(v).times(Math.sin(radians)))
                .plus(unit.times(unit.dot(v) * (1 - cos)));
    }

    /// Seen in a mirror: left and right change sides and the normal its direction; the points stay.
    public Plane mirrored() {
        return new Plane(origin, right.times(-1), down, frameOfReferenceUid);
    }

    /// Whether both lie in one space: the same frame of reference, which both name.
    public boolean sharesFrameWith(Plane other) {
        return !frameOfReferenceUid.isEmpty() && frameOfReferenceUid.equals(other.frameOfReferenceUid);
    }

    /// Whether the normals agree within 1e-3 (sine), whichever way they point.
    public boolean isParallelTo(Plane other) {
        return normal().cross(other.normal()).lengthMm() <= 1e-3;
    }
}
