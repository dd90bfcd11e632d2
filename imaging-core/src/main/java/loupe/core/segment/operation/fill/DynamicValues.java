package loupe.core.segment.operation.fill;

import java.util.Optional;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.ValueLimit;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.VoxelField;

/// The values a dynamic brush marks on its way: from the least to the greatest about the press, widened by those its middle goes
/// through. Immutable.
///
/// @param image values on the grid of the masks
/// @param range the values so far; empty where no voxel had a number
public record DynamicValues(VoxelField image, Optional<ValueRange> range) {
    /// Those about a press.
    ///
    /// @param inner the voxels about it
    /// @throws IllegalArgumentException if image and mask have grids of two sizes; likewise below
    public static DynamicValues pressed(VoxelField image, Mask inner) {
        return new DynamicValues(image, Optional.empty()).through(inner);
    }

    /// Widened by the values of voxels; the same where they lie within them already.
    public DynamicValues through(Mask middle) {
        Optional<ValueRange> out = range;
        float[] values = new float[image.grid().voxelsPerSlice()];
        for (int s = 0; s < middle.grid().slices(); s++) {
            if (!middle.isEmpty(s)) {
                image.slice(s, values);
                out = widened(out, middle, s, values);
            }
        }
        return out.equals(range) ? this : new DynamicValues(image, out);
    }

    /// Those of some voxels whose value lies in the range.
    public Mask within(Mask voxels) {
        return range.map(r -> new ValueLimit(r, image).within(voxels)).orElseGet(() -> Mask.empty(voxels.grid()));
    }

    private static Optional<ValueRange> widened(Optional<ValueRange> before, Mask mask, int slice, float[] values) {
        double[] ends = before.map(r -> new double[] {r.least(), r.greatest()})
                .orElse(new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
        mask.forEachRun(slice, (start, length) -> {
            for (int i = start; i < start + length; i++) {
                if (!Float.isNaN(values[i])) {
                    ends[0] = Math.min(ends[0], values[i]);
                    ends[1] = Math.max(ends[1], values[i]);
                }
            }
        });
        return ends[0] <= ends[1] ? Optional.of(new ValueRange(ends[0], ends[1])) : Optional.empty();
    }
}
