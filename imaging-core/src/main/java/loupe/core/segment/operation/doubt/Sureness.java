package loupe.core.segment.operation.doubt;

import java.util.Arrays;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.VoxelField;
import loupe.core.segment.operation.fill.Islands;
import loupe.core.segment.operation.fill.Threshold;
import loupe.core.work.JobContext;
import loupe.core.work.SharedLoop;

/// How sure a model is of the voxels of a box, in whole percents rounded down: a byte a voxel, to be asked again and again. Immutable.
public final class Sureness {
    private static final byte NONE = -1;
    /// What single precision may lack: 0.3 as a float lies below 0.3.
    private static final double ROUNDING = 1e-5;

    private final VoxelGrid grid;
    private final VoxelBox box;
    private final byte[][] percents;

    private Sureness(VoxelGrid grid, VoxelBox box, byte[][] percents) {
        this.grid = grid;
        this.box = box;
        this.percents = percents;
    }

    /// Keeps it.
    ///
    /// @param probability 0 to 1, NaN where there is none
    /// @throws loupe.core.work.CancelledException if stopped
    public static Sureness of(VoxelField probability, VoxelBox box, JobContext job) {
        VoxelGrid grid = probability.grid();
        byte[][] out = new byte[box.slices()][];
        SharedLoop.each(box.first().slice(), box.last().slice(), "slices", job, s -> {
            float[] values = new float[grid.voxelsPerSlice()];
            probability.slice(s, values);
            byte[] percents = new byte[box.columns() * box.rows()];
            for (int i = 0; i < percents.length; i++) {
                int row = box.first().row() + i / box.columns();
                float p = values[row * grid.columns() + box.first().column() + i % box.columns()];
                percents[i] = Float.isNaN(p) ? NONE : (byte) Math.floor(100 * Math.clamp(p, 0f, 1f) + ROUNDING);
            }
            out[s - box.first().slice()] = percents;
        });
        return new Sureness(grid, box, out);
    }

    /// What the model takes for the same thing as an outline of its own where it is at least so sure: the voxels of that probability
    /// which hang together, by side, edge or corner, with some of the outline's.
    ///
    /// @param outline on the grid the probabilities were given on
    /// @param percent 1 to 100
    /// @throws loupe.core.work.CancelledException if stopped
    public Mask outline(Mask outline, int percent, JobContext job) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("the model's probability must lie in 1 to 100 %, was " + percent);
        }
        Mask all = Threshold.of(new Percents(), ValueRange.from(percent), job);
        return Islands.of(all, Neighbours.TWENTY_SIX, job).meeting(outline);
    }

    /// The percents as values of the whole grid.
    private final class Percents implements VoxelField {
        @Override
        public VoxelGrid grid() {
            return grid;
        }

        @Override
        public void slice(int slice, float[] into) {
            Arrays.fill(into, 0, grid.voxelsPerSlice(), Float.NaN);
            int at = slice - box.first().slice();
            if (at < 0 || at >= percents.length) {
                return;
            }
            for (int i = 0; i < percents[at].length; i++) {
                if (percents[at][i] != NONE) {
                    int row = box.first().row() + i / box.columns();
                    into[row * grid.columns() + box.first().column() + i % box.columns()] = percents[at][i];
                }
            }
        }
    }
}
