package loupe.deid.face;

import java.util.Arrays;
import java.util.Optional;

/// The front of a head as a relief: how far back the skin lies at each place to the left and upwards. All lengths are in
/// the steps of the grid.
final class HeadSurface {
    private static final double CLOSING_MM = 9;
    private static final double DEEPEST_HOLLOW_MM = 8;
    private static final double CT_SKIN = -300;

    final HeadGrid grid;
    /// y of the first cube of the head seen from the front; ny where there is none. x fastest, then z.
    final float[] depth;
    /// Row of the highest cube.
    final int top;
    /// Column of the middle.
    final int middle;
    /// From front to back at the widest place of the upper head.
    final double length;
    /// Whether it ends above in a dome and is as wide and long as a head.
    final boolean headShaped;

    private HeadSurface(HeadGrid grid, float[] depth, boolean[] head) {
        this.grid = grid;
        this.depth = depth;
        this.top = top(depth, grid);
        this.middle = middle(grid, head, top);
        this.length = length(grid, head, top, middle);
        this.headShaped = isHeadShaped(grid, head);
    }

    /// A limb or a trunk is as thick at its upper end as below, or too thin or wide.
    private boolean isHeadShaped(HeadGrid g, boolean[] head) {
        double longMm = length * g.stepMm;
        int widest = 0;
        for (int z = Math.max(0, top - (int) (100 / g.stepMm)); z <= top; z++) {
            widest = Math.max(widest, width(g, head, z));
        }
        double wideMm = widest * g.stepMm;
        int below = Math.max(0, top - (int) (50 / g.stepMm));
        boolean dome = area(g, head, Math.max(0, top - 2)) < area(g, head, below) / 2;
        return dome && longMm >= 110 && longMm <= 260 && wideMm >= 90 && wideMm <= 220;
    }

    private static int area(HeadGrid g, boolean[] head, int z) {
        int n = 0;
        for (int i = g.index(0, 0, z); i < g.index(0, 0, z + 1); i++) {
            n += head[i] ? 1 : 0;
        }
        return n;
    }

    private static int width(HeadGrid g, boolean[] head, int z) {
        int low = g.nx;
        int high = -1;
        for (int i = g.index(0, 0, z); i < g.index(0, 0, z + 1); i++) {
            if (head[i]) {
                low = Math.min(low, i % g.nx);
                high = Math.max(high, i % g.nx);
            }
        }
        return Math.max(0, high - low + 1);
    }

    /// The surface of the largest thing in a grid; empty where there is nothing.
    static Optional<HeadSurface> of(HeadGrid grid, boolean ct) {
        boolean[] head = grid.largestPart(ct ? CT_SKIN : SoftThreshold.of(grid.values));
        if (head == null) {
            return Optional.empty();
        }
        float[] depth = new float[grid.nx * grid.nz];
        for (int z = 0; z < grid.nz; z++) {
            for (int x = 0; x < grid.nx; x++) {
                int y = 0;
                while (y < grid.ny && !head[grid.index(x, y, z)]) {
                    y++;
                }
                depth[z * grid.nx + x] = y;
            }
        }
        int reach = (int) Math.max(1, Math.round(CLOSING_MM / grid.stepMm / 2));
        Relief relief = new Relief(grid.nx, grid.nz);
        float[] closed = relief.farthest(relief.nearest(depth, reach), reach);
        for (int i = 0; i < depth.length; i++) {
            // A hollow such as an eye's is skin; a deeper hole is where skin gave no signal.
            depth[i] = depth[i] - closed[i] > DEEPEST_HOLLOW_MM / grid.stepMm ? closed[i] : depth[i];
        }
        return Optional.of(new HeadSurface(grid, depth, head));
    }

    private static int top(float[] depth, HeadGrid grid) {
        int last = depth.length - 1;
        while (last > 0 && depth[last] >= grid.ny) {
            last--;
        }
        return last / grid.nx;
    }

    private static int middle(HeadGrid g, boolean[] head, int top) {
        long sum = 0;
        long n = 0;
        for (int z = Math.max(0, top - (int) (90 / g.stepMm)); z <= top - (int) (20 / g.stepMm); z++) {
            for (int i = g.index(0, 0, z); i < g.index(0, 0, z + 1); i++) {
                sum += head[i] ? i % g.nx : 0;
                n += head[i] ? 1 : 0;
            }
        }
        return n == 0 ? g.nx / 2 : (int) Math.round((double) sum / n);
    }

    private static double length(HeadGrid g, boolean[] head, int top, int middle) {
        int best = 0;
        for (int z = Math.max(0, top - (int) (100 / g.stepMm)); z <= top - (int) (10 / g.stepMm); z++) {
            int first = -1;
            for (int y = 0; y < g.ny; y++) {
                if (head[g.index(middle, y, z)]) {
                    first = first < 0 ? y : first;
                    best = Math.max(best, y - first);
                }
            }
        }
        return best;
    }

    /// The profile: the foremost skin within a centimetre of the middle, smoothed, for each row upwards.
    double[] profile() {
        int reach = (int) Math.max(1, 10 / grid.stepMm);
        double[] raw = new double[grid.nz];
        Arrays.fill(raw, grid.ny);
        for (int z = 0; z < grid.nz; z++) {
            for (int x = Math.max(0, middle - reach); x <= Math.min(grid.nx - 1, middle + reach); x++) {
                raw[z] = Math.min(raw[z], depth[z * grid.nx + x]);
            }
        }
        double[] smooth = new double[grid.nz];
        for (int z = 0; z < grid.nz; z++) {
            int from = Math.max(0, z - 1);
            int to = Math.min(grid.nz - 1, z + 1);
            smooth[z] = Arrays.stream(raw, from, to + 1).average().orElse(raw[z]);
        }
        return smooth;
    }
}
