package loupe.core.segment.region;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Parts of rows in a polygon, by where the row crosses its edges (even-odd). Coordinates go along the row (in columns) and across it (in
/// mm, towards the next row); edges lie in bins across, so that a row meets only those near it.
final class PolygonRows implements OutlineRows {
    private static final double SNAP = 1e7;

    private final PlaneAxes axes;
    private final List<PlanePoint> points;
    private final boolean pointwise;
    private final double stepX;
    private final double stepY;
    private final double step2;
    private final double side;
    private final double[] along;
    private final double[] across;
    private final EdgeBins bins;

    PolygonRows(PlaneAxes axes, FlatOutline.Polygon polygon) {
        this.axes = axes;
        this.points = polygon.points();
        this.pointwise = Math.hypot(axes.right[1], axes.down[1]) < 1e-9;
        int line = pointwise ? 2 : 1;
        this.stepX = axes.right[line];
        this.stepY = axes.down[line];
        this.step2 = stepX * stepX + stepY * stepY;
        this.side = side(line) / Math.sqrt(step2);
        this.along = points.stream().mapToDouble(p -> along(p.rightMm(), p.downMm())).toArray();
        this.across = points.stream().mapToDouble(p -> across(p.rightMm(), p.downMm())).toArray();
        this.bins = new EdgeBins(across);
    }

    /// 1 where the next axis of the grid lies towards positive, else -1.
    private double side(int line) {
        for (int k = line + 1; k <= 3; k++) {
            double cross = stepX * axes.down[k] - stepY * axes.right[k];
            if (Math.abs(cross) > 1e-9) {
                return Math.signum(cross);
            }
        }
        return 1;
    }

    private double along(double right, double down) {
        return (right * stepX + down * stepY) / step2;
    }

    /// Rounded to 1e-7 mm, so that rounding by directions decides nothing.
    private double across(double right, double down) {
        return Math.rint(SNAP * side * (stepX * down - stepY * right)) / SNAP;
    }

    @Override
    public double[] box() {
        double[] x = points.stream().mapToDouble(PlanePoint::rightMm).sorted().toArray();
        double[] y = points.stream().mapToDouble(PlanePoint::downMm).sorted().toArray();
        return new double[] {x[0], y[0], x[x.length - 1], y[y.length - 1]};
    }

    @Override
    public void spans(int row, int slice, Consumer<double[]> taker) {
        double right = PlaneAxes.at(axes.right, row, slice);
        double down = PlaneAxes.at(axes.down, row, slice);
        double start = along(right, down);
        double[] crossings = crossings(across(right, down), start);
        for (int i = 0; i + 1 < crossings.length; i += 2) {
            if (!pointwise) {
                taker.accept(new double[] {crossings[i], Math.ceil(crossings[i + 1]) - 1});
            } else if (crossings[i] <= 0 && crossings[i + 1] > 0) {
                taker.accept(Span.all());
            }
        }
    }

    /// Where edges cross a line, from a start along it, in rising order.
    private double[] crossings(double level, double start) {
        int[] edges = bins.near(level);
        double[] all = new double[edges.length];
        int n = 0;
        for (int e : edges) {
            int f = e + 1 == across.length ? 0 : e + 1;
            if (across[e] <= level != across[f] <= level) {
                double t = (level - across[e]) / (across[f] - across[e]);
                double at = along[e] + t * (along[f] - along[e]) - start;
                all[n++] = Math.rint(SNAP * at) / SNAP;
            }
        }
        double[] out = Arrays.copyOf(all, n);
        Arrays.sort(out);
        return out;
    }
}
