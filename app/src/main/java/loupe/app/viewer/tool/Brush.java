package loupe.app.viewer.tool;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.plane.Plane;
import loupe.core.segment.region.EditRegion;

/// A round brush that adds to a mask, or an eraser that takes from it: a disc on the image it is led over, or a ball in the patient.
///
/// @param radiusMm radius in millimetres, 0.2 to 100
/// @param adding true for the brush, false for the eraser
/// @param ball whether it reaches as far in front of the image and behind it
public record Brush(double radiusMm, boolean adding, boolean ball) {
    private static final double LEAST_MM = 0.2;
    private static final double MOST_MM = 100;
    private static final double INNER = 1.0 / 3;
    private static final double MIDDLE_MM = 1e-6;

    /// Checks the radius.
    public Brush {
        if (!(radiusMm >= LEAST_MM && radiusMm <= MOST_MM)) {
            throw new IllegalArgumentException("radiusMm must lie in 0.2 to 100, was " + radiusMm);
        }
    }

    /// Larger or smaller by a factor, within the range.
    public Brush scaled(double factor) {
        return new Brush(Math.clamp(radiusMm * factor, LEAST_MM, MOST_MM), adding, ball);
    }

    /// The word that names its steps.
    public String word() {
        return (ball ? "ball " : "") + (adding ? "brush" : "eraser");
    }

    /// What lies under it on its way: of a disc the one layer of voxels that holds the plane.
    ///
    /// @param plane the image it is led over
    /// @param trail places it passed, at least one
    public EditRegion under(Plane plane, List<PatientPoint> trail) {
        return of(plane, trail, radiusMm);
    }

    /// Radius about the press within which the values lie that are like those pressed, in millimetres.
    public double innerMm() {
        return radiusMm * INNER;
    }

    /// What lies in the inner circle, or ball, about the press.
    ///
    /// @param plane the image it is pressed on
    public EditRegion pressed(Plane plane, PatientPoint at) {
        return of(plane, List.of(at), innerMm());
    }

    /// What its middle goes through.
    ///
    /// @param plane the image it is led over
    /// @param trail places it passed, at least one
    public EditRegion middle(Plane plane, List<PatientPoint> trail) {
        return of(plane, trail, MIDDLE_MM);
    }

    private EditRegion of(Plane plane, List<PatientPoint> trail, double mm) {
        return ball ? new EditRegion.BallStroke(trail, mm) : new EditRegion.DiscStroke(plane, trail, mm, 0);
    }
}
