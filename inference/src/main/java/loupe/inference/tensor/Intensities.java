package loupe.inference.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import loupe.core.work.JobContext;
import loupe.inference.card.IntensityStep;

/// Applies a card's intensity steps to values in place.
public final class Intensities {
    private static final int BINS = 4096;
    private static final int PART = 1 << 18;

    private final float[] values;
    private final Lanes lanes;

    private Intensities(float[] values, Lanes lanes) {
        this.values = values;
        this.lanes = lanes;
    }

    /// Applies the steps in order.
    public static void apply(List<IntensityStep> steps, float[] values) {
        apply(steps, values, Lanes.one(JobContext.unattended()));
    }

    /// Applies the steps in order, the values shared out.
    public static void apply(List<IntensityStep> steps, float[] values, Lanes lanes) {
        Intensities all = new Intensities(values, lanes);
        for (IntensityStep step : steps) {
            switch (step) {
                case IntensityStep.Clamp c -> all.mapped((float) c.low(), (float) c.high(), 0, 1);
                case IntensityStep.Scale s ->
                    all.mapped(-Float.MAX_VALUE, Float.MAX_VALUE, (float) s.low(), over((float) s.low(), (float) s.high()));
                case IntensityStep.MinMax m -> {
                    float[] range = all.range();
                    all.mapped(range[0], range[1], range[0], over(range[0], range[1]));
                }
                case IntensityStep.Quantile q -> {
                    float[] range = all.range();
                    long[] count = all.count(range);
                    float low = quantile(count, range, q.low());
                    float high = quantile(count, range, q.high());
                    all.mapped(low, high, low, over(low, high));
                }
            }
        }
    }

    private static float over(float low, float high) {
        return high > low ? 1 / (high - low) : 0;
    }

    @FunctionalInterface
    private interface Span {
        void on(int from, int to);
    }

    private void each(Span span) {
        lanes.each(Lanes.parts(values.length, PART),
                k -> span.on(k * PART, Math.min(values.length, (k + 1) * PART)));
    }

    /// Clamps, takes away, multiplies.
    private void mapped(float low, float high, float less, float times) {
        each((from, to) -> {
            for (int i = from; i < to; i++) {
                values[i] = (Math.min(high, Math.max(low, values[i])) - less) * times;
            }
        });
    }

    private float[] range() {
        float[] lows = new float[Lanes.parts(values.length, PART)];
        float[] highs = new float[lows.length];
        each((from, to) -> {
            float low = Float.MAX_VALUE;
            float high = -Float.MAX_VALUE;
            for (int i = from; i < to; i++) {
                low = Math.min(low, values[i]);
                high = Math.max(high, values[i]);
            }
            lows[from / PART] = low;
            highs[from / PART] = high;
        });
        float low = Float.MAX_VALUE;
        float high = -Float.MAX_VALUE;
        for (int k = 0; k < lows.length; k++) {
            low = Math.min(low, lows[k]);
            high = Math.max(high, highs[k]);
        }
        return new float[] {low, high};
    }

    /// How many values lie in each of 4096 bins of the range.
    private long[] count(float[] range) {
        AtomicLongArray all = new AtomicLongArray(BINS);
        float width = range[1] - range[0];
        each((from, to) -> {
            int[] own = new int[BINS];
            for (int i = from; i < to; i++) {
                own[Math.clamp((int) ((values[i] - range[0]) / width * BINS), 0, BINS - 1)]++;
            }
            for (int b = 0; b < BINS; b++) {
                all.addAndGet(b, own[b]);
            }
        });
        long[] out = new long[BINS];
        Arrays.setAll(out, all::get);
        return out;
    }

    /// A quantile to within 1/4096 of the range.
    private static float quantile(long[] count, float[] range, double share) {
        float width = range[1] - range[0];
        if (!(width > 0)) {
            return range[0];
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
