package loupe.inference.tensor;

import java.util.ArrayList;
import java.util.List;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;

/// Brings a model's answer back onto the series' own grid.
public final class PatientGrid {
    private PatientGrid() {}

    /// The voxels of a grid at which a field, interpolated trilinearly, reaches a level.
    public static Mask atLeast(Field field, double level, VoxelGrid grid, JobContext job) {
        return labelled(field, level, new int[0], 1, grid, job).getFirst();
    }

    /// As [#atLeast], parted by the label of the nearest voxel of the field's grid.
    ///
    /// @param labels label of each voxel of the field's grid, 1 to count, 0 for none; empty: all is label 1
    /// @param count number of labels
    /// @return one mask a label
    public static List<Mask> labelled(
            Field field, double level, int[] labels, int count, VoxelGrid grid, JobContext job) {
        List<Mask.Builder> masks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            masks.add(Mask.builder(grid));
        }
        Affine to = Affine.between(grid, field.grid());
        for (int s = 0; s < grid.slices(); s++) {
            job.checkCancelled();
            for (int r = 0; r < grid.rows(); r++) {
                for (int c = 0; c < grid.columns(); c++) {
                    double x = to.column(c, r, s);
                    double y = to.row(c, r, s);
                    double z = to.slice(c, r, s);
                    if (field.linear(x, y, z) >= level) {
                        int label = labels.length == 0 ? 1 : nearby(labels, field.grid(), x, y, z);
                        if (label > 0) {
                            masks.get(label - 1).add(s, r * grid.columns() + c);
                        }
                    }
                }
            }
        }
        return masks.stream().map(Mask.Builder::build).toList();
    }

    /// The label of the nearest voxel, or of any of the eight around the place where that one has none.
    private static int nearby(int[] labels, VoxelGrid g, double x, double y, double z) {
        int nearest = label(labels, g, (int) Math.rint(x), (int) Math.rint(y), (int) Math.rint(z));
        for (int k = 0; k < 8 && nearest == 0; k++) {
            nearest = label(labels, g, (int) Math.floor(x) + (k & 1), (int) Math.floor(y) + (k >> 1 & 1),
                    (int) Math.floor(z) + (k >> 2));
        }
        return nearest;
    }

    private static int label(int[] labels, VoxelGrid g, int c, int r, int s) {
        return g.contains(c, r, s) ? labels[(s * g.rows() + r) * g.columns() + c] : 0;
    }
}
