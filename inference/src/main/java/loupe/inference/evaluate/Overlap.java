package loupe.inference.evaluate;

import java.util.Arrays;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;

/// How well an outline agrees with the truth. Distances are between the outermost voxels' centres of both.
///
/// @param dice 2|A and B| / (|A| + |B|); 1 if both are empty
/// @param hd95Mm the larger of both directions' 95 % quantile of the distance to the other's surface (Maier-Hein et al.,
///     Metrics reloaded, 2024); NaN if one is empty
/// @param surfaceDice share of both surfaces that lies within the tolerance of the other (Nikolov et al. 2018)
/// @param toleranceMm the tolerance
/// @param volumeMl of the outline
/// @param truthMl of the truth
public record Overlap(double dice, double hd95Mm, double surfaceDice, double toleranceMm, double volumeMl, double truthMl) {
    /// Compares two masks on one grid.
    ///
    /// @throws IllegalArgumentException if the grids differ in size
    public static Overlap of(Mask ours, Mask truth, double toleranceMm) {
        VoxelGrid g = truth.grid();
        if (ours.grid().columns() != g.columns() || ours.grid().rows() != g.rows() || ours.grid().slices() != g.slices()) {
            throw new IllegalArgumentException("the outline and the truth lie on different grids");
        }
        double dice = ours.dice(truth);
        if (ours.count() == 0 || truth.count() == 0) {
            double same = ours.count() == truth.count() ? 1 : 0;
            return new Overlap(dice, Double.NaN, same, toleranceMm, ours.millilitres(), truth.millilitres());
        }
        Surfaces s = Surfaces.of(ours, truth);
        double[] there = s.distances(true);
        double[] back = s.distances(false);
        long near = Arrays.stream(there).filter(d -> d <= toleranceMm).count()
                + Arrays.stream(back).filter(d -> d <= toleranceMm).count();
        return new Overlap(dice, Math.max(quantile(there), quantile(back)), near / (double) (there.length + back.length),
                toleranceMm, ours.millilitres(), truth.millilitres());
    }

    /// The 95 % quantile, interpolated linearly between the two values around it.
    private static double quantile(double[] values) {
        Arrays.sort(values);
        double at = 0.95 * (values.length - 1);
        int low = (int) at;
        int high = Math.min(values.length - 1, low + 1);
        return values[low] + (values[high] - values[low]) * (at - low);
    }
}
