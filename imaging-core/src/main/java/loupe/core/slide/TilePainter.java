package loupe.core.slide;

import java.util.Arrays;
import java.util.function.ToIntFunction;

/// Draws features on a clear tile: outlines one pixel wide, what was found filled faintly, what is smaller than a pixel as one pixel.
/// Where found things are so small that their lines would cover them, half of the stain shows through, however many lie there.
/// What a person drew, and large areas, are not filled: the stain must be seen as it is. Not for two threads at once.
public final class TilePainter {
    private static final int FILL_ALPHA = 40;
    private static final int SMALL = 8;
    private static final int SMALL_ALPHA = 120;
    private static final int[] NONE = {};

    private final int side;
    private final double left;
    private final double top;
    private final double step;
    private final int[] argb;

    /// @param tile which tile; its picture has [ZoomLevels#TILE] pixels a side
    public TilePainter(ZoomLevels.Tile tile) {
        this(tile, NONE);
    }

    private TilePainter(ZoomLevels.Tile tile, int[] spare) {
        this.side = ZoomLevels.TILE;
        this.left = tile.box().left();
        this.top = tile.box().top();
        this.step = tile.side() / side;
        this.argb = spare.length == side * side ? spare : new int[side * side];
        Arrays.fill(argb, 0);
    }

    /// Draws all of a layer that touches a tile, on new memory.
    ///
    /// @param colour of a feature as 0xrrggbb; below 0 for one that is not drawn
    /// @return premultiplied ARGB row by row
    public static int[] draw(FeatureLayer layer, ZoomLevels.Tile tile, ToIntFunction<SlideFeature> colour) {
        return draw(layer, tile, colour, NONE);
    }

    /// Draws all of a layer that touches a tile.
    ///
    /// @param colour of a feature as 0xrrggbb; below 0 for one that is not drawn
    /// @param spare memory to draw on; memory of another size is left alone
    /// @return premultiplied ARGB row by row
    public static int[] draw(FeatureLayer layer, ZoomLevels.Tile tile, ToIntFunction<SlideFeature> colour, int[] spare) {
        TilePainter p = new TilePainter(tile, spare);
        layer.touching(tile.box().grown(2 * p.step), s -> {
            int rgb = colour.applyAsInt(s.feature());
            if (rgb >= 0) {
                p.draw(s.feature().outline(), rgb, s.feature().type() != SlideFeature.Type.ANNOTATION);
            }
        });
        return p.argb;
    }

    private void draw(FeatureOutline o, int rgb, boolean filled) {
        SlideView.Box b = o.box();
        double size = Math.max(b.right() - b.left(), b.bottom() - b.top()) / step;
        boolean small = filled && o.kind() == FeatureOutline.Kind.POLYGON && size <= SMALL;
        int line = small ? over(0, rgb, SMALL_ALPHA) : 0xff000000 | rgb;
        if (size <= 1.5) {
            double[] m = o.middle();
            dot(m[0], m[1], line, o.kind() == FeatureOutline.Kind.POINT && step <= 8 ? 1 : 0);
            return;
        }
        if (o.kind() == FeatureOutline.Kind.POINT) {
            double[] xy = o.rings().getFirst();
            for (int i = 0; i < xy.length; i += 2) {
                dot(xy[i], xy[i + 1], line, step <= 8 ? 1 : 0);
            }
            return;
        }
        if (filled && !small && o.kind() == FeatureOutline.Kind.POLYGON) {
            fill(o, rgb);
        }
        for (double[] ring : o.rings()) {
            int last = o.kind() == FeatureOutline.Kind.POLYGON ? ring.length : ring.length - 2;
            for (int i = 0; i < last; i += 2) {
                int j = (i + 2) % ring.length;
                line((ring[i] - left) / step, (ring[i + 1] - top) / step, (ring[j] - left) / step, (ring[j + 1] - top) / step, line);
            }
        }
    }

    private void dot(double x, double y, int colour, int around) {
        int cx = (int) Math.floor((x - left) / step);
        int cy = (int) Math.floor((y - top) / step);
        for (int dy = -around; dy <= around; dy++) {
            for (int dx = -around; dx <= around; dx++) {
                put(cx + dx, cy + dy, colour);
            }
        }
    }

    private void put(int x, int y, int colour) {
        if (x >= 0 && y >= 0 && x < side && y < side) {
            argb[y * side + x] = colour;
        }
    }

    /// The part of a line that may touch the tile, a pixel at a time.
    private void line(double x0, double y0, double x1, double y1, int colour) {
        double from = 0;
        double to = 1;
        double[][] limits = {{x0, x1 - x0}, {y0, y1 - y0}};
        for (double[] l : limits) {
            if (l[1] == 0) {
                from = l[0] < -1 || l[0] > side + 1 ? 2 : from;
            } else {
                double a = (-1 - l[0]) / l[1];
                double b = (side + 1 - l[0]) / l[1];
                from = Math.max(from, Math.min(a, b));
                to = Math.min(to, Math.max(a, b));
            }
        }
        int steps = (int) Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)) * Math.max(0, to - from));
        for (int i = 0; i <= steps && from <= to; i++) {
            double t = steps == 0 ? from : from + (to - from) * i / steps;
            put((int) Math.floor(x0 + t * (x1 - x0)), (int) Math.floor(y0 + t * (y1 - y0)), colour);
        }
    }

    private void fill(FeatureOutline o, int rgb) {
        int y0 = (int) Math.max(0, Math.floor((o.box().top() - top) / step));
        int y1 = (int) Math.min(side - 1, Math.floor((o.box().bottom() - top) / step));
        double[] cuts = new double[o.points()];
        for (int y = y0; y <= y1; y++) {
            int n = cuts(o, top + (y + 0.5) * step, cuts);
            java.util.Arrays.sort(cuts, 0, n);
            for (int i = 0; i + 1 < n; i += 2) {
                int from = (int) Math.max(0, Math.ceil((cuts[i] - left) / step - 0.5));
                int to = (int) Math.min(side - 1, Math.floor((cuts[i + 1] - left) / step - 0.5));
                for (int x = from; x <= to; x++) {
                    argb[y * side + x] = over(argb[y * side + x], rgb, FILL_ALPHA);
                }
            }
        }
    }

    private static int cuts(FeatureOutline o, double y, double[] out) {
        int n = 0;
        for (double[] ring : o.rings()) {
            for (int i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
                if (ring[i + 1] > y != ring[j + 1] > y) {
                    out[n++] = ring[i] + (ring[j] - ring[i]) * (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]);
                }
            }
        }
        return n;
    }

    private static int over(int below, int rgb, int alpha) {
        int rest = 255 - alpha;
        int out = (alpha + (below >>> 24) * rest / 255) << 24;
        for (int shift = 16; shift >= 0; shift -= 8) {
            out |= ((rgb >> shift & 0xff) * alpha / 255 + (below >> shift & 0xff) * rest / 255) << shift;
        }
        return out;
    }
}
