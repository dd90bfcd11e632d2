package loupe.core.dicom.object;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;

/// Volumes from a formula.
final class Volumes {
    private Volumes() {}

    /// A value by column, row and slice.
    interface Formula {
        double at(int column, int row, int slice);
    }

    static Volume of(VoxelGrid grid, Formula formula) {
        Volume.Builder b = Volume.builder(grid, Volume.SampleType.FLOAT32, "1");
        for (int s = 0; s < grid.slices(); s++) {
            MemorySegment into = b.sliceSamples(s);
            for (int i = 0; i < grid.voxelsPerSlice(); i++) {
                double v = formula.at(i % grid.columns(), i / grid.columns(), s);
                into.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) v);
            }
        }
        return b.build();
    }
}
