package loupe.core.segment.block;

import java.util.Arrays;

/// Voxels by whole costs that never go down: a ring of first-in, first-out queues, one a cost (Dial, Algorithm 360, 1969). A cost put in
/// may lie no farther above the one at hand than the greatest step.
public final class CostQueue {
    private static final int[] NONE = {};

    private final int[][] queues;
    private final int[] sizes;
    private final int ring;
    private long waiting;
    private int cost;
    private int next;

    /// @param greatestStep how far above the cost at hand one may be put in, not negative
    public CostQueue(int greatestStep) {
        this.ring = Integer.highestOneBit(Math.max(1, greatestStep)) * 2 - 1;
        this.queues = new int[ring + 1][];
        Arrays.fill(queues, NONE);
        this.sizes = new int[ring + 1];
    }

    /// Puts a voxel in.
    public void add(int voxel, int atCost) {
        int q = atCost & ring;
        if (sizes[q] == queues[q].length) {
            queues[q] = Arrays.copyOf(queues[q], Math.max(16, sizes[q] * 2));
        }
        queues[q][sizes[q]++] = voxel;
        waiting++;
    }

    /// The next voxel, at [#cost()]; -1 where none waits.
    public int poll() {
        if (waiting == 0) {
            return -1;
        }
        while (next == sizes[cost & ring]) {
            queues[cost & ring] = next > 1 << 20 ? NONE : queues[cost & ring];
            sizes[cost & ring] = 0;
            next = 0;
            cost++;
        }
        waiting--;
        return queues[cost & ring][next++];
    }

    /// What the voxel last given costs.
    public int cost() {
        return cost;
    }
}
