package loupe.core.segment.operation;

import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Sampler;
import loupe.core.image.Volume;

/// The values of a volume at the centres of another grid's voxels.
final class SampledField implements VoxelField {
    private final VoxelGrid grid;
    private final VoxelGrid from;
    private final Sampler sampler;

    SampledField(Volume volume, VoxelGrid grid) {
        this.grid = grid;
        this.from = volume.grid();
        this.sampler = new Sampler(volume, Sampler.Interpolation.LINEAR);
    }

    @Override
    public VoxelGrid grid() {
        return grid;
    }

    @Override
    public void slice(int slice, float[] into) {
        double[] step = from.toIndexStep(grid.columnStep());
        for (int row = 0; row < grid.rows(); row++) {
            double[] at = from.toIndex(grid.toPatient(0, row, slice));
            for (int c = 0; c < grid.columns(); c++) {
                into[row * grid.columns() + c] =
                        (float) sampler.at(at[0] + c * step[0], at[1] + c * step[1], at[2] + c * step[2]);
            }
        }
    }
}
