package loupe.core.segment.block;

import loupe.core.work.JobContext;

/// Joins runs that touch, by union-find with halved paths.
final class RunLinks {
    private final RowRuns runs;
    private final Neighbours neighbours;
    private final int[] parent;

    RunLinks(RowRuns runs, Neighbours neighbours) {
        this.runs = runs;
        this.neighbours = neighbours;
        this.parent = new int[runs.size()];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
    }

    /// The first run of each run's part.
    int[] roots(JobContext job) {
        int slices = runs.firstOfSlice.length - 1;
        for (int s = 0; s < slices; s++) {
            job.checkCancelled();
            int from = runs.firstOfSlice[s];
            int to = runs.firstOfSlice[s + 1];
            rows(from, to, from, to, 1);
            if (s > 0 && neighbours.slices()) {
                int back = runs.firstOfSlice[s - 1];
                for (int off = neighbours.corners() ? -1 : 0; off <= (neighbours.corners() ? 1 : 0); off++) {
                    rows(from, to, back, from, off);
                }
            }
            job.progress(s + 1L, slices, "slices");
        }
        for (int r = 0; r < parent.length; r++) {
            parent[r] = root(r);
        }
        return parent;
    }

    /// Joins runs of a range with those of another whose row is less by `off` and that touch.
    private void rows(int from, int to, int otherFrom, int otherTo, int off) {
        int wide = neighbours.corners() ? 1 : 0;
        int b = otherFrom;
        for (int a = from; a < to; a++) {
            int row = runs.row(a) - off;
            int first = runs.firstColumn(a) - wide;
            int last = runs.lastColumn(a) + wide;
            while (b < otherTo && (runs.row(b) < row || runs.row(b) == row && runs.lastColumn(b) < first)) {
                b++;
            }
            for (int c = b; c < otherTo && runs.row(c) == row && runs.firstColumn(c) <= last; c++) {
                join(a, c);
            }
        }
    }

    private int root(int run) {
        int at = run;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private void join(int a, int b) {
        int ra = root(a);
        int rb = root(b);
        if (ra < rb) {
            parent[rb] = ra;
        } else {
            parent[ra] = rb;
        }
    }
}
