package loupe.core.segment.operation.fill;

import java.util.Arrays;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.block.Neighbours;
import loupe.core.work.JobContext;

/// A flood run by run. What is filled is taken out of what is open, so that nothing is filled twice. For one thread.
final class FloodedRuns {
    private final OpenVoxels open;
    private final VoxelGrid grid;
    private final int wide;
    private final boolean slices;
    private final Mask.Builder out;
    private long[] stack = new long[256];
    private int size;
    private long voxels;

    FloodedRuns(OpenVoxels open, Neighbours neighbours) {
        this.open = open;
        this.grid = open.grid();
        this.wide = neighbours.corners() ? 1 : 0;
        this.slices = neighbours.slices();
        this.out = Mask.builder(grid);
    }

    long voxels() {
        return voxels;
    }

    Mask mask() {
        return out.build();
    }

    /// Fills; false where it stopped because it holds more than so many voxels.
    boolean fill(Voxel at, long most, JobContext job) {
        push(at.slice(), at.row() * grid.columns() + at.column());
        int turns = 0;
        while (size > 0) {
            if ((turns++ & 0xfff) == 0) {
                job.checkCancelled();
                job.progress(Math.min(voxels, most), Math.max(1, most), "voxels");
            }
            long next = stack[--size];
            run((int) (next >>> 32), (int) next);
            if (voxels > most) {
                return false;
            }
        }
        return true;
    }

    private void push(int slice, int inSlice) {
        if (size == stack.length) {
            stack = Arrays.copyOf(stack, size * 2);
        }
        stack[size++] = (long) slice << 32 | inSlice;
    }

    private static boolean bit(long[] words, int i) {
        return (words[i >>> 6] >>> i & 1) != 0;
    }

    /// Fills the run of open voxels about one and remembers where those beside it begin.
    private void run(int slice, int at) {
        long[] bits = open.slice(slice);
        if (!bit(bits, at)) {
            return;
        }
        int row = at / grid.columns();
        int first = at;
        while (first > row * grid.columns() && bit(bits, first - 1)) {
            first--;
        }
        int end = at + 1;
        while (end < (row + 1) * grid.columns() && bit(bits, end)) {
            end++;
        }
        for (int i = first; i < end; i++) {
            bits[i >>> 6] &= ~(1L << i);
        }
        out.addRun(slice, first, end - first);
        voxels += end - first;
        beside(slice, row, first - row * grid.columns() - wide, end - row * grid.columns() + wide);
    }

    private void beside(int slice, int row, int from, int to) {
        for (int s = slice - (slices ? 1 : 0); s <= slice + (slices ? 1 : 0); s++) {
            for (int r = row - 1; r <= row + 1; r++) {
                boolean near = s == slice && r != row || s != slice && r == row || wide == 1 && (s != slice || r != row);
                if (near && s >= 0 && s < grid.slices() && r >= 0 && r < grid.rows()) {
                    starts(s, r * grid.columns() + Math.max(0, from), r * grid.columns() + Math.min(grid.columns(), to));
                }
            }
        }
    }

    /// Remembers the first voxel of each run of open ones in a part of a row.
    private void starts(int slice, int from, int to) {
        long[] bits = open.slice(slice);
        boolean before = false;
        for (int i = from; i < to; i++) {
            boolean in = bit(bits, i);
            if (in && !before) {
                push(slice, i);
            }
            before = in;
        }
    }
}
