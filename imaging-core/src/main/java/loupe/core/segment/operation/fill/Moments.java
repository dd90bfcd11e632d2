package loupe.core.segment.operation.fill;

/// Moment-preserving thresholding: the share of the low class is solved for, its end read off the histogram.
final class Moments {
    private Moments() {}

    static int lastLow(long[] counts) {
        double[] m = moments(counts);
        double wide = m[2] - m[1] * m[1];
        if (!(wide > 1e-12)) {
            return Classes.only(counts);
        }
        // z0 < z1 are the roots of z² + c1 z + c0, whose weights keep m0 … m3.
        double c0 = (m[1] * m[3] - m[2] * m[2]) / wide;
        double c1 = (m[1] * m[2] - m[3]) / wide;
        double root = Math.sqrt(Math.max(0, c1 * c1 - 4 * c0));
        double z0 = (-c1 - root) / 2;
        double z1 = (-c1 + root) / 2;
        double share = root > 0 ? (z1 - m[1]) / (z1 - z0) : 0.5;
        return nearest(counts, share * m[0]);
    }

    /// Count, then first to third moments about 0 by bin.
    private static double[] moments(long[] counts) {
        double[] out = new double[4];
        for (int i = 0; i < counts.length; i++) {
            out[0] += counts[i];
            out[1] += (double) i * counts[i];
            out[2] += (double) i * i * counts[i];
            out[3] += (double) i * i * i * counts[i];
        }
        for (int k = 1; k < 4; k++) {
            out[k] /= Math.max(1, out[0]);
        }
        return out;
    }

    /// The bin up to which the sum of counts first is a number or more.
    private static int nearest(long[] counts, double number) {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            if (sum >= number * (1 - 1e-9)) {
                return i;
            }
        }
        return counts.length - 1;
    }
}
