package loupe.core.segment.region;

import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;

/// The voxels of the layers a slab reaches.
final class SlabLayers {
    private SlabLayers() {}

    static Mask of(VoxelGrid grid, Plane plane, double nearMm, double farMm) {
        PlaneAxes axes = new PlaneAxes(grid, plane);
        double[] depths = axes.depths(nearMm, farMm);
        Mask.Builder out = Mask.builder(grid);
        RowFill fill = new RowFill(grid, out);
        for (int s = 0; s < grid.slices(); s++) {
            for (int row = 0; row < grid.rows(); row++) {
                fill.add(axes.columnsWithin(depths, row, s), row, s);
            }
        }
        return out.build();
    }
}
