package loupe.core.agreement;

/// Intraclass correlations of single measurements: how much of what differs is the targets' own. Every judge measured every target
/// once. Immutable.
///
/// Estimates after Shrout & Fleiss, Psychological Bulletin 86:420, 1979; intervals of 95 % by quantiles of F as there and in
/// McGraw & Wong, Psychological Methods 1:30, 1996.
public final class IntraclassCorrelation {
    private static final double UPPER = 0.975;

    private final int targets;
    private final int judges;
    private final double between;
    private final double within;
    private final double ofJudges;
    private final double left;

    /// @param between mean square between targets
    /// @param within mean square within targets
    /// @param ofJudges mean square between judges
    /// @param left mean square of what is left
    private IntraclassCorrelation(int targets, int judges, double between, double within, double ofJudges, double left) {
        this.targets = targets;
        this.judges = judges;
        this.between = between;
        this.within = within;
        this.ofJudges = ofJudges;
        this.left = left;
    }

    /// An intraclass correlation.
    ///
    /// @param value at most 1; may be negative
    /// @param interval 95 %
    public record Estimate(double value, Interval interval) {}

    /// Out of measurements.
    ///
    /// @param values a row a target, a column a judge; at least 2 of both, all finite, not all alike
    public static IntraclassCorrelation of(double[][] values) {
        int n = values.length;
        int k = n == 0 ? 0 : values[0].length;
        if (n < 2 || k < 2) {
            throw new IllegalArgumentException("at least 2 targets and 2 judges are needed, were " + n + " and " + k);
        }
        double[] rows = new double[n];
        double[] columns = new double[k];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            if (values[i].length != k) {
                throw new IllegalArgumentException("every judge must have measured every target");
            }
            for (int j = 0; j < k; j++) {
                if (!Double.isFinite(values[i][j])) {
                    throw new IllegalArgumentException("a measurement must be finite, was " + values[i][j]);
                }
                rows[i] += values[i][j] / k;
                columns[j] += values[i][j] / n;
                mean += values[i][j] / ((double) n * k);
            }
        }
        double targetSquares = 0;
        double judgeSquares = 0;
        double leftSquares = 0;
        for (int i = 0; i < n; i++) {
            targetSquares += k * square(rows[i] - mean);
            for (int j = 0; j < k; j++) {
                leftSquares += square(values[i][j] - rows[i] - columns[j] + mean);
            }
        }
        for (double c : columns) {
            judgeSquares += n * square(c - mean);
        }
        if (targetSquares + judgeSquares + leftSquares == 0) {
            throw new IllegalArgumentException("measurements that are all alike have no correlation");
        }
        return new IntraclassCorrelation(
                n, k, targetSquares / (n - 1), (judgeSquares + leftSquares) / (n * (k - 1.0)), judgeSquares / (k - 1),
                leftSquares / ((n - 1.0) * (k - 1)));
    }

    private static double square(double x) {
        return x * x;
    }

    /// ICC(1,1): each target measured by judges of its own, drawn at random.
    public Estimate oneWay() {
        double value = (between - within) / (between + (judges - 1) * within);
        return new Estimate(value, byRatio(between / within, targets - 1.0, targets * (judges - 1.0)));
    }

    /// ICC(2,1), in McGraw & Wong ICC(A,1): the same judges, drawn at random, measured all; absolute agreement.
    public Estimate twoWayRandom() {
        double n = targets;
        double k = judges;
        double value = (between - left) / (between + (k - 1) * left + k / n * (ofJudges - left));
        if (value >= 1) {
            return new Estimate(value, new Interval(value, value));
        }
        double a = k * value / (n * (1 - value));
        double b = 1 + k * value * (n - 1) / (n * (1 - value));
        double freedom = square(a * ofJudges + b * left)
                / (square(a * ofJudges) / (k - 1) + square(b * left) / ((n - 1) * (k - 1)));
        if (!(freedom > 0)) {
            // Targets that are all alike to every judge say nothing of how far the correlation may lie off.
            return new Estimate(value, new Interval(Double.NaN, Double.NaN));
        }
        double above = FisherF.quantile(UPPER, n - 1, freedom);
        double below = FisherF.quantile(UPPER, freedom, n - 1);
        double others = k * ofJudges + (k * n - k - n) * left;
        return new Estimate(value, new Interval(
                n * (between - above * left) / (above * others + n * between),
                n * (below * between - left) / (others + n * below * between)));
    }

    /// ICC(3,1), in McGraw & Wong ICC(C,1): these judges and no others; consistency.
    public Estimate twoWayMixed() {
        double value = (between - left) / (between + (judges - 1) * left);
        return new Estimate(value, byRatio(between / left, targets - 1.0, (targets - 1.0) * (judges - 1)));
    }

    private Interval byRatio(double f, double of, double against) {
        if (Double.isInfinite(f)) {
            return new Interval(1, 1);
        }
        double low = f / FisherF.quantile(UPPER, of, against);
        double high = f * FisherF.quantile(UPPER, against, of);
        return new Interval((low - 1) / (low + judges - 1), (high - 1) / (high + judges - 1));
    }
}
