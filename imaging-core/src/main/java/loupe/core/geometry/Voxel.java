package loupe.core.geometry;

/// Integer index of a voxel in a [VoxelGrid]; (0,0,0) is the first transmitted voxel of the first slice.
///
/// @param column index along a row, grows to the right of the stored image
/// @param row index along a column, grows to the bottom of the stored image
/// @param slice index along the stack
public record Voxel(int column, int row, int slice) {}
