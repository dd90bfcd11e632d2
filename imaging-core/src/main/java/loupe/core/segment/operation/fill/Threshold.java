package loupe.core.segment.operation.fill;

import loupe.core.segment.Mask;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.VoxelField;
import loupe.core.work.JobContext;
import loupe.core.work.SharedLoop;

/// The voxels of an image whose value lies in a range.
public final class Threshold {
    private Threshold() {}

    /// All of them.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    public static Mask of(VoxelField image, ValueRange range, JobContext job) {
        Mask.Builder out = Mask.builder(image.grid());
        SharedLoop.each(0, image.grid().slices() - 1, "slices", job, s -> {
            float[] values = new float[image.grid().voxelsPerSlice()];
            image.slice(s, values);
            out.add(s, range.bits(values));
        });
        return out.build();
    }
}
