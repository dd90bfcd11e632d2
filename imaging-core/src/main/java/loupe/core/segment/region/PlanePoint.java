package loupe.core.segment.region;

import loupe.core.geometry.PatientPoint;
import loupe.core.plane.Plane;

/// A place on a plane, in millimetres from the plane's origin.
///
/// @param rightMm to the right of the display
/// @param downMm to the bottom of the display
public record PlanePoint(double rightMm, double downMm) {
    /// Checks that both are numbers.
    public PlanePoint {
        if (!(Math.abs(rightMm) <= 1e7 && Math.abs(downMm) <= 1e7)) {
            throw new IllegalArgumentException("a place must lie within 1e7 mm of its plane's origin");
        }
    }

    /// A point of the patient dropped square onto a plane.
    public static PlanePoint of(PatientPoint p, Plane plane) {
        return new PlanePoint(plane.rightMm(p), plane.downMm(p));
    }
}
