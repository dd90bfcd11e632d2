package loupe.core.dicom.parametric;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.ValueWindow;
import loupe.core.image.Volume;

/// A map's voxels while they are read.
final class MapVoxels {
    /// Bytes a voxel takes: its value twice and its share.
    static final int BYTES = 10;

    private final VoxelGrid grid;
    private final Volume.Builder values;
    private final Volume.Builder drawn;
    private final Volume.Builder shares;
    private final MapRange range;

    MapVoxels(VoxelGrid grid, String unit) {
        this.grid = grid;
        this.range = new MapRange(grid.voxels());
        this.values = Volume.builder(grid, Volume.SampleType.FLOAT32, unit);
        this.drawn = Volume.builder(grid, Volume.SampleType.FLOAT32, unit);
        this.shares = Volume.builder(grid, Volume.SampleType.INT16, "1");
    }

    int perSlice() {
        return grid.voxelsPerSlice();
    }

    MapRange range() {
        return range;
    }

    void put(int slice, long pixel, float value) {
        values.sliceSamples(slice).setAtIndex(ValueLayout.JAVA_FLOAT, pixel, value);
        range.take(value);
    }

    /// What is drawn is known once all values are.
    MapVolume build(ValueWindow window) {
        double clear = range.clearUpTo();
        for (int s = 0; s < grid.slices(); s++) {
            MemorySegment from = values.sliceSamples(s);
            MemorySegment to = drawn.sliceSamples(s);
            MemorySegment share = shares.sliceSamples(s);
            for (long i = 0; i < perSlice(); i++) {
                float v = from.getAtIndex(ValueLayout.JAVA_FLOAT, i);
                if (v > clear) {
                    to.setAtIndex(ValueLayout.JAVA_FLOAT, i, v);
                    share.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) 1);
                }
            }
        }
        return new MapVolume(values.build(), drawn.build(), shares.build(), window, clear);
    }

    void discard() {
        values.discard();
        drawn.discard();
        shares.discard();
    }
}
