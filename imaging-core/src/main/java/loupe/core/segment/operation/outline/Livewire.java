package loupe.core.segment.operation.outline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import loupe.core.segment.block.CostQueue;
import loupe.core.segment.region.PlanePoint;
import loupe.core.work.JobContext;

/// The cheapest ways from a pixel to every other over eight neighbours (Dijkstra), found once; each way is then read off. Immutable.
public final class Livewire {
    private static final int PARTS = 1024;
    private static final int SNAP_PIXELS = 2;

    private final EdgeCosts costs;
    private final int columns;
    private final int rows;
    private final int start;
    private final byte[] from;

    private Livewire(EdgeCosts costs, int start) {
        this.costs = costs;
        this.columns = costs.picture().columns();
        this.rows = costs.picture().rows();
        this.start = start;
        this.from = new byte[columns * rows];
    }

    /// Finds the ways from a pixel.
    ///
    /// @throws IllegalArgumentException if there is no such pixel
    /// @throws loupe.core.work.CancelledException if stopped
    public static Livewire from(EdgeCosts costs, int column, int row, JobContext job) {
        if (!costs.picture().contains(column, row)) {
            throw new IllegalArgumentException("a line begins on the picture, was (" + column + "," + row + ")");
        }
        Livewire out = new Livewire(costs, row * costs.picture().columns() + column);
        out.run(job);
        return out;
    }

    private void run(JobContext job) {
        int[] least = new int[from.length];
        Arrays.fill(least, Integer.MAX_VALUE);
        Arrays.fill(from, (byte) -1);
        CostQueue queue = new CostQueue(PARTS);
        least[start] = 0;
        queue.add(start, 0);
        int done = 0;
        for (int p = queue.poll(); p >= 0; p = queue.poll()) {
            if (queue.cost() == least[p]) {
                spread(p, least, queue);
                least[p] = -1 - least[p];
                if ((++done & 0x3fff) == 0) {
                    job.checkCancelled();
                    job.progress(done, from.length, "pixels");
                }
            }
        }
    }

    private void spread(int p, int[] least, CostQueue queue) {
        int column = p % columns;
        int row = p / columns;
        for (int k = 0; k < 9; k++) {
            int right = k % 3 - 1;
            int down = k / 3 - 1;
            int to = p + down * columns + right;
            boolean on = column + right >= 0 && column + right < columns && row + down >= 0 && row + down < rows;
            if (k != 4 && on && least[to] > least[p]) {
                int then = least[p] + 1 + (int) (costs.ofStep(p, to, right, down) * (PARTS - 2));
                if (then < least[to]) {
                    least[to] = then;
                    from[to] = (byte) k;
                    queue.add(to, then);
                }
            }
        }
    }

    /// The pixels on the way to one, its own and the first included; empty where there is no such pixel.
    Optional<int[]> pixels(int column, int row) {
        if (!costs.picture().contains(column, row)) {
            return Optional.empty();
        }
        int[] back = new int[from.length];
        int n = 0;
        int at = row * columns + column;
        back[n++] = at;
        while (at != start) {
            at -= (from[at] / 3 - 1) * columns + from[at] % 3 - 1;
            back[n++] = at;
        }
        int[] out = new int[n];
        for (int i = 0; i < n; i++) {
            out[i] = back[n - 1 - i];
        }
        return Optional.of(out);
    }

    /// The way to a pixel, from the first on, as places in the picture's millimetres; empty where there is no such pixel.
    public Optional<List<PlanePoint>> to(int column, int row) {
        return pixels(column, row).map(pixels -> {
            List<PlanePoint> out = new ArrayList<>();
            for (int p : pixels) {
                out.add(costs.picture().place(p % columns, p / columns));
            }
            return out;
        });
    }

    /// The pixel within two of another that is the best to click on: 0.8 of its cost and 0.2 of its distance; the picture's nearest
    /// pixel where the place lies outside.
    ///
    /// @return column and row
    static int[] snapped(EdgeCosts costs, int column, int row) {
        GrayPicture picture = costs.picture();
        int[] best = {Math.clamp(column, 0, picture.columns() - 1), Math.clamp(row, 0, picture.rows() - 1)};
        int middle = best[0];
        int across = best[1];
        double least = Double.MAX_VALUE;
        for (int r = across - SNAP_PIXELS; r <= across + SNAP_PIXELS; r++) {
            for (int c = middle - SNAP_PIXELS; c <= middle + SNAP_PIXELS; c++) {
                double way = Math.hypot(c - middle, r - across) / SNAP_PIXELS;
                if (way <= 1 && picture.contains(c, r)) {
                    double cost = 0.8 * costs.ofPixel(r * picture.columns() + c) + 0.2 * way;
                    if (cost < least) {
                        least = cost;
                        best = new int[] {c, r};
                    }
                }
            }
        }
        return best;
    }
}
