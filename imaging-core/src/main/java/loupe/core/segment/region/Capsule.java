package loupe.core.segment.region;

/// What lies within a radius of a straight way; in three coordinates, of which a flat one leaves the last at 0.
final class Capsule {
    private static final double NEAR = 1e-6;

    private final double[] start;
    private final double[] way = new double[3];
    private final double length2;
    private final double radius2;

    Capsule(double[] start, double[] end, double radius) {
        this.start = start;
        for (int k = 0; k < 3; k++) {
            way[k] = end[k] - start[k];
        }
        this.length2 = dot(way, way);
        this.radius2 = (radius + NEAR) * (radius + NEAR);
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    /// The part of a line in it, by the line's parameter. It is convex: the hull of the parts in the balls at both ends and in the
    /// cylinder between them.
    double[] along(double[] from, double[] step) {
        double[] rel = {from[0] - start[0], from[1] - start[1], from[2] - start[2]};
        double[] span = ball(rel, step);
        if (length2 < 1e-18) {
            return span;
        }
        double[] relEnd = {rel[0] - way[0], rel[1] - way[1], rel[2] - way[2]};
        return Span.hull(Span.hull(span, ball(relEnd, step)), cylinder(rel, step));
    }

    private double[] ball(double[] rel, double[] step) {
        return Span.notPositive(dot(step, step), dot(rel, step), dot(rel, rel) - radius2);
    }

    private double[] cylinder(double[] rel, double[] step) {
        double t = dot(rel, way) / length2;
        double dt = dot(step, way) / length2;
        double[] off = {rel[0] - t * way[0], rel[1] - t * way[1], rel[2] - t * way[2]};
        double[] offStep = {step[0] - dt * way[0], step[1] - dt * way[1], step[2] - dt * way[2]};
        double[] round = Span.notPositive(dot(offStep, offStep), dot(off, offStep), dot(off, off) - radius2);
        return Span.both(round, Span.within(t, dt, 0, 1));
    }
}
