package loupe.core.segment.operation.fill;

import java.util.stream.IntStream;
import loupe.core.segment.operation.VoxelField;
import loupe.core.work.JobContext;

/// Least and greatest finite value of an image.
///
/// @param least infinity where there is none
/// @param most negative infinity where there is none
/// @param whole whether all are whole numbers
record ValueSpread(double least, double most, boolean whole) {
    static ValueSpread of(VoxelField image, JobContext job) {
        return IntStream.range(0, image.grid().slices())
                .parallel()
                .mapToObj(s -> {
                    job.checkCancelled();
                    return ofSlice(image, s);
                })
                .reduce(new ValueSpread(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, true), ValueSpread::with);
    }

    private ValueSpread with(ValueSpread o) {
        return new ValueSpread(Math.min(least, o.least), Math.max(most, o.most), whole && o.whole);
    }

    private static ValueSpread ofSlice(VoxelField image, int slice) {
        float[] values = new float[image.grid().voxelsPerSlice()];
        image.slice(slice, values);
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        boolean whole = true;
        for (float v : values) {
            if (Float.isFinite(v)) {
                least = Math.min(least, v);
                most = Math.max(most, v);
                whole &= v == (int) v;
            }
        }
        return new ValueSpread(least, most, whole);
    }
}
