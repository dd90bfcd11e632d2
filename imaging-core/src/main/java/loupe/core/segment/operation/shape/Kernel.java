package loupe.core.segment.operation.shape;

import loupe.core.geometry.VoxelGrid;

/// Half widths, in voxels, along the axes of a grid.
///
/// @param columns voxels to either side
/// @param rows likewise
/// @param slices likewise
record Kernel(int columns, int rows, int slices) {
    /// Of an odd number of voxels nearest to a length: n = 2 round((mm / step + 1) / 2) - 1 (as 3D Slicer has it).
    static Kernel ofWidth(double mm, VoxelGrid grid) {
        return new Kernel(odd(mm, grid.columnMm()), odd(mm, grid.rowMm()), odd(mm, grid.sliceMm()));
    }

    private static int odd(double mm, double stepMm) {
        return (int) Math.max(0, Math.round((mm / stepMm + 1) / 2) - 1);
    }

    /// That reaches a length to either side.
    static Kernel reaching(double mm, VoxelGrid grid) {
        return new Kernel(
                (int) Math.ceil(mm / grid.columnMm()),
                (int) Math.ceil(mm / grid.rowMm()),
                (int) Math.ceil(mm / grid.sliceMm()));
    }
}
