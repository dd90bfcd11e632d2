package loupe.core.segment.block;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import loupe.core.geometry.Voxel;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;

/// The parts of a mask that hang together, the largest first; of equal ones the one that begins first. Immutable.
public final class ConnectedParts {
    private final Mask mask;
    private final RowRuns runs;
    private final int[] partOfRun;
    private final long[] voxels;

    private ConnectedParts(Mask mask, RowRuns runs, int[] partOfRun, long[] voxels) {
        this.mask = mask;
        this.runs = runs;
        this.partOfRun = partOfRun;
        this.voxels = voxels;
    }

    /// Finds the parts, by runs of voxels.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    public static ConnectedParts of(Mask mask, Neighbours neighbours, JobContext job) {
        int slices = mask.grid().slices();
        RowRuns runs = new RowRuns(mask.grid().columns(), slices);
        for (int s = 0; s < slices; s++) {
            runs.addSlice(mask, s);
            job.checkCancelled();
        }
        int[] roots = new RunLinks(runs, neighbours).roots(job);
        return numbered(mask, runs, roots);
    }

    private static ConnectedParts numbered(Mask mask, RowRuns runs, int[] roots) {
        long[] sizes = new long[runs.size()];
        for (int r = 0; r < roots.length; r++) {
            sizes[roots[r]] += runs.length(r);
        }
        long[] keys = largestFirst(sizes);
        long[] voxels = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            voxels[i] = sizes[(int) keys[i]];
            sizes[(int) keys[i]] = i;
        }
        for (int r = 0; r < roots.length; r++) {
            roots[r] = (int) sizes[roots[r]];
        }
        return new ConnectedParts(mask, runs, roots, voxels);
    }

    /// Numbers whose lower halves are the indices of the sizes above 0, the greatest first, of equal ones the first; sizes beyond 2^31
    /// count as equal.
    private static long[] largestFirst(long[] sizes) {
        long most = 0;
        int n = 0;
        for (long size : sizes) {
            most = Math.max(most, size);
            n += size > 0 ? 1 : 0;
        }
        long top = Math.min(most, Integer.MAX_VALUE);
        long[] keys = new long[n];
        n = 0;
        for (int r = 0; r < sizes.length; r++) {
            if (sizes[r] > 0) {
                keys[n++] = top - Math.min(sizes[r], top) << 32 | r;
            }
        }
        Arrays.sort(keys);
        return keys;
    }

    /// How many there are.
    public int count() {
        return voxels.length;
    }

    /// Voxels of a part.
    public long voxels(int part) {
        return voxels[part];
    }

    /// The part a voxel of the grid is in, if it is in the mask.
    public OptionalInt at(Voxel voxel) {
        mask.grid().indexOf(voxel.column(), voxel.row(), voxel.slice());
        int run = runs.find(voxel.slice(), voxel.row() * runs.columns + voxel.column());
        return run < 0 ? OptionalInt.empty() : OptionalInt.of(partOfRun[run]);
    }

    /// The voxels of some parts.
    public Mask mask(IntPredicate parts) {
        Mask.Builder out = Mask.builder(mask.grid());
        for (int s = 0; s < mask.grid().slices(); s++) {
            for (int r = runs.firstOfSlice[s]; r < runs.firstOfSlice[s + 1]; r++) {
                if (parts.test(partOfRun[r])) {
                    out.addRun(s, runs.start(r), runs.length(r));
                }
            }
        }
        return out.build();
    }

    /// Each part of a range by itself, in order; all are made in one walk.
    ///
    /// @param end number after the last
    public Mask[] masks(int end) {
        Mask.Builder[] out = new Mask.Builder[end];
        Arrays.setAll(out, i -> Mask.builder(mask.grid()));
        for (int s = 0; s < mask.grid().slices(); s++) {
            for (int r = runs.firstOfSlice[s]; r < runs.firstOfSlice[s + 1]; r++) {
                if (partOfRun[r] < end) {
                    out[partOfRun[r]].addRun(s, runs.start(r), runs.length(r));
                }
            }
        }
        return Arrays.stream(out).map(Mask.Builder::build).toArray(Mask[]::new);
    }
}
