package loupe.inference.tensor;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import loupe.core.geometry.VoxelGrid;

/// The parts of a set of voxels that hang together by faces, largest first.
///
/// Voxels of a row that follow each other are joined to runs, and runs that touch to parts by union and find, so the work
/// grows with the surface and not with the volume.
public final class Parts {
    private final VoxelGrid grid;
    private int runs;
    private int[] from = new int[1024];
    private int[] to = new int[1024];
    private int[] parent = new int[0];
    private final int[] firstOfRow;
    private int[] partOfRun = new int[0];
    private int[] sizes = new int[0];

    private Parts(VoxelGrid grid) {
        this.grid = grid;
        this.firstOfRow = new int[grid.rows() * grid.slices() + 1];
    }

    /// The parts of a set.
    public static Parts of(BitSet voxels, VoxelGrid grid) {
        Parts p = new Parts(grid);
        p.collect(voxels);
        p.join();
        p.sort();
        return p;
    }

    /// How many there are.
    public int count() {
        return sizes.length;
    }

    /// Number of voxels of a part; 0 is the largest.
    public int size(int part) {
        return sizes[part];
    }

    /// Adds the voxels of all parts a number of which says yes.
    ///
    /// @param wanted for each part
    public BitSet of(boolean[] wanted) {
        BitSet out = new BitSet();
        for (int k = 0; k < runs; k++) {
            if (wanted[partOfRun[k]]) {
                out.set(from[k], to[k]);
            }
        }
        return out;
    }

    /// The voxels of the largest parts.
    public BitSet largest(int most) {
        boolean[] wanted = new boolean[count()];
        Arrays.fill(wanted, 0, Math.min(most, wanted.length), true);
        return of(wanted);
    }

    /// Which parts touch the grid's edge.
    boolean[] atEdge() {
        return atEdge(true);
    }

    /// Which parts touch the edge of a slice.
    boolean[] atSides() {
        return atEdge(false);
    }

    private boolean[] atEdge(boolean ends) {
        boolean[] edge = new boolean[count()];
        int columns = grid.columns();
        int last = columns * (grid.rows() - 1);
        int plane = grid.voxelsPerSlice();
        long top = (grid.slices() - 1L) * plane;
        for (int k = 0; k < runs; k++) {
            int inSlice = from[k] % plane;
            boolean touches = inSlice % columns == 0 || to[k] % columns == 0 || inSlice < columns || inSlice >= last
                    || ends && (from[k] < plane || from[k] >= top);
            edge[partOfRun[k]] |= touches;
        }
        return edge;
    }

    /// The voxels of each part as rising indices.
    int[][] voxels() {
        int[][] all = new int[count()][];
        int[] filled = new int[count()];
        for (int k = 0; k < all.length; k++) {
            all[k] = new int[sizes[k]];
        }
        for (int k = 0; k < runs; k++) {
            int part = partOfRun[k];
            for (int i = from[k]; i < to[k]; i++) {
                all[part][filled[part]++] = i;
            }
        }
        return all;
    }

    private void collect(BitSet voxels) {
        new BitRuns(voxels, grid.columns()).each((row, start, end) -> {
            add(start, end);
            firstOfRow[row + 1]++;
        });
        for (int row = 1; row < firstOfRow.length; row++) {
            firstOfRow[row] += firstOfRow[row - 1];
        }
    }

    private void add(int start, int end) {
        if (runs == from.length) {
            from = Arrays.copyOf(from, 2 * runs);
            to = Arrays.copyOf(to, 2 * runs);
        }
        from[runs] = start;
        to[runs++] = end;
    }

    private void join() {
        parent = IntStream.range(0, runs).toArray();
        for (int row = 1; row < firstOfRow.length - 1; row++) {
            if (row % grid.rows() != 0) {
                join(row, row - 1);
            }
            if (row >= grid.rows()) {
                join(row, row - grid.rows());
            }
        }
    }

    /// Joins runs of two rows that overlap.
    private void join(int row, int other) {
        int apart = (row - other) * grid.columns();
        int b = firstOfRow[other];
        for (int a = firstOfRow[row]; a < firstOfRow[row + 1]; a++) {
            while (b < firstOfRow[other + 1] && to[b] + apart <= from[a]) {
                b++;
            }
            for (int k = b; k < firstOfRow[other + 1] && from[k] + apart < to[a]; k++) {
                parent[root(a)] = root(k);
            }
        }
    }

    private int root(int run) {
        int r = run;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    /// Parts by size; of equal ones that with the lowest voxel first.
    private void sort() {
        int[] size = new int[runs];
        int[] first = new int[runs];
        Arrays.fill(first, Integer.MAX_VALUE);
        for (int k = 0; k < runs; k++) {
            int r = root(k);
            size[r] += to[k] - from[k];
            first[r] = Math.min(first[r], from[k]);
        }
        int[] order = IntStream.range(0, runs).filter(k -> parent[k] == k).boxed()
                .sorted(Comparator.<Integer>comparingInt(k -> -size[k]).thenComparingInt(k -> first[k]))
                .mapToInt(Integer::intValue).toArray();
        int[] rank = new int[runs];
        sizes = new int[order.length];
        for (int k = 0; k < order.length; k++) {
            rank[order[k]] = k;
            sizes[k] = size[order[k]];
        }
        partOfRun = IntStream.range(0, runs).map(k -> rank[root(k)]).toArray();
    }
}
