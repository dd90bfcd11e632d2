package loupe.core.segment.operation.fill;

import java.util.concurrent.atomic.AtomicLongArray;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.ValueSpread;
import loupe.core.segment.operation.VoxelField;
import loupe.core.work.JobContext;
import loupe.core.work.SharedLoop;

/// How often values come, in equal bins. Whole numbers lie in bins of whole width.
///
/// @param low least value of the first bin
/// @param width of a bin, positive
/// @param counts by bin
public record ValueHistogram(double low, double width, long[] counts) {
    private static final int BINS = 1024;

    /// Checks width and number.
    public ValueHistogram {
        if (!(width > 0) || counts.length == 0) {
            throw new IllegalArgumentException("a histogram needs bins of a width");
        }
        counts = counts.clone();
    }

    @Override
    public long[] counts() {
        return counts.clone();
    }

    /// Of all values of an image that are finite, in at most 1024 bins.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    public static ValueHistogram of(VoxelField image, JobContext job) {
        ValueSpread spread = ValueSpread.of(image, VoxelBox.of(image.grid()), job);
        double across = spread.most() - spread.least();
        double width = !(across > 0) ? 1 : spread.whole() ? Math.ceil((across + 1) / BINS) : across / BINS;
        int bins = !(across > 0) ? 1 : (int) Math.min(BINS, Math.floor(across / width) + 1);
        AtomicLongArray counts = new AtomicLongArray(bins);
        SharedLoop.each(0, image.grid().slices() - 1, "slices", job, s -> {
            long[] own = ofSlice(image, s, spread.least(), 1 / width, bins);
            for (int i = 0; i < bins; i++) {
                counts.addAndGet(i, own[i]);
            }
        });
        long[] out = new long[bins];
        for (int i = 0; i < bins; i++) {
            out[i] = counts.get(i);
        }
        return new ValueHistogram(Double.isFinite(spread.least()) ? spread.least() : 0, width, out);
    }

    private static long[] ofSlice(VoxelField image, int slice, double least, double perWidth, int bins) {
        float[] values = new float[image.grid().voxelsPerSlice()];
        image.slice(slice, values);
        long[] own = new long[bins];
        for (float v : values) {
            if (Float.isFinite(v)) {
                own[Math.min(bins - 1, (int) ((v - least) * perWidth))]++;
            }
        }
        return own;
    }

    /// The value at which a method parts the low from the high: high are those from it on.
    public double threshold(ThresholdMethod method) {
        return low + (method.lastLow(counts) + 1) * width;
    }

    /// The high values as a method parts them.
    public ValueRange above(ThresholdMethod method) {
        return ValueRange.from(threshold(method));
    }
}
