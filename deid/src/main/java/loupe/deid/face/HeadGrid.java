package loupe.deid.face;

import java.util.Arrays;
import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import org.jspecify.annotations.Nullable;

/// A head as coarse cubes along the patient's axes: x to the left, y to the back, z to the head.
final class HeadGrid {
    private static final double FINEST_MM = 2;
    private static final long MOST = 12_000_000;

    final PatientPoint origin;
    final double stepMm;
    final int nx;
    final int ny;
    final int nz;
    /// Mean modality value of each cube, x fastest; not a number where no slice is.
    final float[] values;

    private HeadGrid(PatientPoint low, PatientPoint high, double finestMm) {
        PatientVector size = high.minus(low);
        double volume = (size.xMm() + 4) * (size.yMm() + 4) * (size.zMm() + 4);
        stepMm = Math.max(Math.max(FINEST_MM, finestMm), Math.cbrt(volume / MOST));
        origin = low;
        nx = (int) Math.ceil(size.xMm() / stepMm) + 1;
        ny = (int) Math.ceil(size.yMm() / stepMm) + 1;
        nz = (int) Math.ceil(size.zMm() / stepMm) + 1;
        values = new float[nx * ny * nz];
    }

    /// The grid of parallel slices.
    static HeadGrid of(List<HeadTile> tiles) {
        PatientPoint low = corner(tiles, true);
        HeadGrid grid = new HeadGrid(low, corner(tiles, false), tiles.getFirst().stepMm());
        int[] count = new int[grid.values.length];
        double apart = spacingMm(tiles);
        for (HeadTile t : tiles) {
            grid.add(t, apart, count);
        }
        for (int i = 0; i < count.length; i++) {
            grid.values[i] = count[i] == 0 ? Float.NaN : grid.values[i] / count[i];
        }
        grid.closeGaps();
        return grid;
    }

    /// Cubes between oblique slices that no value fell into take the mean of their neighbours.
    private void closeGaps() {
        int[] steps = {1, -1, nx, -nx, nx * ny, -nx * ny};
        float[] before = values.clone();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isNaN(before[i])) {
                continue;
            }
            double sum = 0;
            int n = 0;
            for (int step : steps) {
                int at = i + step;
                if (at >= 0 && at < before.length && !Float.isNaN(before[at])) {
                    sum += before[at];
                    n++;
                }
            }
            if (n >= 3) {
                values[i] = (float) (sum / n);
            }
        }
    }

    private void add(HeadTile t, double apartMm, int[] count) {
        int layers = Math.max(1, (int) Math.ceil(apartMm / stepMm));
        PatientVector normal = t.plane().normal();
        for (int k = 0; k < layers; k++) {
            PatientVector off = normal.times(((k + 0.5) / layers - 0.5) * apartMm);
            for (int r = 0; r < t.rows(); r++) {
                for (int c = 0; c < t.columns(); c++) {
                    int at = index(t.place(c, r).plus(off));
                    if (at >= 0) {
                        values[at] += t.values()[r * t.columns() + c];
                        count[at]++;
                    }
                }
            }
        }
    }

    private int index(PatientPoint p) {
        int x = (int) Math.round((p.xMm() - origin.xMm()) / stepMm);
        int y = (int) Math.round((p.yMm() - origin.yMm()) / stepMm);
        int z = (int) Math.round((p.zMm() - origin.zMm()) / stepMm);
        return x < 0 || y < 0 || z < 0 || x >= nx || y >= ny || z >= nz ? -1 : index(x, y, z);
    }

    int index(int x, int y, int z) {
        return (z * ny + y) * nx + x;
    }

    private static PatientPoint corner(List<HeadTile> tiles, boolean low) {
        double[] best = new double[3];
        Arrays.fill(best, low ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
        for (HeadTile t : tiles) {
            for (int i = 0; i < 4; i++) {
                PatientPoint p = t.place(i % 2 * (t.columns() - 1), i / 2 * (t.rows() - 1));
                double[] at = {p.xMm(), p.yMm(), p.zMm()};
                for (int a = 0; a < 3; a++) {
                    best[a] = low ? Math.min(best[a], at[a]) : Math.max(best[a], at[a]);
                }
            }
        }
        return new PatientPoint(best[0], best[1], best[2]);
    }

    /// The usual distance of neighbouring slices.
    static double spacingMm(List<HeadTile> tiles) {
        PatientVector normal = tiles.getFirst().plane().normal();
        double[] depths = tiles.stream().mapToDouble(t -> t.plane().depthMm(normal)).sorted().distinct().toArray();
        if (depths.length < 2) {
            return 0;
        }
        double[] gaps = new double[depths.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = depths[i + 1] - depths[i];
        }
        Arrays.sort(gaps);
        return gaps[gaps.length / 2];
    }

    /// The cubes above a value that hang together most.
    boolean @Nullable [] largestPart(double above) {
        int[] part = new int[values.length];
        int[] queue = new int[values.length];
        int best = 0;
        int bestSize = 0;
        int name = 0;
        for (int i = 0; i < values.length; i++) {
            if (part[i] == 0 && values[i] > above) {
                int size = flood(i, ++name, above, new int[][] {part, queue});
                if (size > bestSize) {
                    bestSize = size;
                    best = name;
                }
            }
        }
        if (best == 0) {
            return null;
        }
        boolean[] out = new boolean[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = part[i] == best;
        }
        return out;
    }

    private int flood(int from, int name, double above, int[][] work) {
        int[] part = work[0];
        int[] queue = work[1];
        int[] steps = {1, -1, nx, -nx, nx * ny, -nx * ny};
        part[from] = name;
        queue[0] = from;
        int end = 1;
        for (int head = 0; head < end; head++) {
            int at = queue[head];
            int x = at % nx;
            for (int k = 0; k < 6; k++) {
                int next = at + steps[k];
                boolean wraps = k == 0 && x == nx - 1 || k == 1 && x == 0 || crossesSlice(at, k);
                if (!wraps && next >= 0 && next < part.length && part[next] == 0 && values[next] > above) {
                    part[next] = name;
                    queue[end++] = next;
                }
            }
        }
        return end;
    }

    private boolean crossesSlice(int at, int direction) {
        int y = at / nx % ny;
        return direction == 2 && y == ny - 1 || direction == 3 && y == 0;
    }
}
