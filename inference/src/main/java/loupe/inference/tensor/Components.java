package loupe.inference.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import loupe.core.geometry.VoxelGrid;

/// Parts of a set of voxels that hang together by faces.
public final class Components {
    private final VoxelGrid grid;
    private final int[] stack;

    private Components(VoxelGrid grid, int most) {
        this.grid = grid;
        this.stack = new int[Math.max(1, most)];
    }

    /// The components, largest first, each as the rising indices of its voxels.
    public static List<int[]> of(BitSet voxels, VoxelGrid grid) {
        Components c = new Components(grid, voxels.cardinality());
        BitSet left = (BitSet) voxels.clone();
        List<int[]> all = new ArrayList<>();
        for (int seed = left.nextSetBit(0); seed >= 0; seed = left.nextSetBit(seed + 1)) {
            int[] part = c.flood(left, seed);
            Arrays.sort(part);
            all.add(part);
        }
        all.sort(Comparator.comparingInt((int[] part) -> part.length).reversed());
        return all;
    }

    /// The voxels together with all that they enclose.
    public static BitSet filled(BitSet voxels, VoxelGrid grid) {
        int n = Math.toIntExact(grid.voxels());
        BitSet around = (BitSet) voxels.clone();
        around.flip(0, n);
        Components c = new Components(grid, around.cardinality());
        BitSet enclosed = (BitSet) around.clone();
        for (int i = around.nextSetBit(0); i >= 0; i = around.nextSetBit(i + 1)) {
            if (c.onEdge(i)) {
                for (int k : c.flood(around, i)) {
                    enclosed.clear(k);
                }
            }
        }
        enclosed.or(voxels);
        return enclosed;
    }

    private boolean onEdge(int i) {
        int c = i % grid.columns();
        int r = i / grid.columns() % grid.rows();
        int s = i / grid.voxelsPerSlice();
        return c == 0 || r == 0 || s == 0 || c == grid.columns() - 1 || r == grid.rows() - 1 || s == grid.slices() - 1;
    }

    /// Takes what hangs together with a voxel out of the set. The stack doubles as the list of what was reached.
    private int[] flood(BitSet left, int seed) {
        int columns = grid.columns();
        int plane = grid.voxelsPerSlice();
        int total = plane * grid.slices();
        int size = 0;
        int done = 0;
        left.clear(seed);
        stack[size++] = seed;
        while (done < size) {
            int i = stack[done++];
            int c = i % columns;
            int inSlice = i % plane;
            size = reach(left, c > 0 ? i - 1 : -1, size);
            size = reach(left, c < columns - 1 ? i + 1 : -1, size);
            size = reach(left, inSlice >= columns ? i - columns : -1, size);
            size = reach(left, inSlice < plane - columns ? i + columns : -1, size);
            size = reach(left, i - plane, size);
            size = reach(left, i + plane < total ? i + plane : -1, size);
        }
        return Arrays.copyOf(stack, size);
    }

    private int reach(BitSet left, int i, int size) {
        if (i >= 0 && left.get(i)) {
            left.clear(i);
            stack[size] = i;
            return size + 1;
        }
        return size;
    }
}
