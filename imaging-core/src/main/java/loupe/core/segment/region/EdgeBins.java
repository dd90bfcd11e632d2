package loupe.core.segment.region;

/// Edges of a closed polygon (each from a corner to the next) by where they lie across a direction. Bins are as narrow as keeps them at
/// most four entries an edge in the mean.
final class EdgeBins {
    private static final int[] NONE = {};

    private final double[] across;
    private final double low;
    private final double high;
    private final int[][] bins;

    EdgeBins(double[] across) {
        this.across = across;
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (double a : across) {
            least = Math.min(least, a);
            most = Math.max(most, a);
        }
        this.low = least;
        this.high = most;
        int count = 4096;
        while (count > 1 && entries(count) > 4L * across.length) {
            count /= 2;
        }
        this.bins = filled(count);
    }

    private long entries(int count) {
        long sum = 0;
        for (int e = 0; e < across.length; e++) {
            sum += last(e, count) - first(e, count) + 1;
        }
        return sum;
    }

    private double end(int edge) {
        return across[edge + 1 == across.length ? 0 : edge + 1];
    }

    private int first(int edge, int count) {
        return bin(Math.min(across[edge], end(edge)), count);
    }

    private int last(int edge, int count) {
        return bin(Math.max(across[edge], end(edge)), count);
    }

    private int bin(double at, int count) {
        return high > low ? (int) Math.min(count - 1.0, (at - low) / (high - low) * count) : 0;
    }

    private int[][] filled(int count) {
        int[] size = new int[count];
        for (int e = 0; e < across.length; e++) {
            for (int b = first(e, count); b <= last(e, count); b++) {
                size[b]++;
            }
        }
        int[][] out = new int[count][];
        for (int b = 0; b < count; b++) {
            out[b] = new int[size[b]];
        }
        for (int e = 0; e < across.length; e++) {
            for (int b = first(e, count); b <= last(e, count); b++) {
                out[b][--size[b]] = e;
            }
        }
        return out;
    }

    /// The edges that may lie at a level.
    int[] near(double level) {
        return level < low || level > high ? NONE : bins[bin(level, bins.length)];
    }
}
