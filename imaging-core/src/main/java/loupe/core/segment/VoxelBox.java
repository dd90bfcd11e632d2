package loupe.core.segment;

import loupe.core.geometry.PatientVector;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;

/// A box of voxels along the axes of a grid, both ends included.
///
/// @param first smallest column, row and slice
/// @param last greatest column, row and slice; none below that of `first`
public record VoxelBox(Voxel first, Voxel last) {
    /// Checks that it holds a voxel.
    public VoxelBox {
        if (last.column() < first.column() || last.row() < first.row() || last.slice() < first.slice()) {
            throw new IllegalArgumentException("a box must hold a voxel, was " + first + " to " + last);
        }
    }

    /// All of a grid.
    public static VoxelBox of(VoxelGrid grid) {
        return new VoxelBox(new Voxel(0, 0, 0), new Voxel(grid.columns() - 1, grid.rows() - 1, grid.slices() - 1));
    }

    /// Voxels along a row.
    public int columns() {
        return last.column() - first.column() + 1;
    }

    /// Rows of a slice.
    public int rows() {
        return last.row() - first.row() + 1;
    }

    /// Slices.
    public int slices() {
        return last.slice() - first.slice() + 1;
    }

    /// Voxels in it.
    public long voxels() {
        return (long) columns() * rows() * slices();
    }

    /// Whether a voxel lies in it.
    public boolean contains(int column, int row, int slice) {
        return column >= first.column()
                && column <= last.column()
                && row >= first.row()
                && row <= last.row()
                && slice >= first.slice()
                && slice <= last.slice();
    }

    /// The smallest box that holds both.
    public VoxelBox with(VoxelBox other) {
        return new VoxelBox(
                new Voxel(
                        Math.min(first.column(), other.first.column()),
                        Math.min(first.row(), other.first.row()),
                        Math.min(first.slice(), other.first.slice())),
                new Voxel(
                        Math.max(last.column(), other.last.column()),
                        Math.max(last.row(), other.last.row()),
                        Math.max(last.slice(), other.last.slice())));
    }

    /// Wider on every side, as far as the grid goes.
    ///
    /// @param columns voxels more on either side; not negative
    /// @param rows likewise
    /// @param slices likewise
    public VoxelBox widened(int columns, int rows, int slices, VoxelGrid within) {
        return new VoxelBox(
                new Voxel(
                        Math.max(0, first.column() - columns),
                        Math.max(0, first.row() - rows),
                        Math.max(0, first.slice() - slices)),
                new Voxel(
                        (int) Math.min(within.columns() - 1L, (long) last.column() + columns),
                        (int) Math.min(within.rows() - 1L, (long) last.row() + rows),
                        (int) Math.min(within.slices() - 1L, (long) last.slice() + slices)));
    }

    /// Wide enough to hold a ball about each voxel's centre, as far as the grid goes; of leaning grids too.
    ///
    /// @param mm radius, not negative
    public VoxelBox widenedMm(double mm, VoxelGrid within) {
        PatientVector c = within.columnStep();
        PatientVector r = within.rowStep();
        PatientVector s = within.sliceStep();
        double perVolume = mm / within.voxelMm3();
        return widened(
                steps(perVolume * r.cross(s).lengthMm()),
                steps(perVolume * c.cross(s).lengthMm()),
                steps(perVolume * c.cross(r).lengthMm()),
                within);
    }

    private static int steps(double voxels) {
        return (int) Math.min(65_536, Math.ceil(voxels - 1e-9));
    }
}
