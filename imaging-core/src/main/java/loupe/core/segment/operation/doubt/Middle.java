package loupe.core.segment.operation.doubt;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;

/// The voxel of a mask nearest to the mean of its voxels.
record Middle(VoxelGrid grid, Voxel voxel) {
    static Middle of(Mask mask) {
        VoxelGrid grid = mask.grid();
        double[] sum = new double[4];
        mask.forEachVoxel((c, r, s) -> {
            sum[0] += c;
            sum[1] += r;
            sum[2] += s;
            sum[3]++;
        });
        PatientPoint mean = grid.toPatient(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]);
        double[] least = {Double.MAX_VALUE};
        int[] best = new int[3];
        mask.forEachVoxel((c, r, s) -> {
            double way = grid.toPatient(c, r, s).distanceMm(mean);
            if (way < least[0]) {
                least[0] = way;
                best[0] = c;
                best[1] = r;
                best[2] = s;
            }
        });
        return new Middle(grid, new Voxel(best[0], best[1], best[2]));
    }

    DoubtfulPlace place(double mm3, double weight, DoubtfulPlace.Kind kind) {
        return new DoubtfulPlace(voxel, grid.toPatient(voxel.column(), voxel.row(), voxel.slice()), mm3, weight, kind);
    }
}
