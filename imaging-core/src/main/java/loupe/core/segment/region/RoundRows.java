package loupe.core.segment.region;

import java.util.function.Consumer;

/// Parts of rows in an ellipse.
final class RoundRows implements OutlineRows {
    private static final double NEAR = 1e-6;

    private final PlaneAxes axes;
    private final FlatOutline.Ellipse ellipse;
    private final double cos;
    private final double sin;
    private final double along;
    private final double across;

    RoundRows(PlaneAxes axes, FlatOutline.Ellipse ellipse) {
        this.axes = axes;
        this.ellipse = ellipse;
        this.cos = Math.cos(ellipse.turned());
        this.sin = Math.sin(ellipse.turned());
        this.along = ellipse.alongMm() + NEAR;
        this.across = ellipse.acrossMm() + NEAR;
    }

    @Override
    public double[] box() {
        double x = ellipse.centre().rightMm();
        double y = ellipse.centre().downMm();
        double wide = Math.hypot(along * cos, across * sin);
        double high = Math.hypot(along * sin, across * cos);
        return new double[] {x - wide, y - high, x + wide, y + high};
    }

    /// In the ellipse's own axes it is the circle of radius 1.
    @Override
    public void spans(int row, int slice, Consumer<double[]> taker) {
        double x = PlaneAxes.at(axes.right, row, slice) - ellipse.centre().rightMm();
        double y = PlaneAxes.at(axes.down, row, slice) - ellipse.centre().downMm();
        double u = (x * cos + y * sin) / along;
        double v = (y * cos - x * sin) / across;
        double du = (axes.right[1] * cos + axes.down[1] * sin) / along;
        double dv = (axes.down[1] * cos - axes.right[1] * sin) / across;
        double[] span = Span.notPositive(du * du + dv * dv, u * du + v * dv, u * u + v * v - 1);
        if (!Span.isEmpty(span)) {
            taker.accept(span);
        }
    }
}
