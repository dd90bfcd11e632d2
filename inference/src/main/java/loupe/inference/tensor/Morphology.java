package loupe.inference.tensor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import loupe.core.geometry.VoxelGrid;

/// Growing and shrinking of sets of voxels by a ball given in millimetres, and the inside of a body.
public final class Morphology {
    private final VoxelGrid grid;
    private final int total;

    private Morphology(VoxelGrid grid) {
        this.grid = grid;
        this.total = Math.toIntExact(grid.voxels());
    }

    /// Grows the voxels by a ball and shrinks them again: gaps and dents narrower than the ball are closed. The grid's
    /// edges do not shrink what lies at them.
    ///
    /// @param radiusMm radius of the ball in millimetres
    public static BitSet closed(BitSet voxels, VoxelGrid grid, double radiusMm) {
        Morphology m = new Morphology(grid);
        return m.complement(m.grown(m.complement(m.grown(voxels, radiusMm)), radiusMm));
    }

    /// The voxels of the body: the largest part of those at or above a level, each slice's enclosed holes filled. A couch
    /// beside it, and the air between both, is no body.
    ///
    /// @param level in the field's values, between air and soft tissue
    public static BitSet body(Field field, double level) {
        VoxelGrid g = field.grid();
        Morphology m = new Morphology(g);
        BitSet dense = new BitSet(m.total);
        for (int i = 0; i < m.total; i++) {
            if (field.values()[i] >= level) {
                dense.set(i);
            }
        }
        double step = 1.01 * Math.max(g.columnMm(), g.rowMm());
        BitSet thin = m.complement(m.grown(m.complement(dense), step));
        BitSet largest = new BitSet(m.total);
        Components.of(thin, g).stream().limit(1).forEach(part -> {
            for (int i : part) {
                largest.set(i);
            }
        });
        BitSet whole = m.grown(largest, step);
        whole.and(dense);
        return m.filledInSlices(whole);
    }

    private BitSet complement(BitSet voxels) {
        BitSet out = (BitSet) voxels.clone();
        out.flip(0, total);
        return out;
    }

    /// Only voxels at the surface need a ball around them, and a ball is set row by row.
    private BitSet grown(BitSet voxels, double radiusMm) {
        List<Row> ball = ball(radiusMm);
        BitSet out = (BitSet) voxels.clone();
        for (int i = voxels.nextSetBit(0); i >= 0; i = voxels.nextSetBit(i + 1)) {
            int c = i % grid.columns();
            int r = i / grid.columns() % grid.rows();
            int s = i / grid.voxelsPerSlice();
            if (atSurface(voxels, c, r, s, i)) {
                for (Row row : ball) {
                    row.set(out, grid, c, r + row.rows, s + row.slices);
                }
            }
        }
        return out;
    }

    /// One row of a ball: how far off it lies and how far it reaches to either side.
    private record Row(int rows, int slices, int reach) {
        void set(BitSet to, VoxelGrid g, int column, int row, int slice) {
            if (row >= 0 && row < g.rows() && slice >= 0 && slice < g.slices()) {
                int start = (slice * g.rows() + row) * g.columns();
                to.set(start + Math.max(0, column - reach), start + Math.min(g.columns() - 1, column + reach) + 1);
            }
        }
    }

    private boolean atSurface(BitSet voxels, int c, int r, int s, int i) {
        int row = grid.columns();
        int plane = grid.voxelsPerSlice();
        return c > 0 && !voxels.get(i - 1)
                || c < grid.columns() - 1 && !voxels.get(i + 1)
                || r > 0 && !voxels.get(i - row)
                || r < grid.rows() - 1 && !voxels.get(i + row)
                || s > 0 && !voxels.get(i - plane)
                || s < grid.slices() - 1 && !voxels.get(i + plane);
    }

    private List<Row> ball(double radiusMm) {
        int nr = (int) (radiusMm / grid.rowMm());
        int ns = (int) (radiusMm / grid.sliceMm());
        List<Row> all = new ArrayList<>();
        for (int s = -ns; s <= ns; s++) {
            for (int r = -nr; r <= nr; r++) {
                double away = Math.hypot(r * grid.rowMm(), s * grid.sliceMm());
                if (away <= radiusMm) {
                    all.add(new Row(r, s, (int) (Math.sqrt(radiusMm * radiusMm - away * away) / grid.columnMm())));
                }
            }
        }
        return all;
    }

    /// Fills, in every slice by itself, what the slice's edge cannot reach.
    private BitSet filledInSlices(BitSet voxels) {
        BitSet out = new BitSet(total);
        int plane = grid.voxelsPerSlice();
        int[] stack = new int[plane];
        for (int s = 0; s < grid.slices(); s++) {
            BitSet outside = new BitSet(plane);
            int size = 0;
            for (int i = 0; i < plane; i++) {
                int c = i % grid.columns();
                int r = i / grid.columns();
                boolean edge = c == 0 || r == 0 || c == grid.columns() - 1 || r == grid.rows() - 1;
                if (edge && !voxels.get(s * plane + i)) {
                    outside.set(i);
                    stack[size++] = i;
                }
            }
            flood(voxels, s * plane, outside, stack, size);
            outside.flip(0, plane);
            outside.stream().forEach(new SliceAt(out, s * plane));
        }
        return out;
    }

    private record SliceAt(BitSet to, int from) implements java.util.function.IntConsumer {
        @Override
        public void accept(int i) {
            to.set(from + i);
        }
    }

    private void flood(BitSet voxels, int from, BitSet outside, int[] stack, int filled) {
        int size = filled;
        int columns = grid.columns();
        int plane = grid.voxelsPerSlice();
        while (size > 0) {
            int i = stack[--size];
            int c = i % columns;
            int[] next = {c > 0 ? i - 1 : -1, c < columns - 1 ? i + 1 : -1, i - columns, i + columns < plane ? i + columns : -1};
            for (int n : next) {
                if (n >= 0 && !outside.get(n) && !voxels.get(from + n)) {
                    outside.set(n);
                    stack[size++] = n;
                }
            }
        }
    }
}
