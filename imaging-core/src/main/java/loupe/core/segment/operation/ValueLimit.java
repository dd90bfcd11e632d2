package loupe.core.segment.operation;

import java.util.stream.IntStream;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;

/// Image values at which voxels may change.
///
/// @param range in the image's unit
/// @param image values on the grid of the masks
public record ValueLimit(ValueRange range, VoxelField image) {
    /// Those of some voxels whose value lies in the range; only their slices are read.
    public Mask within(Mask voxels) {
        VoxelGrid grid = voxels.grid();
        VoxelGrid own = image.grid();
        if (own.columns() != grid.columns() || own.rows() != grid.rows() || own.slices() != grid.slices()) {
            throw new IllegalArgumentException("image and mask must have grids of one size");
        }
        Mask.Builder out = Mask.builder(grid);
        IntStream.range(0, grid.slices())
                .parallel()
                .filter(s -> !voxels.isEmpty(s))
                .forEach(s -> slice(voxels, s, out));
        return out.build();
    }

    private void slice(Mask voxels, int slice, Mask.Builder out) {
        float[] values = new float[voxels.grid().voxelsPerSlice()];
        image.slice(slice, values);
        voxels.forEachRun(slice, (start, length) -> {
            for (int i = start; i < start + length; i++) {
                if (range.contains(values[i])) {
                    out.add(slice, i);
                }
            }
        });
    }
}
