package loupe.core.segment.operation.doubt;

import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.operation.VoxelField;

/// The entropy of a probability, in bits: 1 where it is one half, 0 where it is 0 or 1 (or beyond); NaN stays.
///
/// @param probability 0 to 1
public record BinaryEntropy(VoxelField probability) implements VoxelField {
    @Override
    public VoxelGrid grid() {
        return probability.grid();
    }

    @Override
    public void slice(int slice, float[] into) {
        probability.slice(slice, into);
        for (int i = 0; i < grid().voxelsPerSlice(); i++) {
            double p = into[i];
            into[i] = p <= 0 || p >= 1 ? 0 : (float) (-(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2));
        }
    }
}
