package loupe.core.measure;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;

/// Exact measures of points and outlines in the patient.
public final class Geometry {
    private Geometry() {}

    /// Length of a line through points, in millimetres.
    public static double lengthMm(List<PatientPoint> points) {
        double sum = 0;
        for (int i = 1; i < points.size(); i++) {
            sum += points.get(i).distanceMm(points.get(i - 1));
        }
        return sum;
    }

    /// Angle at a vertex between two arms, 0 to 180 degrees.
    ///
    /// @throws IllegalArgumentException if an arm has no length
    public static double angleDegrees(PatientPoint oneEnd, PatientPoint vertex, PatientPoint otherEnd) {
        return between(oneEnd.minus(vertex), otherEnd.minus(vertex));
    }

    /// Angle between two lines that need not meet (Cobb), 0 to 90 degrees.
    ///
    /// @throws IllegalArgumentException if a line has no length
    public static double cobbDegrees(PatientVector one, PatientVector other) {
        double a = between(one, other);
        return Math.min(a, 180 - a);
    }

    /// By the arc tangent, which is exact near 0 and 180 degrees too.
    private static double between(PatientVector a, PatientVector b) {
        if (a.lengthMm() == 0 || b.lengthMm() == 0) {
            throw new IllegalArgumentException("an arm of the angle has no length");
        }
        return Math.toDegrees(Math.atan2(a.cross(b).lengthMm(), a.dot(b)));
    }

    /// Area inside a closed plane outline that does not cross itself, in square millimetres (Newell).
    public static double areaMm2(List<PatientPoint> outline) {
        if (outline.size() < 3) {
            return 0;
        }
        PatientPoint first = outline.getFirst();
        PatientVector sum = new PatientVector(0, 0, 0);
        for (int i = 1; i + 1 < outline.size(); i++) {
            sum = sum.plus(outline.get(i).minus(first).cross(outline.get(i + 1).minus(first)));
        }
        return sum.lengthMm() / 2;
    }

    /// Area of an ellipse, in square millimetres.
    ///
    /// @param oneRadiusMm half its one axis
    /// @param otherRadiusMm half its other axis
    public static double ellipseMm2(double oneRadiusMm, double otherRadiusMm) {
        return Math.PI * oneRadiusMm * otherRadiusMm;
    }

    /// Perimeter of an ellipse, exact to rounding, by the arithmetic-geometric mean (Gauss; DLMF 19.8.6 and 19.30.5).
    ///
    /// @param oneRadiusMm half its one axis
    /// @param otherRadiusMm half its other axis
    public static double ellipsePerimeter(double oneRadiusMm, double otherRadiusMm) {
        double a = Math.max(oneRadiusMm, otherRadiusMm);
        double b = Math.min(oneRadiusMm, otherRadiusMm);
        double sum = a * a;
        double power = 0.5;
        sum -= power * (a * a - b * b);
        for (int i = 0; i < 40 && Math.abs(a - b) > 1e-16 * a; i++) {
            double c = (a - b) / 2;
            double mean = (a + b) / 2;
            b = Math.sqrt(a * b);
            a = mean;
            power *= 2;
            sum -= power * c * c;
        }
        return 2 * Math.PI * sum / a;
    }
}
