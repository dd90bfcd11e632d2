package loupe.inference.watch;

import java.util.Arrays;

/// Compares a window of values with reference values.
///
/// @param psi population stability index over the reference's ten deciles, shares never counted below half a value
/// @param ks Kolmogorov and Smirnov's statistic: greatest distance of the two distribution functions
/// @param pValue probability of a distance as great without any drift (asymptotic, with Stephens' correction 1970)
public record Drift(double psi, double ks, double pValue) {
    private static final int BINS = 10;
    private static final int FEWEST = 10;

    /// Compares two sets of values.
    ///
    /// @throws IllegalArgumentException if either has fewer than ten
    public static Drift between(double[] reference, double[] window) {
        if (reference.length < FEWEST || window.length < FEWEST) {
            throw new IllegalArgumentException("drift needs at least " + FEWEST + " values on either side");
        }
        double[] a = reference.clone();
        double[] b = window.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double distance = distance(a, b);
        return new Drift(psi(a, b), distance, pValue(distance, a.length, b.length));
    }

    /// Whether this is an alert.
    ///
    /// @param among how many comparisons are made at once: the more, the rarer each must be (Bonferroni)
    /// @param falseAlarms share of undrifted rounds that may raise an alarm
    public boolean alert(int among, double falseAlarms) {
        return psi > 0.25 && pValue < falseAlarms / among;
    }

    /// Sum over bins of (q - p) ln(q / p).
    private static double psi(double[] a, double[] b) {
        double sum = 0;
        int fromA = 0;
        int fromB = 0;
        for (int k = 1; k <= BINS; k++) {
            double edge = k == BINS ? Double.POSITIVE_INFINITY : a[(int) Math.min(a.length - 1L, (long) a.length * k / BINS)];
            int toA = k == BINS ? a.length : below(a, edge);
            int toB = k == BINS ? b.length : below(b, edge);
            if (toA > fromA || toB > fromB) {
                double p = Math.max(0.5, toA - fromA) / a.length;
                double q = Math.max(0.5, toB - fromB) / b.length;
                sum += (q - p) * Math.log(q / p);
            }
            fromA = toA;
            fromB = toB;
        }
        return sum;
    }

    private static int below(double[] sorted, double edge) {
        int n = 0;
        while (n < sorted.length && sorted[n] < edge) {
            n++;
        }
        return n;
    }

    private static double distance(double[] a, double[] b) {
        int i = 0;
        int j = 0;
        double most = 0;
        while (i < a.length && j < b.length) {
            double at = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= at) {
                i++;
            }
            while (j < b.length && b[j] <= at) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return most;
    }

    /// Q(l) = 2 sum (-1)^(k-1) exp(-2 k^2 l^2) at l = (sqrt(n) + 0.12 + 0.11 / sqrt(n)) D with the effective number n.
    private static double pValue(double distance, int na, int nb) {
        double root = Math.sqrt((double) na * nb / (na + nb));
        double l = (root + 0.12 + 0.11 / root) * distance;
        if (l < 0.3) {
            return 1;
        }
        double sum = 0;
        for (int k = 1; k <= 100; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2 * k * k * l * l);
        }
        return Math.clamp(sum, 0, 1);
    }
}
