package loupe.core.measure;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.plane.Plane;

/// A region in a plane's own coordinates: to the right and down from its origin.
interface RegionBoundary {
    /// What lies so near to the edge counts as on it, so that rounding by another view's directions decides nothing.
    double EDGE = 1e-6;

    /// Whether a place is inside or on the edge.
    boolean holds(double right, double down);

    /// Least right and down, greatest right and down.
    double[] bounds();

    /// A region on a plane.
    static RegionBoundary of(Region region, Plane plane) {
        return switch (region) {
            case Region.Ellipse e -> ellipse(plane, e);
            case Region.Circle c -> new Round(plane.rightMm(c.centre()), plane.downMm(c.centre()), c.radius(), 0, 0, c.radius());
            case Region.Rectangle r -> corners(plane, r.points());
            case Region.Polygon p -> corners(plane, p.points());
            case Region.Freehand f -> corners(plane, f.points());
            case Region.Spline s -> corners(plane, new CatmullRom(s.points(), true).outline());
        };
    }

    private static RegionBoundary ellipse(Plane plane, Region.Ellipse e) {
        PatientVector u = e.one();
        PatientVector v = e.other();
        return new Round(
                plane.rightMm(e.centre()),
                plane.downMm(e.centre()),
                u.dot(plane.right()),
                u.dot(plane.down()),
                v.dot(plane.right()),
                v.dot(plane.down()));
    }

    private static RegionBoundary corners(Plane plane, List<PatientPoint> points) {
        return new Corners(
                points.stream().mapToDouble(plane::rightMm).toArray(),
                points.stream().mapToDouble(plane::downMm).toArray());
    }

    /// An ellipse by its middle and two conjugate half-diameters.
    record Round(double x, double y, double ux, double uy, double vx, double vy) implements RegionBoundary {
        @Override
        public boolean holds(double right, double down) {
            double det = ux * vy - uy * vx;
            double dx = right - x;
            double dy = down - y;
            double a = (dx * vy - dy * vx) / det;
            double b = (ux * dy - uy * dx) / det;
            double narrow = Math.abs(det) / Math.sqrt(ux * ux + uy * uy + vx * vx + vy * vy);
            return Math.sqrt(a * a + b * b) <= 1 + EDGE / narrow;
        }

        @Override
        public double[] bounds() {
            double w = Math.hypot(ux, vx);
            double h = Math.hypot(uy, vy);
            return new double[] {x - w, y - h, x + w, y + h};
        }
    }

    /// A polygon, by the number of edges to the right of a place (even-odd).
    record Corners(double[] x, double[] y) implements RegionBoundary {
        @Override
        public boolean holds(double right, double down) {
            boolean in = false;
            for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
                if (y[i] > down != y[j] > down && right < (x[j] - x[i]) * (down - y[i]) / (y[j] - y[i]) + x[i]) {
                    in = !in;
                }
            }
            return in || onEdge(right, down);
        }

        private boolean onEdge(double right, double down) {
            for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
                double dx = x[j] - x[i];
                double dy = y[j] - y[i];
                double t = Math.clamp(((right - x[i]) * dx + (down - y[i]) * dy) / (dx * dx + dy * dy), 0, 1);
                double offX = x[i] + t * dx - right;
                double offY = y[i] + t * dy - down;
                if (offX * offX + offY * offY <= EDGE * EDGE) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public double[] bounds() {
            double[] out = {x[0], y[0], x[0], y[0]};
            for (int i = 1; i < x.length; i++) {
                out[0] = Math.min(out[0], x[i]);
                out[1] = Math.min(out[1], y[i]);
                out[2] = Math.max(out[2], x[i]);
                out[3] = Math.max(out[3], y[i]);
            }
            return out;
        }
    }
}
