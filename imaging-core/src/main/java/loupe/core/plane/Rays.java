package loupe.core.plane;

import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;

/// Parallel rays through a volume, one a pixel, in voxel indices: sample k of a ray lies at `origin + k * along`.
///
/// The samples of the finest rays are those [PlaneSampler] takes of the same slab.
///
/// @param grid the volume's voxels
/// @param origin index of the first sample of pixel (0, 0), at the slab's near face
/// @param across index step from one column to the next
/// @param down index step from one row to the next
/// @param along index step from one sample to the next
/// @param alongMm the same in millimetres
/// @param samples how many there are through the slab
record Rays(
        VoxelGrid grid, double[] origin, double[] across, double[] down, double[] along, double alongMm, long samples) {
    /// What rounding may put a sample on the grid's outer edge outside of it, in voxels.
    static final double EDGE = 0.5 + 1e-6;

    /// @param coarse 1, or by how much samples lie further apart
    static Rays of(VoxelGrid grid, Slab slab, Raster raster, int coarse) {
        long n = slab.samples(coarse * PlaneSampler.smallestGapMm(grid));
        Plane plane = slab.plane();
        PatientVector normal = plane.normal();
        double stepMm = n == 1 ? 0 : slab.thicknessMm() / (n - 1);
        return new Rays(
                grid,
                grid.toIndex(raster.toPatient(plane, 0, 0).plus(normal.times(slab.depthMm(0, n)))),
                grid.toIndexStep(plane.right().times(raster.columnMm())),
                grid.toIndexStep(plane.down().times(raster.rowMm())),
                grid.toIndexStep(normal.times(stepMm)),
                stepMm,
                n);
    }

    /// Where the ray of a pixel begins.
    double[] start(double column, double row) {
        double[] out = new double[3];
        for (int k = 0; k < 3; k++) {
            out[k] = origin[k] + column * across[k] + row * down[k];
        }
        return out;
    }

    /// The first and the last sample within the volume; the first is the greater where the ray passes it by.
    long[] within(double[] start) {
        int[] size = {grid.columns(), grid.rows(), grid.slices()};
        double first = 0;
        double last = samples - 1.0;
        for (int k = 0; k < 3; k++) {
            double low = -EDGE - start[k];
            double high = size[k] - 1 + EDGE - start[k];
            if (Math.abs(along[k]) < 1e-12) {
                if (low > 0 || high < 0) {
                    return new long[] {1, 0};
                }
                continue;
            }
            first = Math.max(first, Math.min(low / along[k], high / along[k]));
            last = Math.min(last, Math.max(low / along[k], high / along[k]));
        }
        return new long[] {(long) Math.ceil(first), (long) Math.floor(last)};
    }
}
