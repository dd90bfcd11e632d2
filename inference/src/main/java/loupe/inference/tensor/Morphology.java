package loupe.inference.tensor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import loupe.core.geometry.VoxelGrid;

/// Growing and shrinking of sets of voxels by a ball given in millimetres, and the inside of a body.
public final class Morphology {
    private final VoxelGrid grid;
    private final int total;

    private final Lanes lanes;

    private Morphology(VoxelGrid grid, Lanes lanes) {
        this.grid = grid;
        this.lanes = lanes;
        this.total = Math.toIntExact(grid.voxels());
    }

    /// Grows the voxels by a ball and shrinks them again: gaps and dents narrower than the ball are closed. The grid's
    /// edges do not shrink what lies at them.
    ///
    /// @param radiusMm radius of the ball in millimetres
    public static BitSet closed(BitSet voxels, VoxelGrid grid, double radiusMm, Lanes lanes) {
        Morphology m = new Morphology(grid, lanes);
        return m.complement(m.grown(m.complement(m.grown(voxels, radiusMm)), radiusMm));
    }

    /// The voxels of the body: the largest part of those at or above a level, each slice's enclosed holes filled. A couch
    /// beside it, and the air between both, is no body.
    ///
    /// @param level in the field's values, between air and soft tissue
    public static BitSet body(Field field, double level, Lanes lanes) {
        VoxelGrid g = field.grid();
        Morphology m = new Morphology(g, lanes);
        BitSet dense = new BitSet(m.total);
        for (int i = 0; i < m.total; i++) {
            if (field.values()[i] >= level) {
                dense.set(i);
            }
        }
        double step = 1.01 * Math.max(g.columnMm(), g.rowMm());
        BitSet thin = m.complement(m.grown(m.complement(dense), step));
        BitSet largest = Parts.of(thin, g).largest(1);
        BitSet whole = m.grown(largest, step);
        whole.and(dense);
        return m.filledInSlices(whole);
    }

    private BitSet complement(BitSet voxels) {
        BitSet out = (BitSet) voxels.clone();
        out.flip(0, total);
        return out;
    }

    /// Only voxels at the surface need a ball around them, and a ball is set row by row. Each slice takes what the balls
    /// of the slices around it set in it.
    private BitSet grown(BitSet voxels, double radiusMm) {
        List<Row> ball = ball(radiusMm);
        RowBits in = RowBits.of(voxels, grid);
        RowBits surface = in.surface();
        RowBits out = in.copy();
        lanes.each(grid.slices(), s -> {
            for (Row row : ball) {
                int slice = s - row.slices;
                if (slice >= 0 && slice < grid.slices()) {
                    for (int r = Math.max(0, -row.rows); r < Math.min(grid.rows(), grid.rows() - row.rows); r++) {
                        surface.spread(slice * grid.rows() + r, out, s * grid.rows() + r + row.rows, row.reach);
                    }
                }
            }
        });
        return out.toSet();
    }

    /// One row of a ball: how far off it lies and how far it reaches to either side.
    private record Row(int rows, int slices, int reach) {}

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
        int plane = grid.voxelsPerSlice();
        VoxelGrid flat = new VoxelGrid(grid.columns(), grid.rows(), 1, grid.origin(), grid.columnStep(), grid.rowStep(),
                grid.sliceStep(), grid.frameOfReferenceUid());
        BitSet[] filled = new BitSet[grid.slices()];
        lanes.each(filled.length, s -> {
            BitSet around = voxels.get(s * plane, (s + 1) * plane);
            around.flip(0, plane);
            Parts parts = Parts.of(around, flat);
            filled[s] = parts.of(parts.atSides());
            filled[s].flip(0, plane);
        });
        BitSet out = new BitSet(total);
        for (int s = 0; s < filled.length; s++) {
            for (int i = filled[s].nextSetBit(0); i >= 0; ) {
                int end = filled[s].nextClearBit(i);
                out.set(s * plane + i, s * plane + end);
                i = filled[s].nextSetBit(end);
            }
        }
        return out;
    }
}
