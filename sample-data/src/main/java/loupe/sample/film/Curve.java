package loupe.sample.film;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/// A closed outline through some points, rounded between them (Catmull and Rom, 1974).
final class Curve {
    private static final int STEPS = 8;

    private final List<double[]> points = new ArrayList<>();

    Curve to(double x, double y) {
        points.add(new double[] {x, y});
        return this;
    }

    private double[] point(int i) {
        return points.get(Math.floorMod(i, points.size()));
    }

    private static double rounded(double a, double b, double c, double d, double t) {
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
    }

    /// The outline as a path.
    Path2D path() {
        Path2D path = new Path2D.Double();
        path.moveTo(point(0)[0], point(0)[1]);
        for (int i = 0; i < points.size(); i++) {
            double[] a = point(i - 1);
            double[] b = point(i);
            double[] c = point(i + 1);
            double[] d = point(i + 2);
            for (int k = 1; k <= STEPS; k++) {
                double t = (double) k / STEPS;
                path.lineTo(rounded(a[0], b[0], c[0], d[0], t), rounded(a[1], b[1], c[1], d[1], t));
            }
        }
        path.closePath();
        return path;
    }
}
