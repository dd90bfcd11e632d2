package loupe.core.segment.operation;

import java.util.stream.IntStream;
import loupe.core.segment.VoxelBox;
import loupe.core.work.JobContext;

/// Least and greatest finite value in a box of an image.
///
/// @param least infinity where there is none
/// @param most negative infinity where there is none
/// @param whole whether all are whole numbers
public record ValueSpread(double least, double most, boolean whole) {
    private static final ValueSpread NONE = new ValueSpread(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, true);

    /// Of the voxels in a box.
    ///
    /// @param box within the image's grid
    /// @throws loupe.core.work.CancelledException if stopped
    public static ValueSpread of(VoxelField image, VoxelBox box, JobContext job) {
        return IntStream.rangeClosed(box.first().slice(), box.last().slice())
                .parallel()
                .mapToObj(s -> {
                    job.checkCancelled();
                    return ofSlice(image, box, s);
                })
                .reduce(NONE, ValueSpread::with);
    }

    private ValueSpread with(ValueSpread o) {
        return new ValueSpread(Math.min(least, o.least), Math.max(most, o.most), whole && o.whole);
    }

    private static ValueSpread ofSlice(VoxelField image, VoxelBox box, int slice) {
        int columns = image.grid().columns();
        float[] values = new float[image.grid().voxelsPerSlice()];
        image.slice(slice, values);
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        boolean whole = true;
        for (int row = box.first().row(); row <= box.last().row(); row++) {
            for (int i = row * columns + box.first().column(); i <= row * columns + box.last().column(); i++) {
                if (Float.isFinite(values[i])) {
                    least = Math.min(least, values[i]);
                    most = Math.max(most, values[i]);
                    whole &= values[i] == (int) values[i];
                }
            }
        }
        return new ValueSpread(least, most, whole);
    }
}
