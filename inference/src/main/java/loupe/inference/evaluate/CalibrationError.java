package loupe.inference.evaluate;

/// Expected calibration error (Naeini et al. 2015): over ten bins of probability, the gap between mean probability and share
/// of truth, weighted by how many fall into each.
public final class CalibrationError {
    private static final int BINS = 10;

    private final double[] sum = new double[BINS];
    private final double[] right = new double[BINS];
    private final long[] count = new long[BINS];

    /// Adds a probability and what was true.
    public void add(double p, boolean truth) {
        int bin = Math.min(BINS - 1, (int) (p * BINS));
        sum[bin] += p;
        right[bin] += truth ? 1 : 0;
        count[bin]++;
    }

    /// The error, 0 to 1; NaN where nothing was added.
    public double value() {
        double gap = 0;
        long all = 0;
        for (int i = 0; i < BINS; i++) {
            gap += Math.abs(sum[i] - right[i]);
            all += count[i];
        }
        return all == 0 ? Double.NaN : gap / all;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < BINS; i++) {
            if (count[i] > 0) {
                text.append(String.format(java.util.Locale.ROOT, "%.2f->%.2f (%d) ", sum[i] / count[i], right[i] / count[i], count[i]));
            }
        }
        return text.toString();
    }
}
