package loupe.core.measure;

import java.util.Optional;
import java.util.function.IntFunction;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;

/// What can be said of the voxels of a mask.
///
/// @param voxels how many
/// @param millilitres their volume
/// @param centroid mean of their centres; empty for an empty mask
/// @param first smallest column, row and slice; empty for an empty mask
/// @param last greatest column, row and slice
/// @param values statistics of a volume's values in them; empty where no volume was given or the mask holds none
public record LabelStatistics(
        long voxels,
        double millilitres,
        Optional<PatientPoint> centroid,
        Optional<Voxel> first,
        Optional<Voxel> last,
        Optional<Statistics> values) {

    private static final float[] NO_VALUES = {};

    /// Statistics of a mask alone.
    public static LabelStatistics of(Mask mask) {
        return collected(mask, s -> NO_VALUES);
    }

    /// Statistics of a mask and the values in it.
    ///
    /// @throws IllegalArgumentException if the volume lies on a grid of another size
    public static LabelStatistics of(Mask mask, Volume volume) {
        VoxelGrid g = mask.grid();
        VoxelGrid v = volume.grid();
        if (v.columns() != g.columns() || v.rows() != g.rows() || v.slices() != g.slices()) {
            throw new IllegalArgumentException("mask and volume have different sizes");
        }
        float[] values = new float[g.voxelsPerSlice()];
        return collected(mask, s -> {
            volume.slice(s, values);
            return values;
        });
    }

    private static LabelStatistics collected(Mask mask, IntFunction<float[]> values) {
        Collector all = new Collector(mask.grid());
        for (int s = 0; s < mask.grid().slices(); s++) {
            if (!mask.isEmpty(s)) {
                all.slice(s, mask.words(s), values.apply(s));
            }
        }
        return all.build(mask);
    }

    private static final class Collector {
        private final VoxelGrid grid;
        private final Statistics.Builder values = new Statistics.Builder();
        private final int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        private final int[] high = {-1, -1, -1};
        private double columns;
        private double rows;
        private double slices;
        private long n;

        Collector(VoxelGrid grid) {
            this.grid = grid;
        }

        void slice(int s, long[] words, float[] slice) {
            for (int w = 0; w < words.length; w++) {
                for (long left = words[w]; left != 0; left &= left - 1) {
                    int i = w * 64 + Long.numberOfTrailingZeros(left);
                    voxel(i % grid.columns(), i / grid.columns(), s);
                    if (slice.length > 0) {
                        values.add(slice[i]);
                    }
                }
            }
        }

        private void voxel(int column, int row, int slice) {
            n++;
            columns += column;
            rows += row;
            slices += slice;
            int[] at = {column, row, slice};
            for (int k = 0; k < 3; k++) {
                low[k] = Math.min(low[k], at[k]);
                high[k] = Math.max(high[k], at[k]);
            }
        }

        LabelStatistics build(Mask mask) {
            return new LabelStatistics(
                    n,
                    mask.millilitres(),
                    n == 0 ? Optional.empty() : Optional.of(grid.toPatient(columns / n, rows / n, slices / n)),
                    n == 0 ? Optional.empty() : Optional.of(new Voxel(low[0], low[1], low[2])),
                    n == 0 ? Optional.empty() : Optional.of(new Voxel(high[0], high[1], high[2])),
                    values.build());
        }
    }
}
