package loupe.core.measure;

import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;

/// The voxels of a grid that count in a region, by the one rule of every view.
public final class DrawnVoxels {
    private DrawnVoxels() {}

    /// @param plane the plane the region lies on
    /// @param thicknessMm thickness of the slab it was drawn on; 0 on a slice or thin plane
    public static Mask of(VoxelGrid grid, Plane plane, Region region, double thicknessMm) {
        Mask.Builder out = Mask.builder(grid);
        new VoxelSelection(grid, plane, region, thicknessMm).each(out::add);
        return out.build();
    }

    /// How far from the plane, along its normal, the centre of a voxel may lie that the slab cuts, in millimetres.
    ///
    /// @param thicknessMm thickness of the slab
    public static double reachMm(VoxelGrid grid, Plane plane, double thicknessMm) {
        double box = Math.abs(grid.columnStep().dot(plane.normal()))
                + Math.abs(grid.rowStep().dot(plane.normal()))
                + Math.abs(grid.sliceStep().dot(plane.normal()));
        return (thicknessMm + box) / 2;
    }
}
