package loupe.app.viewer.tool;

import java.util.BitSet;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;

/// A round brush that adds to a mask, or an eraser that takes from it, on one slice. Pure: a trail gives an edit.
///
/// @param radiusMm radius in millimetres, 0.2 to 100
/// @param adding true for the brush, false for the eraser
public record Brush(double radiusMm, boolean adding) {
    private static final double LEAST_MM = 0.2;
    private static final double MOST_MM = 100;

    /// Checks the radius.
    public Brush {
        if (!(radiusMm >= LEAST_MM && radiusMm <= MOST_MM)) {
            throw new IllegalArgumentException("radiusMm must lie in 0.2 to 100, was " + radiusMm);
        }
    }

    /// Larger or smaller by a factor, within the range.
    public Brush scaled(double factor) {
        return new Brush(Math.clamp(radiusMm * factor, LEAST_MM, MOST_MM), adding);
    }

    /// The word that names its steps.
    public String word() {
        return adding ? "brush" : "eraser";
    }

    /// What a stroke flips: the voxels under the trail that are not yet as the brush wants them.
    public MaskDelta stroke(Trail trail, Mask mask, int slice) {
        BitSet under = under(trail, mask.grid());
        MaskDelta.Builder flips = MaskDelta.builder(mask.grid().voxelsPerSlice());
        for (int i = under.nextSetBit(0); i >= 0; i = under.nextSetBit(i + 1)) {
            if (mask.contains(slice, i) != adding) {
                flips.flip(slice, i);
            }
        }
        return flips.build();
    }

    /// In-slice indices of the voxels whose centre lies within the radius of the trail; the voxel at each spot always does.
    BitSet under(Trail trail, VoxelGrid grid) {
        BitSet out = new BitSet(grid.voxelsPerSlice());
        Trail.Spot last = trail.spots().getFirst();
        for (Trail.Spot spot : trail.spots()) {
            capsule(last, spot, grid, out);
            last = spot;
        }
        return out;
    }

    private void capsule(Trail.Spot a, Trail.Spot b, VoxelGrid grid, BitSet out) {
        double reachColumns = radiusMm / grid.columnMm();
        double reachRows = radiusMm / grid.rowMm();
        int firstRow = (int) Math.max(0, Math.floor(Math.min(a.row(), b.row()) - reachRows));
        int lastRow = (int) Math.min(grid.rows() - 1, Math.ceil(Math.max(a.row(), b.row()) + reachRows));
        int firstColumn = (int) Math.max(0, Math.floor(Math.min(a.column(), b.column()) - reachColumns));
        int lastColumn = (int)
                Math.min(grid.columns() - 1, Math.ceil(Math.max(a.column(), b.column()) + reachColumns));
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                if (distanceMm(a, b, column, row, grid) <= radiusMm) {
                    out.set(row * grid.columns() + column);
                }
            }
        }
        int column = (int) Math.rint(b.column());
        int row = (int) Math.rint(b.row());
        if (grid.contains(column, row, 0)) {
            out.set(row * grid.columns() + column);
        }
    }

    /// Distance of a voxel's centre from the line between two spots, in the plane of the slice.
    private static double distanceMm(Trail.Spot a, Trail.Spot b, int column, int row, VoxelGrid grid) {
        double dx = (b.column() - a.column()) * grid.columnMm();
        double dy = (b.row() - a.row()) * grid.rowMm();
        double px = (column - a.column()) * grid.columnMm();
        double py = (row - a.row()) * grid.rowMm();
        double length2 = dx * dx + dy * dy;
        double t = length2 == 0 ? 0 : Math.clamp((px * dx + py * dy) / length2, 0, 1);
        return Math.hypot(px - t * dx, py - t * dy);
    }
}
