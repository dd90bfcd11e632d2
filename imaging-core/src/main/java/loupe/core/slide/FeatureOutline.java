package loupe.core.slide;

import java.util.Arrays;
import java.util.List;

/// A shape on a slide, in pixels of level 0. Immutable: arrays that go in and come out are not copied and must not be changed.
///
/// A polygon is inside by the even-odd rule over all its rings; a ring's last point is not its first one repeated.
public final class FeatureOutline {
    /// What a shape is.
    public enum Kind {
        /// One or more points.
        POINT,
        /// A line of two points or more.
        LINE,
        /// One or more areas, each with its outer ring first and then its holes.
        POLYGON
    }

    private final Kind kind;
    private final double[][][] parts;
    private final SlideView.Box box;

    private FeatureOutline(Kind kind, double[][][] parts) {
        this.kind = kind;
        this.parts = parts;
        this.box = boxOf(parts);
    }

    /// A shape.
    ///
    /// @param parts for each area its rings, each x, y, x, y …; points and lines have one part with one row
    /// @throws IllegalArgumentException if it has too few points, or one that is no number
    public static FeatureOutline of(Kind kind, double[][][] parts) {
        int least = switch (kind) {
            case POINT -> 1;
            case LINE -> 2;
            case POLYGON -> 3;
        };
        if (parts.length == 0 || kind != Kind.POLYGON && (parts.length != 1 || parts[0].length != 1)) {
            throw new IllegalArgumentException("a shape has parts");
        }
        for (double[][] part : parts) {
            if (part.length == 0) {
                throw new IllegalArgumentException("an area has an outer ring");
            }
            for (double[] row : part) {
                require(row, least);
            }
        }
        return new FeatureOutline(kind, parts);
    }

    private static void require(double[] row, int least) {
        if (row.length % 2 != 0 || row.length < 2 * least) {
            throw new IllegalArgumentException("a shape of this kind has at least " + least + (least == 1 ? " point" : " points"));
        }
        for (double v : row) {
            if (!Double.isFinite(v)) {
                throw new IllegalArgumentException("a coordinate is not a number");
            }
        }
    }

    /// A point.
    public static FeatureOutline point(double x, double y) {
        return of(Kind.POINT, new double[][][] {{{x, y}}});
    }

    /// A line through points.
    public static FeatureOutline line(double... xy) {
        return of(Kind.LINE, new double[][][] {{xy}});
    }

    /// An area without holes.
    public static FeatureOutline polygon(double... xy) {
        return of(Kind.POLYGON, new double[][][] {{xy}});
    }

    /// What it is.
    public Kind kind() {
        return kind;
    }

    /// Its rings by area.
    public double[][][] parts() {
        return parts;
    }

    /// All its rings.
    public List<double[]> rings() {
        return Arrays.stream(parts).flatMap(Arrays::stream).toList();
    }

    /// The smallest box about it.
    public SlideView.Box box() {
        return box;
    }

    /// The middle of its box.
    public double[] middle() {
        return new double[] {(box.left() + box.right()) / 2, (box.top() + box.bottom()) / 2};
    }

    /// Number of its points.
    public int points() {
        int n = 0;
        for (double[][] part : parts) {
            for (double[] row : part) {
                n += row.length / 2;
            }
        }
        return n;
    }

    /// Its area in square pixels of level 0, holes taken off (shoelace formula); 0 for points and lines.
    public double area() {
        double sum = 0;
        for (double[][] part : kind == Kind.POLYGON ? parts : new double[0][][]) {
            for (int r = 0; r < part.length; r++) {
                sum += (r == 0 ? 1 : -1) * Math.abs(shoelace(part[r]));
            }
        }
        return sum;
    }

    private static double shoelace(double[] ring) {
        double twice = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int j = (i + 2) % ring.length;
            twice += ring[i] * ring[j + 1] - ring[j] * ring[i + 1];
        }
        return twice / 2;
    }

    /// Enlarged about the upper left corner of the slide, then moved.
    public FeatureOutline mapped(double scale, double dx, double dy) {
        double[][][] out = new double[parts.length][][];
        for (int p = 0; p < parts.length; p++) {
            out[p] = new double[parts[p].length][];
            for (int r = 0; r < parts[p].length; r++) {
                out[p][r] = parts[p][r].clone();
                for (int i = 0; i < out[p][r].length; i++) {
                    out[p][r][i] = out[p][r][i] * scale + (i % 2 == 0 ? dx : dy);
                }
            }
        }
        return of(kind, out);
    }

    /// Whether a point belongs to it: inside an area, or no farther than a reach from a point or line.
    public boolean holds(double x, double y, double reach) {
        if (!box.grown(reach).holds(x, y)) {
            return false;
        }
        if (kind != Kind.POLYGON) {
            return near(parts[0][0], x, y, reach);
        }
        boolean in = false;
        for (double[][] part : parts) {
            for (double[] ring : part) {
                in ^= odd(ring, x, y);
            }
        }
        return in;
    }

    private static boolean odd(double[] ring, double x, double y) {
        boolean in = false;
        for (int i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
            if (ring[i + 1] > y != ring[j + 1] > y
                    && x < (ring[j] - ring[i]) * (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]) + ring[i]) {
                in = !in;
            }
        }
        return in;
    }

    private boolean near(double[] row, double x, double y, double reach) {
        for (int i = 0; i < row.length; i += 2) {
            boolean joined = kind == Kind.LINE && i + 3 < row.length;
            double far = joined
                    ? java.awt.geom.Line2D.ptSegDist(row[i], row[i + 1], row[i + 2], row[i + 3], x, y)
                    : Math.hypot(row[i] - x, row[i + 1] - y);
            if (far <= reach) {
                return true;
            }
        }
        return false;
    }

    private static SlideView.Box boxOf(double[][][] parts) {
        double l = Double.POSITIVE_INFINITY;
        double t = l;
        double r = Double.NEGATIVE_INFINITY;
        double b = r;
        for (double[][] part : parts) {
            for (double[] row : part) {
                for (int i = 0; i < row.length; i += 2) {
                    l = Math.min(l, row[i]);
                    r = Math.max(r, row[i]);
                    t = Math.min(t, row[i + 1]);
                    b = Math.max(b, row[i + 1]);
                }
            }
        }
        return new SlideView.Box(l, t, r, b);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FeatureOutline other && kind == other.kind && Arrays.deepEquals(parts, other.parts);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + Arrays.deepHashCode(parts);
    }

    @Override
    public String toString() {
        return kind + Arrays.deepToString(parts);
    }
}
