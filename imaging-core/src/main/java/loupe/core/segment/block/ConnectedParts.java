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
        return numbered(mask, runs, roots, job);
    }

    private static ConnectedParts numbered(Mask mask, RowRuns runs, int[] roots, JobContext job) {
        long[] sizes = new long[runs.size()];
        for (int r = 0; r < roots.length; r++) {
            sizes[roots[r]] += runs.length(r);
        }
        job.checkCancelled();
        int[] order = SizeOrder.largestFirst(sizes, job);
        long[] voxels = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            voxels[i] = sizes[order[i]];
            sizes[order[i]] = i;
        }
        job.checkCancelled();
        for (int r = 0; r < roots.length; r++) {
            roots[r] = (int) sizes[roots[r]];
        }
        return new ConnectedParts(mask, runs, roots, voxels);
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
