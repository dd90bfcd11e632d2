package loupe.deid.face;

import java.util.Arrays;

/// Half of Otsu's threshold (IEEE SMC 9, 1979) over values cut at their 99th percentile: what tells dim skin of an MR from
/// the noise of air.
final class SoftThreshold {
    private static final int BINS = 256;

    private SoftThreshold() {}

    static double of(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        while (n > 0 && Float.isNaN(sorted[n - 1])) {
            n--;
        }
        if (n == 0) {
            return 0;
        }
        double low = sorted[0];
        double high = sorted[(int) (0.99 * (n - 1))];
        if (!(high > low)) {
            return low;
        }
        long[] histogram = new long[BINS];
        for (int i = 0; i < n; i++) {
            histogram[(int) Math.min(BINS - 1, (sorted[i] - low) / (high - low) * BINS)]++;
        }
        return low + (best(histogram, n) + 0.5) / BINS * (high - low) / 2;
    }

    private static int best(long[] histogram, long n) {
        double all = 0;
        for (int i = 0; i < BINS; i++) {
            all += (double) i * histogram[i];
        }
        double below = 0;
        double sum = 0;
        double most = -1;
        int best = 0;
        for (int i = 0; i < BINS - 1; i++) {
            below += histogram[i];
            sum += (double) i * histogram[i];
            double d = all / n * below - sum;
            double between = below > 0 && below < n ? d * d / (below * (n - below)) : 0;
            if (between > most) {
                most = between;
                best = i;
            }
        }
        return best;
    }
}
