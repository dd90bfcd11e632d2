package loupe.core.plane;

import java.util.BitSet;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;

/// Which slices of a volume a slab takes values from: all that must be told of what was done to them before the slab is shown.
///
/// A value between two slices comes from both, so a slice counts as far as its neighbours' middles. Bounds are those of boxes:
/// a slab that passes just beside a slice may name it, one that takes values from it always does.
public final class SlicesCut {
    private static final double NEAR = 1e-3;

    private SlicesCut() {}

    /// Indices of the slices.
    ///
    /// @param slab what is shown
    /// @param raster its pixels
    /// @param grid where the volume's voxels lie
    public static BitSet of(Slab slab, Raster raster, VoxelGrid grid) {
        double[] reach = reach(slab, raster, grid);
        BitSet out = new BitSet(grid.slices());
        int first = (int) Math.clamp(Math.ceil(reach[0] - 1 + NEAR), 0, grid.slices());
        int last = (int) Math.clamp(Math.floor(reach[1] + 1 - NEAR), -1, grid.slices() - 1);
        for (int s = first; s <= last; s++) {
            if (touches(slab, grid, s)) {
                out.set(s);
            }
        }
        return out;
    }

    /// Lowest and highest (fractional) slice of the slab's corners.
    private static double[] reach(Slab slab, Raster raster, VoxelGrid grid) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (PatientPoint corner : raster.corners(slab.plane())) {
            for (int side = -1; side <= 1; side += 2) {
                double slice = grid.toIndex(corner.plus(slab.plane().normal().times(side * slab.thicknessMm() / 2)))[2];
                low = Math.min(low, slice);
                high = Math.max(high, slice);
            }
        }
        return new double[] {low, high};
    }

    /// Whether the slab passes between the middles of a slice's neighbours.
    private static boolean touches(Slab slab, VoxelGrid g, int slice) {
        double near = Double.POSITIVE_INFINITY;
        double far = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 8; i++) {
            double depth = slab.plane()
                    .depthMm(g.toPatient(
                            (i & 1) == 0 ? -0.5 : g.columns() - 0.5,
                            (i & 2) == 0 ? -0.5 : g.rows() - 0.5,
                            slice + ((i & 4) == 0 ? NEAR - 1 : 1 - NEAR)));
            near = Math.min(near, depth);
            far = Math.max(far, depth);
        }
        return near <= slab.thicknessMm() / 2 && far >= -slab.thicknessMm() / 2;
    }
}
