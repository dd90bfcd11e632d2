package loupe.core.dicom.object;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.measure.Region;
import loupe.core.measure.Shape;

/// Whether two shapes lie on each other, however their outlines are put down.
final class SameShape {
    private SameShape() {}

    /// Whether shapes were read where others were drawn, one for one.
    static boolean all(List<Shape> drawn, List<ReportedShape> read, double mm) {
        boolean same = drawn.size() == read.size();
        for (int i = 0; same && i < drawn.size(); i++) {
            same = read.get(i) instanceof ReportedShape.Placed p && of(drawn.get(i), p.shape(), mm);
        }
        return same;
    }

    /// Whether two shapes lie on each other.
    ///
    /// @param mm how far a point may be off
    static boolean of(Shape a, Shape b, double mm) {
        return switch (a) {
            case Region.Ellipse e when b instanceof Region.Ellipse f ->
                near(e.centre(), f.centre(), mm) && apart(e.one(), e.other(), f.one(), f.other()) <= mm;
            case Region.Circle c when b instanceof Region.Circle d ->
                near(c.centre(), d.centre(), mm) && Math.abs(c.radius() - d.radius()) <= mm;
            case Region.Circle c when b instanceof Region.Ellipse f -> near(c.centre(), f.centre(), mm) && roundBy(c, f, mm);
            case Region.Polygon p when b instanceof Region.Polygon q -> near(p.points(), q.points(), mm);
            default -> a.getClass().equals(b.getClass()) && near(a.points(), b.points(), mm);
        };
    }

    private static boolean roundBy(Region.Circle c, Region.Ellipse e, double mm) {
        PatientVector right = e.one().unit();
        PatientVector across = e.other().plus(right.times(-e.other().dot(right)));
        return apart(right.times(c.radius()), across.unit().times(c.radius()), e.one(), e.other()) <= mm;
    }

    private static boolean near(PatientPoint a, PatientPoint b, double mm) {
        return a.distanceMm(b) <= mm;
    }

    private static boolean near(List<PatientPoint> a, List<PatientPoint> b, double mm) {
        boolean near = a.size() == b.size();
        for (int i = 0; near && i < a.size(); i++) {
            near = near(a.get(i), b.get(i), mm);
        }
        return near;
    }

    /// How far the edges of two ellipses about one middle are apart at most: in a direction n an edge reaches
    /// `sqrt((n.u)^2 + (n.v)^2)`, whichever conjugate half-diameters u and v it is given by.
    private static double apart(PatientVector u, PatientVector v, PatientVector w, PatientVector x) {
        PatientVector right = u.unit();
        PatientVector normal = u.cross(v).unit();
        PatientVector down = normal.cross(right);
        double most = Math.hypot(w.dot(normal), x.dot(normal));
        for (int i = 0; i < 180; i++) {
            double t = Math.PI * i / 180;
            PatientVector n = right.times(Math.cos(t)).plus(down.times(Math.sin(t)));
            most = Math.max(most, Math.abs(Math.hypot(n.dot(u), n.dot(v)) - Math.hypot(n.dot(w), n.dot(x))));
        }
        return most;
    }
}
