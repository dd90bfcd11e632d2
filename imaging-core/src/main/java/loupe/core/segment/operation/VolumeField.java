package loupe.core.segment.operation;

import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;

/// The values of a volume.
record VolumeField(Volume volume) implements VoxelField {
    @Override
    public VoxelGrid grid() {
        return volume.grid();
    }

    @Override
    public void slice(int slice, float[] into) {
        volume.slice(slice, into);
    }
}
