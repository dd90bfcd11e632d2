package loupe.core.segment.region;

/// A part of a line as its least and greatest parameter; empty where the first is greater.
final class Span {
    private static final double NOTHING = 1e-24;

    private Span() {}

    static double[] none() {
        return new double[] {1, -1};
    }

    static double[] all() {
        return new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
    }

    static boolean isEmpty(double[] span) {
        return !(span[0] <= span[1]);
    }

    static double[] both(double[] a, double[] b) {
        return new double[] {Math.max(a[0], b[0]), Math.min(a[1], b[1])};
    }

    /// The smallest that holds both.
    static double[] hull(double[] a, double[] b) {
        return isEmpty(a) ? b : isEmpty(b) ? a : new double[] {Math.min(a[0], b[0]), Math.max(a[1], b[1])};
    }

    /// Where `from + t * step` lies in a range.
    static double[] within(double from, double step, double low, double high) {
        if (Math.abs(step) < 1e-12) {
            return from >= low && from <= high ? all() : none();
        }
        double a = (low - from) / step;
        double b = (high - from) / step;
        return new double[] {Math.min(a, b), Math.max(a, b)};
    }

    /// Where `square*t² + 2*half*t + rest <= 0`, for a square that is not negative.
    static double[] notPositive(double square, double half, double rest) {
        if (square < NOTHING) {
            return rest <= 0 ? all() : none();
        }
        double root = half * half - square * rest;
        if (root < 0) {
            return none();
        }
        double wide = Math.sqrt(root);
        return new double[] {(-half - wide) / square, (-half + wide) / square};
    }
}
