package loupe.core.measure;

import java.util.ArrayList;
import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;

/// A uniform Catmull-Rom spline through all its points (Catmull and Rom 1974): between points 1 and 2 of four neighbours
/// `p(t) = p1 + t (p2 - p0) / 2 + t^2 (2 p0 - 5 p1 + 4 p2 - p3) / 2 + t^3 (3 p1 - p0 - 3 p2 + p3) / 2`; at an open end the last point
/// is its own neighbour.
///
/// @param points at least one
/// @param closed whether it goes on from the last point to the first
public record CatmullRom(List<PatientPoint> points, boolean closed) {
    /// Straight pieces a span is drawn with; a span of length L leaves its curve by less than L / 500.
    static final int PIECES = 16;

    /// Abscissas and weights of Gauss and Legendre on 0 to 1, three and five points (Abramowitz and Stegun 25.4.30).
    private static final double[][] THREE = {
        {0.5 - Math.sqrt(0.15), 0.5, 0.5 + Math.sqrt(0.15)}, {5.0 / 18, 8.0 / 18, 5.0 / 18}
    };

    private static final double[][] FIVE = {
        {0.04691007703066800, 0.23076534494715845, 0.5, 0.76923465505284155, 0.95308992296933200},
        {0.11846344252809454, 0.23931433524968324, 0.28444444444444444, 0.23931433524968324, 0.11846344252809454}
    };

    /// Copies the list.
    public CatmullRom {
        points = List.copyOf(points);
    }

    private int spans() {
        return closed ? points.size() : points.size() - 1;
    }

    private PatientPoint neighbour(int i) {
        return points.get(closed ? Math.floorMod(i, points.size()) : Math.clamp(i, 0, points.size() - 1));
    }

    /// Coefficients of a span as vectors from the first point of all: constant, t, t^2, t^3.
    private PatientVector[] span(int i) {
        PatientVector[] p = new PatientVector[4];
        for (int k = 0; k < 4; k++) {
            p[k] = neighbour(i + k - 1).minus(points.getFirst());
        }
        return new PatientVector[] {
            p[1],
            sum(p, -0.5, 0, 0.5, 0),
            sum(p, 1, -2.5, 2, -0.5),
            sum(p, -0.5, 1.5, -1.5, 0.5)
        };
    }

    private static PatientVector sum(PatientVector[] p, double a, double b, double c, double d) {
        return p[0].times(a).plus(p[1].times(b)).plus(p[2].times(c)).plus(p[3].times(d));
    }

    private static PatientVector at(PatientVector[] c, double t) {
        return c[0].plus(c[1].times(t)).plus(c[2].times(t * t)).plus(c[3].times(t * t * t));
    }

    private static PatientVector slope(PatientVector[] c, double t) {
        return c[1].plus(c[2].times(2 * t)).plus(c[3].times(3 * t * t));
    }

    /// Of a closed one, half the integral of p x dp: of degree five in t, so three points give it exactly.
    double area() {
        PatientVector sum = new PatientVector(0, 0, 0);
        for (int i = 0; i < spans(); i++) {
            PatientVector[] c = span(i);
            for (int k = 0; k < 3; k++) {
                double t = THREE[0][k];
                sum = sum.plus(at(c, t).cross(slope(c, t)).times(THREE[1][k] / 2));
            }
        }
        return sum.lengthMm();
    }

    /// Integral of |dp| by five points on each eighth of a span.
    double length() {
        double sum = 0;
        for (int i = 0; i < spans(); i++) {
            PatientVector[] c = span(i);
            for (int part = 0; part < 8; part++) {
                for (int k = 0; k < 5; k++) {
                    sum += slope(c, (part + FIVE[0][k]) / 8).lengthMm() * FIVE[1][k] / 8;
                }
            }
        }
        return sum;
    }

    /// Points along the curve, 16 a span; the last one only of an open one.
    public List<PatientPoint> outline() {
        List<PatientPoint> out = new ArrayList<>();
        for (int i = 0; i < spans(); i++) {
            PatientVector[] c = span(i);
            for (int k = 0; k < PIECES; k++) {
                out.add(points.getFirst().plus(at(c, (double) k / PIECES)));
            }
        }
        if (!closed) {
            out.add(points.getLast());
        }
        return out;
    }
}
