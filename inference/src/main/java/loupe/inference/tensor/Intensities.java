package loupe.inference.tensor;

import java.util.Arrays;
import java.util.List;
import loupe.inference.card.IntensityStep;

/// Applies a card's intensity steps to values in place.
public final class Intensities {
    private static final int BINS = 4096;

    private Intensities() {}

    /// Applies the steps in order.
    public static void apply(List<IntensityStep> steps, float[] values) {
        for (IntensityStep step : steps) {
            switch (step) {
                case IntensityStep.Clamp c -> clamp(values, (float) c.low(), (float) c.high());
                case IntensityStep.Scale s -> scale(values, (float) s.low(), (float) s.high());
                case IntensityStep.MinMax m -> {
                    float[] range = range(values);
                    scale(values, range[0], range[1]);
                }
                case IntensityStep.Quantile q -> {
                    float[] range = range(values);
                    float low = quantile(values, range, q.low());
                    float high = quantile(values, range, q.high());
                    clamp(values, low, high);
                    scale(values, low, high);
                }
            }
        }
    }

    private static void clamp(float[] v, float low, float high) {
        for (int i = 0; i < v.length; i++) {
            v[i] = Math.min(high, Math.max(low, v[i]));
        }
    }

    private static void scale(float[] v, float low, float high) {
        float by = high > low ? 1 / (high - low) : 0;
        for (int i = 0; i < v.length; i++) {
            v[i] = (v[i] - low) * by;
        }
    }

    private static float[] range(float[] v) {
        float low = Float.MAX_VALUE;
        float high = -Float.MAX_VALUE;
        for (float x : v) {
            low = Math.min(low, x);
            high = Math.max(high, x);
        }
        return new float[] {low, high};
    }

    /// A quantile to within 1/4096 of the range.
    private static float quantile(float[] v, float[] range, double share) {
        float width = range[1] - range[0];
        if (!(width > 0)) {
            return range[0];
        }
        long[] count = new long[BINS];
        for (float x : v) {
            count[Math.min(BINS - 1, (int) ((x - range[0]) / width * BINS))]++;
        }
        long wanted = Math.round(share * Arrays.stream(count).sum());
        long seen = 0;
        for (int b = 0; b < BINS; b++) {
            seen += count[b];
            if (seen >= wanted) {
                return range[0] + width * (share < 0.5 ? b : b + 1) / BINS;
            }
        }
        return range[1];
    }
}
