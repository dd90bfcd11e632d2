package loupe.core.segment.operation.grow;

import java.util.Arrays;
import loupe.core.segment.block.CostQueue;
import loupe.core.work.JobContext;

/// Dijkstra's algorithm from all seeds at once.
final class ShortestWays {
    private final GrowRegion room;
    private final int[][] steps;
    private final int[] lengths;
    private final int[] least;
    private final CostQueue queue;

    ShortestWays(GrowRegion room) {
        this.room = room;
        this.steps = room.steps();
        this.lengths = room.lengths();
        this.least = new int[room.segment.length];
        int most = 0;
        for (short level : room.level) {
            most = Math.max(most, level);
        }
        this.queue = new CostQueue(most + Arrays.stream(lengths).max().orElse(0));
    }

    void run(JobContext job) {
        int total = start();
        long done = 0;
        for (int v = queue.poll(); v >= 0; v = queue.poll()) {
            if (queue.cost() == least[v]) {
                spread(v, least[v]);
                least[v] = -1 - least[v];
                if ((++done & 0x7fff) == 0) {
                    job.checkCancelled();
                    job.progress(done, total, "voxels");
                }
            }
        }
        job.progress(total, total, "voxels");
    }

    /// Puts the seeds in; the number of voxels that can be reached.
    private int start() {
        int open = 0;
        Arrays.fill(least, Integer.MAX_VALUE);
        for (int v = 0; v < least.length; v++) {
            if (room.segment[v] == GrowRegion.CLOSED) {
                least[v] = -1;
            } else {
                open++;
                if (room.segment[v] != 0) {
                    least[v] = 0;
                    queue.add(v, 0);
                }
            }
        }
        return Math.max(1, open);
    }

    /// Only a strictly cheaper way takes a voxel; settled and closed ones have costs below 0.
    private void spread(int from, int cost) {
        int level = room.level[from];
        byte own = room.segment[from];
        int[] near = steps[from & GrowRegion.BRICK - 1];
        for (int k = 0; k < near.length; k++) {
            int to = from + near[k];
            int now = least[to];
            if (now > cost) {
                int then = cost + Math.abs(level - room.level[to]) + lengths[k];
                if (then < now) {
                    least[to] = then;
                    room.segment[to] = own;
                    queue.add(to, then);
                }
            }
        }
    }
}
