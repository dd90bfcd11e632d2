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
        return atLeast(field, level, grid, Lanes.one(job));
    }

    /// As [#atLeast(Field, double, VoxelGrid, JobContext)], slices shared out.
    public static Mask atLeast(Field field, double level, VoxelGrid grid, Lanes lanes) {
        return labelled(new Labelled(field, level, new int[0], 1), grid, lanes).getFirst();
    }

    /// A field that tells in from out, and which label each of its voxels has.
    ///
    /// @param field the numbers
    /// @param level from here on a place is in
    /// @param labels label of each voxel of the field's grid, 1 to count, 0 for none; empty: all is label 1
    /// @param count number of labels
    public record Labelled(Field field, double level, int[] labels, int count) {}

    /// As [#atLeast], parted by the label of the nearest voxel of the field's grid.
    ///
    /// @return one mask a label
    public static List<Mask> labelled(Labelled what, VoxelGrid grid, Lanes lanes) {
        List<Mask.Builder> masks = new ArrayList<>();
        for (int i = 0; i < what.count; i++) {
            masks.add(Mask.builder(grid));
        }
        Placing placing = new Placing(what, grid, masks);
        lanes.each(grid.slices(), placing::slice);
        return masks.stream().map(Mask.Builder::build).toList();
    }

    /// Looks at every place near what is above 0.
    private static final class Placing {
        private final Labelled what;
        private final VoxelGrid grid;
        private final List<Mask.Builder> masks;
        private final Affine to;
        private final Box box;

        Placing(Labelled what, VoxelGrid grid, List<Mask.Builder> masks) {
            this.what = what;
            this.grid = grid;
            this.masks = masks;
            this.to = Affine.between(grid, what.field.grid());
            this.box = Box.around(what.field, what.level);
        }

        void slice(int s) {
            for (int r = 0; r < grid.rows(); r++) {
                int last = box.last(to, r, s, grid.columns());
                for (int c = box.first(to, r, s); c <= last; c++) {
                    place(c, r, s);
                }
            }
        }

        private void place(int c, int r, int s) {
            double x = to.column(c, r, s);
            double y = to.row(c, r, s);
            double z = to.slice(c, r, s);
            if (what.field.linear(x, y, z) >= what.level) {
                int label = what.labels.length == 0 ? 1 : nearby(what.labels, what.field.grid(), x, y, z);
                if (label > 0) {
                    masks.get(label - 1).add(c, r, s);
                }
            }
        }
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
