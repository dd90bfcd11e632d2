package loupe.core.agreement;

import java.util.List;

/// A median with its 95 % interval by order statistics, whatever the values are distributed like (Conover, Practical Nonparametric
/// Statistics, 3.2): the k-th smallest and the k-th largest, k the greatest with a chance of at most 2.5 % that fewer than k of n
/// values lie below the true median, each with a chance of one half.
///
/// @param value the median; NaN of none
/// @param interval NaN of fewer than six values, which no pair of order statistics holds with 95 %
/// @param n how many values
public record Median(double value, Interval interval, int n) {
    private static final double TAIL = 0.025;

    /// Of values in any order.
    ///
    /// @throws IllegalArgumentException if one is no number
    public static Median of(List<Double> values) {
        if (values.stream().anyMatch(v -> v.isNaN())) {
            throw new IllegalArgumentException("a median is of numbers");
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int n = sorted.length;
        if (n == 0) {
            return new Median(Double.NaN, new Interval(Double.NaN, Double.NaN), 0);
        }
        double middle = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        int k = rank(n);
        return new Median(
                middle, k == 0 ? new Interval(Double.NaN, Double.NaN) : new Interval(sorted[k - 1], sorted[n - k]), n);
    }

    /// The greatest k with P(B(n, 1/2) < k) of at most 2.5 %.
    private static int rank(int n) {
        double below = 0;
        double logTerm = -n * Math.log(2);
        int k = 0;
        while (k < n) {
            below += Math.exp(logTerm);
            if (below > TAIL) {
                return k;
            }
            logTerm += Math.log(n - k) - Math.log(k + 1.0);
            k++;
        }
        return k;
    }
}
