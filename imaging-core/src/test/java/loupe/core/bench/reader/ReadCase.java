package loupe.core.bench.reader;

import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.operation.VoxelField;

/// An image with the mask a reader wants.
///
/// @param name of the set
/// @param image its values, on the mask's grid
/// @param truth the mask that is wanted
record ReadCase(String name, VoxelField image, Mask truth) {
    private static final double BESIDE_MM = 30;

    /// The part of it a reader has before them: what lies within 30 mm of the truth.
    static ReadCase about(String name, VoxelField image, Mask truth) {
        VoxelGrid g = truth.grid();
        VoxelBox box = truth.box().orElseThrow().widenedMm(BESIDE_MM, g);
        Voxel o = box.first();
        VoxelGrid part = new VoxelGrid(
                box.columns(), box.rows(), box.slices(), g.toPatient(o.column(), o.row(), o.slice()), g.columnStep(), g.rowStep(),
                g.sliceStep(), g.frameOfReferenceUid());
        Mask.Builder mask = Mask.builder(part);
        float[][] values = new float[box.slices()][part.voxelsPerSlice()];
        float[] whole = new float[g.voxelsPerSlice()];
        for (int s = 0; s < box.slices(); s++) {
            image.slice(s + o.slice(), whole);
            for (int i = 0; i < part.voxelsPerSlice(); i++) {
                int c = i % box.columns() + o.column();
                int r = i / box.columns() + o.row();
                values[s][i] = whole[r * g.columns() + c];
                if (truth.contains(c, r, s + o.slice())) {
                    mask.add(s, i);
                }
            }
        }
        return new ReadCase(name, new Held(part, values), mask.build());
    }

    /// Values in memory.
    private record Held(VoxelGrid grid, float[][] values) implements VoxelField {
        @Override
        public void slice(int slice, float[] into) {
            System.arraycopy(values[slice], 0, into, 0, values[slice].length);
        }
    }
}
