package loupe.core.segment.operation;

import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;

/// A value for every voxel of a grid, such as an image's; NaN where there is none.
public interface VoxelField {
    /// The grid the voxels lie on.
    VoxelGrid grid();

    /// Copies one slice's values, row by row, into an array of at least columns x rows. May be called by several threads.
    void slice(int slice, float[] into);

    /// The values of a volume on its own grid.
    static VoxelField of(Volume volume) {
        return new VolumeField(volume);
    }

    /// The values of a volume at the centres of another grid's voxels, between its voxels by trilinear interpolation; NaN beyond its
    /// outer edge.
    static VoxelField of(Volume volume, VoxelGrid grid) {
        return volume.grid().equals(grid) ? of(volume) : new SampledField(volume, grid);
    }
}
