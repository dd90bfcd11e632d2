package loupe.core.slide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The outline of a mask along the edges of its pixels. Pixels that touch by a corner only are apart.
public final class MaskTrace {
    private static final int[] DX = {1, 0, -1, 0};
    private static final int[] DY = {0, 1, 0, -1};

    private final boolean[] mask;
    private final int columns;
    private final int rows;
    /// Edges not walked yet, by where they begin: bit d for one that goes right, down, left, up. What is inside lies right of them.
    private final byte[] edges;

    private MaskTrace(boolean[] mask, int columns) {
        this.mask = mask;
        this.columns = columns;
        this.rows = mask.length / columns;
        this.edges = new byte[(columns + 1) * (rows + 1)];
    }

    /// The outline of all that is set.
    ///
    /// @param mask row by row
    /// @return in pixels from the mask's upper left corner; empty where nothing is set
    public static Optional<FeatureOutline> of(boolean[] mask, int columns) {
        MaskTrace t = new MaskTrace(mask, columns);
        t.edges();
        List<double[]> outer = new ArrayList<>();
        List<double[]> holes = new ArrayList<>();
        for (int v = 0; v < t.edges.length; v++) {
            while (t.edges[v] != 0) {
                double[] ring = t.walk(v);
                (signed(ring) > 0 ? outer : holes).add(ring);
            }
        }
        return outer.isEmpty() ? Optional.empty() : Optional.of(joined(outer, holes));
    }

    private boolean set(int x, int y) {
        return x >= 0 && y >= 0 && x < columns && y < rows && mask[y * columns + x];
    }

    private void edges() {
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                if (set(x, y)) {
                    add(!set(x, y - 1), x, y, 0);
                    add(!set(x + 1, y), x + 1, y, 1);
                    add(!set(x, y + 1), x + 1, y + 1, 2);
                    add(!set(x - 1, y), x, y + 1, 3);
                }
            }
        }
    }

    private void add(boolean edge, int x, int y, int direction) {
        edges[y * (columns + 1) + x] |= (byte) (edge ? 1 << direction : 0);
    }

    /// Follows edges, turning right where there is a choice, until they come back; corners only.
    private double[] walk(int from) {
        double[] out = new double[16];
        int n = 0;
        int at = from;
        int first = Integer.numberOfTrailingZeros(edges[from]);
        int direction = first;
        while (true) {
            edges[at] &= (byte) ~(1 << direction);
            int before = direction;
            at += DX[direction] + DY[direction] * (columns + 1);
            edges[at] |= (byte) (at == from ? 1 << first : 0);
            direction = next(at, direction);
            if (direction != before) {
                out = n == out.length ? Arrays.copyOf(out, 2 * n) : out;
                out[n++] = at % (columns + 1);
                out[n++] = at / (columns + 1);
            }
            edges[at] &= (byte) (at == from ? ~(1 << first) : -1);
            if (at == from && direction == first) {
                return Arrays.copyOf(out, n);
            }
        }
    }

    private int next(int at, int direction) {
        for (int turn : new int[] {1, 0, 3}) {
            int d = (direction + turn) % 4;
            if ((edges[at] & 1 << d) != 0) {
                return d;
            }
        }
        throw new IllegalStateException("an outline has a gap");
    }

    private static double signed(double[] ring) {
        double twice = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int j = (i + 2) % ring.length;
            twice += ring[i] * ring[j + 1] - ring[j] * ring[i + 1];
        }
        return twice;
    }

    /// Each hole goes with the smallest outer ring about it.
    private static FeatureOutline joined(List<double[]> outer, List<double[]> holes) {
        Map<Integer, List<double[]>> of = new HashMap<>();
        List<FeatureOutline> areas = outer.stream().map(FeatureOutline::polygon).toList();
        for (double[] hole : holes) {
            int best = -1;
            for (int i = 0; i < areas.size(); i++) {
                FeatureOutline a = areas.get(i);
                boolean about = a.box().holds(hole[0], hole[1]) && holds(a, hole);
                best = about && (best < 0 || a.area() < areas.get(best).area()) ? i : best;
            }
            of.computeIfAbsent(Math.max(0, best), k -> new ArrayList<>()).add(hole);
        }
        double[][][] parts = new double[outer.size()][][];
        for (int i = 0; i < parts.length; i++) {
            List<double[]> rings = new ArrayList<>(List.of(outer.get(i)));
            rings.addAll(of.getOrDefault(i, List.of()));
            parts[i] = rings.toArray(double[][]::new);
        }
        return FeatureOutline.of(FeatureOutline.Kind.POLYGON, parts);
    }

    /// The pixel beside a hole's first edge lies in the area the hole is in. Holes run the other way round, so what is inside lies to
    /// the right of them too.
    private static boolean holds(FeatureOutline area, double[] hole) {
        double dx = Math.signum(hole[2] - hole[0]);
        double dy = Math.signum(hole[3] - hole[1]);
        return area.holds(hole[0] + dx * 0.5 - dy * 0.5, hole[1] + dy * 0.5 + dx * 0.5, 0);
    }
}
