package loupe.core.plane;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;

/// Three planes at right angles that meet in a point, as the three views of a multiplanar reconstruction. Immutable.
///
/// @param point where they meet
/// @param axial the plane of the axial view; oblique once it was turned
/// @param coronal the plane of the coronal view
/// @param sagittal the plane of the sagittal view
public record Crosshair(PatientPoint point, Plane axial, Plane coronal, Plane sagittal) {
    /// Checks that the planes go through the point (within 1e-3 mm) and stand at right angles (cosine within 1e-6).
    public Crosshair {
        for (Plane p : new Plane[] {axial, coronal, sagittal}) {
            if (!(Math.abs(p.depthMm(point)) <= 1e-3)) {
                throw new IllegalArgumentException(
                        "every plane must go through the point, one lay " + p.depthMm(point) + " mm off");
            }
        }
        PatientVector a = axial.normal();
        PatientVector c = coronal.normal();
        PatientVector s = sagittal.normal();
        if (Math.max(Math.abs(a.dot(c)), Math.max(Math.abs(a.dot(s)), Math.abs(c.dot(s)))) > 1e-6) {
            throw new IllegalArgumentException("the three planes must stand at right angles");
        }
    }

    /// The usual three planes through a point.
    public static Crosshair at(PatientPoint point, String frameOfReferenceUid) {
        return new Crosshair(
                point,
                Plane.of(Axis.AXIAL, point, frameOfReferenceUid),
                Plane.of(Axis.CORONAL, point, frameOfReferenceUid),
                Plane.of(Axis.SAGITTAL, point, frameOfReferenceUid));
    }

    /// Three planes at right angles, where they meet.
    public static Crosshair of(Plane axial, Plane coronal, Plane sagittal) {
        PatientPoint p = axial.origin();
        p = p.plus(coronal.normal().times(-coronal.depthMm(p)));
        p = p.plus(sagittal.normal().times(-sagittal.depthMm(p)));
        return new Crosshair(p, axial, coronal, sagittal);
    }

    /// The plane of a view.
    public Plane plane(Axis view) {
        return switch (view) {
            case AXIAL -> axial;
            case CORONAL -> coronal;
            case SAGITTAL -> sagittal;
        };
    }

    /// Moved to another point: each plane moves along its own normal, so no view slides sideways.
    public Crosshair moved(PatientPoint to) {
        return new Crosshair(to, axial.through(to), coronal.through(to), sagittal.through(to));
    }

    /// Scrolled in one view, along that view's own normal, oblique or not.
    ///
    /// @param mm millimetres away from who looks; negative towards
    public Crosshair scrolled(Axis view, double mm) {
        return moved(point.plus(plane(view).normal().times(mm)));
    }

    /// The lines seen in one view are turned: both other planes turn about this view's normal through the point, this view's own
    /// plane stays as it is.
    ///
    /// @param radians clockwise as seen in the view
    public Crosshair turned(Axis view, double radians) {
        PatientVector about = plane(view).normal();
        return new Crosshair(
                point,
                view == Axis.AXIAL ? axial : axial.turned(point, about, radians),
                view == Axis.CORONAL ? coronal : coronal.turned(point, about, radians),
                view == Axis.SAGITTAL ? sagittal : sagittal.turned(point, about, radians));
    }
}
