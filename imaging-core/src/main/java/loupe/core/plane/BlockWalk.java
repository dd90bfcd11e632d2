package loupe.core.plane;

/// The blocks of a volume one ray after the other passes through, in the ray's order, each with the samples that lie in it. For one
/// thread.
final class BlockWalk {
    private final int edge;
    private final int[] size;
    private final int[] block;
    private final int[] first;
    private final int[] end;
    private int count;

    /// Through the blocks of a volume.
    static BlockWalk through(BlockRange blocks) {
        return new BlockWalk(BlockRange.EDGE, blocks.across(), blocks.down(), blocks.deep());
    }

    /// @param edge voxels along a block's edge
    /// @param size how many blocks there are along each axis
    BlockWalk(int edge, int... size) {
        this.edge = edge;
        this.size = size;
        int most = size[0] + size[1] + size[2] + 3;
        this.block = new int[most];
        this.first = new int[most];
        this.end = new int[most];
    }

    /// Blocks the ray passes.
    int count() {
        return count;
    }

    int block(int i) {
        return block[i];
    }

    /// The first sample in a block.
    int first(int i) {
        return first[i];
    }

    /// One more than the last sample in a block.
    int end(int i) {
        return end[i];
    }

    /// Walks along a ray from one block's side to the next (Amanatides and Woo 1987).
    ///
    /// @param start index of the ray's sample 0
    /// @param d index step from sample to sample
    /// @param from first sample within the volume
    /// @param to last one
    void along(double[] start, double[] d, long from, long to) {
        count = 0;
        int[] at = new int[3];
        double[] side = new double[3];
        double[] apart = new double[3];
        for (int a = 0; a < 3; a++) {
            double p = start[a] + from * d[a];
            at[a] = Math.clamp((int) Math.floor(p / edge), 0, size[a] - 1);
            boolean moves = Math.abs(d[a]) > 1e-12;
            apart[a] = moves ? edge / Math.abs(d[a]) : Double.POSITIVE_INFINITY;
            double border = (d[a] > 0 ? at[a] + 1 : at[a]) * (double) edge;
            side[a] = moves ? (border - start[a]) / d[a] : Double.POSITIVE_INFINITY;
        }
        long k = from;
        while (k <= to) {
            int a = side[0] <= side[1] ? side[0] <= side[2] ? 0 : 2 : side[1] <= side[2] ? 1 : 2;
            boolean leaves = d[a] > 0 ? at[a] == size[a] - 1 : at[a] == 0;
            long stop = side[a] >= to ? to + 1 : Math.min(to + 1, (long) Math.ceil(side[a]));
            if (stop > k || leaves) {
                block[count] = (at[2] * size[1] + at[1]) * size[0] + at[0];
                first[count] = (int) k;
                end[count++] = (int) Math.max(k, stop);
                k = Math.max(k, stop);
            }
            if (leaves) {
                side[a] = Double.POSITIVE_INFINITY;
            } else {
                at[a] += d[a] > 0 ? 1 : -1;
                side[a] += apart[a];
            }
        }
    }
}
