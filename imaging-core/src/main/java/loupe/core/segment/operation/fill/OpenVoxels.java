package loupe.core.segment.operation.fill;

import java.util.List;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.VoxelField;

/// Which voxels a flood may enter; slices are read once they are come to. For one thread.
final class OpenVoxels {
    private final VoxelField image;
    private final ValueRange range;
    private final List<Mask> stops;
    private final long[][] open;
    private final float[] values;

    OpenVoxels(VoxelField image, ValueRange range, List<Mask> stops) {
        this.image = image;
        this.range = range;
        this.stops = stops;
        this.open = new long[image.grid().slices()][0];
        this.values = new float[image.grid().voxelsPerSlice()];
    }

    VoxelGrid grid() {
        return image.grid();
    }

    /// Words of a slice's bits.
    long[] slice(int slice) {
        if (open[slice].length == 0) {
            open[slice] = read(slice);
        }
        return open[slice];
    }

    private long[] read(int slice) {
        image.slice(slice, values);
        long[] out = range.bits(values);
        for (Mask stop : stops) {
            long[] words = stop.words(slice);
            for (int w = 0; w < words.length; w++) {
                out[w] &= ~words[w];
            }
        }
        return out;
    }
}
