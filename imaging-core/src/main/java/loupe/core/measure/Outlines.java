package loupe.core.measure;

import java.util.ArrayList;
import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;

/// Checks and lengths of closed outlines.
final class Outlines {
    private Outlines() {}

    /// A copy without points that repeat the one before.
    ///
    /// @throws IllegalArgumentException if fewer than three are left, or it encloses nothing or crosses itself
    static List<PatientPoint> checked(List<PatientPoint> points) {
        List<PatientPoint> out = new ArrayList<>();
        for (PatientPoint p : points) {
            if (out.isEmpty() || !out.getLast().equals(p)) {
                out.add(p);
            }
        }
        while (out.size() > 1 && out.getLast().equals(out.getFirst())) {
            out.removeLast();
        }
        if (out.size() < 3) {
            throw new IllegalArgumentException("an outline must have three points, has " + out.size());
        }
        if (!(Geometry.areaMm2(out) > 0)) {
            throw new IllegalArgumentException("an outline must enclose something");
        }
        if (crosses(out)) {
            throw new IllegalArgumentException("an outline must not cross itself");
        }
        return List.copyOf(out);
    }

    /// Length of the closed edge.
    static double perimeter(List<PatientPoint> points) {
        return Geometry.lengthMm(points) + points.getLast().distanceMm(points.getFirst());
    }

    private static boolean crosses(List<PatientPoint> points) {
        PatientVector normal = normal(points);
        PatientVector right = points.get(1).minus(points.get(0)).unit();
        PatientVector down = normal.cross(right);
        int n = points.size();
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            PatientVector v = points.get(i).minus(points.getFirst());
            x[i] = v.dot(right);
            y[i] = v.dot(down);
        }
        for (int i = 0; i < n; i++) {
            for (int j = i + 2; j < n; j++) {
                if ((i > 0 || j < n - 1) && meet(x, y, i, j)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static PatientVector normal(List<PatientPoint> points) {
        PatientPoint first = points.getFirst();
        PatientVector sum = new PatientVector(0, 0, 0);
        for (int i = 1; i + 1 < points.size(); i++) {
            sum = sum.plus(points.get(i).minus(first).cross(points.get(i + 1).minus(first)));
        }
        return sum.unit();
    }

    private static boolean meet(double[] x, double[] y, int i, int j) {
        int ii = (i + 1) % x.length;
        int jj = (j + 1) % x.length;
        if (Math.max(x[i], x[ii]) < Math.min(x[j], x[jj])
                || Math.max(x[j], x[jj]) < Math.min(x[i], x[ii])
                || Math.max(y[i], y[ii]) < Math.min(y[j], y[jj])
                || Math.max(y[j], y[jj]) < Math.min(y[i], y[ii])) {
            return false;
        }
        return side(x, y, i, ii, j) * side(x, y, i, ii, jj) <= 0 && side(x, y, j, jj, i) * side(x, y, j, jj, ii) <= 0;
    }

    private static double side(double[] x, double[] y, int a, int b, int p) {
        return Math.signum((x[b] - x[a]) * (y[p] - y[a]) - (y[b] - y[a]) * (x[p] - x[a]));
    }
}
