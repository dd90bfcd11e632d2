package loupe.core.render;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import loupe.core.image.RasterImage;
import loupe.core.segment.Mask;

/// Draws a slice and its layers to opaque ARGB at screen resolution. Stateless; safe for any thread.
public final class SliceRenderer {
    private static final int BLACK = 0xff000000;
    /// Rows drawn by one thread before it takes others.
    private static final int SHARE = 32;
    private static final int DASH = 6;
    private static final int HATCH = 8;

    private SliceRenderer() {}

    /// Draws into an array of at least viewport width x height.
    public static void render(RenderRequest r, int[] argb) {
        Viewport v = r.viewport();
        Scan scan = Scan.of(v, r.image().columns(), r.image().rows());
        switch (r.image()) {
            case RasterImage.Gray g -> gray(g, ToneLevels.of(r.toning(), g.whiteIsLow()), scan, argb);
            case RasterImage.Colour c -> colour(c, r, scan, argb);
        }
        r.upper().ifPresent(u -> upper(u, scan, argb));
        for (Layer layer : r.layers().layers()) {
            switch (layer) {
                case Layer.MaskLayer m -> mask(m, r.slice(), v, argb);
                case Layer.ShutterLayer s -> shutter(s, r, scan, argb);
                case Layer.RingLayer ring -> ring(ring, r.slice(), v, argb);
            }
        }
    }

    private static void gray(RasterImage.Gray g, ToneLevels levels, Scan scan, int[] argb) {
        int[] lut = levels.argb();
        int last = lut.length - 1;
        double low = levels.low();
        double scale = levels.scale();
        float[] values = g.values();
        Between across = Between.of(scan.across());
        Between down = Between.of(scan.down());
        int width = scan.across().index().length;
        everyRow(scan, y -> {
            int out = y * width;
            if (!down.has(y)) {
                Arrays.fill(argb, out, out + width, BLACK);
                return;
            }
            Arrays.fill(argb, out, out + across.first(), BLACK);
            Arrays.fill(argb, out + across.end(), out + width, BLACK);
            int base0 = down.near()[y];
            int base1 = down.far()[y];
            double fd = down.part()[y];
            int[] near = across.near();
            int[] far = across.far();
            double[] part = across.part();
            for (int x = across.first(); x < across.end(); x++) {
                double fa = part[x];
                double top = values[base0 + near[x]] + (values[base0 + far[x]] - values[base0 + near[x]]) * fa;
                double bottom = values[base1 + near[x]] + (values[base1 + far[x]] - values[base1 + near[x]]) * fa;
                int i = (int) ((top + (bottom - top) * fd - low) * scale);
                argb[out + x] = lut[i < 0 ? 0 : Math.min(i, last)];
            }
        });
    }

    /// Rows of the screen, shared over the common pool while the caller waits.
    private static void everyRow(Scan scan, IntConsumer draw) {
        int rows = scan.down().index().length;
        everyShare(rows, from -> {
            for (int y = from; y < Math.min(rows, from + SHARE); y++) {
                draw.accept(y);
            }
        });
    }

    /// The first row of every share, in the same way.
    private static void everyShare(int rows, IntConsumer draw) {
        IntStream.range(0, Math.ceilDiv(rows, SHARE)).parallel().forEach(i -> draw.accept(i * SHARE));
    }

    private static void colour(RasterImage.Colour c, RenderRequest r, Scan scan, int[] argb) {
        int flip = r.toning().inverted() ? 0xffffff : 0;
        double[] across = scan.across().index();
        everyRow(scan, y -> {
            double down = Math.rint(scan.down().index()[y]);
            for (int x = 0; x < across.length; x++) {
                double at = Math.rint(across[x]);
                boolean inside = scan.down().has(down) && scan.across().has(at);
                int i = (int) down * scan.down().stride() + (int) at * scan.across().stride();
                argb[y * across.length + x] = inside ? c.argb()[i] ^ flip : BLACK;
            }
        });
    }

    /// Mixes a second image in; beside pixels without a number, or so low that they are to be clear, the nearest pixel's value is
    /// taken, and where that is such a one nothing.
    private static void upper(UpperImage u, Scan scan, int[] argb) {
        ToneLevels levels = ToneLevels.of(u.toning(), u.image().whiteIsLow());
        int last = levels.argb().length - 1;
        float[] values = u.image().values();
        Between across = Between.of(scan.across());
        Between down = Between.of(scan.down());
        int width = scan.across().index().length;
        everyRow(scan, y -> {
            for (int x = across.first(); down.has(y) && x < across.end(); x++) {
                int base0 = down.near()[y];
                int base1 = down.far()[y];
                int a0 = across.near()[x];
                int a1 = across.far()[x];
                double fa = across.part()[x];
                double fd = down.part()[y];
                double top = values[base0 + a0] + (values[base0 + a1] - values[base0 + a0]) * fa;
                double bottom = values[base1 + a0] + (values[base1 + a1] - values[base1 + a0]) * fa;
                boolean all = values[base0 + a0] > u.clearUpTo() && values[base0 + a1] > u.clearUpTo()
                        && values[base1 + a0] > u.clearUpTo() && values[base1 + a1] > u.clearUpTo();
                double value = all ? top + (bottom - top) * fd : values[(fd < 0.5 ? base0 : base1) + (fa < 0.5 ? a0 : a1)];
                if (value > u.clearUpTo()) {
                    int i = (int) ((value - levels.low()) * levels.scale());
                    int at = y * width + x;
                    argb[at] = blend(argb[at], levels.argb()[i < 0 ? 0 : Math.min(i, last)], u.opacity());
                }
            }
        });
    }

    /// Whole pixels of the image are covered, those beside it are left black.
    private static void shutter(Layer.ShutterLayer s, RenderRequest r, Scan scan, int[] argb) {
        int columns = r.image().columns();
        boolean[] covered = new boolean[columns * r.image().rows()];
        for (int i = 0; i < covered.length; i++) {
            int at = i;
            covered[i] = s.shutters().stream().anyMatch(h -> !h.open(at % columns + 1.0, at / columns + 1.0));
        }
        double[] across = scan.across().index();
        for (int y = 0; y < scan.down().index().length; y++) {
            double down = Math.rint(scan.down().index()[y]);
            for (int x = 0; x < across.length; x++) {
                double at = Math.rint(across[x]);
                boolean inside = scan.down().has(down) && scan.across().has(at);
                if (inside && covered[(int) down * scan.down().stride() + (int) at * scan.across().stride()]) {
                    argb[y * across.length + x] = opaque(s.rgb());
                }
            }
        }
    }

    private static void mask(Layer.MaskLayer m, int slice, Viewport v, int[] argb) {
        if (slice < 0 || slice >= m.mask().grid().slices() || m.mask().isEmpty(slice)) {
            return;
        }
        Scan scan = Scan.of(v, m.mask().grid().columns(), m.mask().grid().rows());
        everyShare(v.height(), from -> rows(m, slice, scan, v, from, argb));
    }

    /// Draws a share of a mask's rows.
    private static void rows(Layer.MaskLayer m, int slice, Scan scan, Viewport v, int from, int[] argb) {
        boolean[] above = new boolean[v.width()];
        boolean[] here = new boolean[v.width()];
        boolean[] below = new boolean[v.width()];
        row(m.mask(), slice, scan, Scan.downAt(v, from - 1), here);
        row(m.mask(), slice, scan, Scan.downAt(v, from), below);
        for (int y = from; y < Math.min(v.height(), from + SHARE); y++) {
            boolean[] spare = above;
            above = here;
            here = below;
            below = spare;
            row(m.mask(), slice, scan, Scan.downAt(v, y + 1), below);
            for (int x = 0; x < v.width(); x++) {
                if (!here[x]) {
                    continue;
                }
                boolean edge = !above[x] || !below[x] || x == 0 || !here[x - 1] || x == v.width() - 1 || !here[x + 1];
                int i = y * v.width() + x;
                argb[i] = pixel(m, edge, x, y, argb[i]);
            }
        }
    }

    private static int pixel(Layer.MaskLayer m, boolean edge, int x, int y, int under) {
        return switch (m.style()) {
            case DASHED -> edge && (x + y) / DASH % 2 == 0 ? opaque(m.rgb()) : blend(under, m.rgb(), m.opacity());
            case SOLID -> edge ? opaque(m.rgb()) : blend(under, m.rgb(), m.opacity());
            case HATCHED -> edge || (x + y) % HATCH == 0 ? blend(under, m.rgb(), Math.max(0.6, m.opacity())) : under;
        };
    }

    private static void row(Mask mask, int slice, Scan scan, double downAt, boolean[] into) {
        double down = Math.rint(downAt);
        if (!scan.down().has(down)) {
            Arrays.fill(into, false);
            return;
        }
        Scan.Line across = scan.across();
        int base = (int) down * scan.down().stride();
        for (int x = 0; x < into.length; x++) {
            double at = Math.rint(across.index()[x]);
            into[x] = across.has(at) && mask.contains(slice, base + (int) at * across.stride());
        }
    }

    private static int opaque(int rgb) {
        return BLACK | rgb;
    }

    private static int blend(int under, int rgb, double opacity) {
        int a = (int) Math.rint(256 * opacity);
        int b = 256 - a;
        int red = ((under >> 16 & 0xff) * b + (rgb >> 16 & 0xff) * a) >> 8;
        int green = ((under >> 8 & 0xff) * b + (rgb >> 8 & 0xff) * a) >> 8;
        int blue = ((under & 0xff) * b + (rgb & 0xff) * a) >> 8;
        return BLACK | red << 16 | green << 8 | blue;
    }

    private static void ring(Layer.RingLayer ring, int slice, Viewport v, int[] argb) {
        if (ring.slice() != slice) {
            return;
        }
        double radius = Math.max(4, ring.radiusMm() * v.pixelsPerMm());
        double cx = v.xOf(ring.column(), ring.row());
        double cy = v.yOf(ring.column(), ring.row());
        int steps = (int) Math.ceil(2 * Math.PI * radius * 2);
        for (int i = 0; i < steps; i++) {
            if (ring.dashed() && i / (2 * DASH) % 2 == 1) {
                continue;
            }
            double a = 2 * Math.PI * i / steps;
            for (double t = 0; t < 2; t += 1) {
                int x = (int) Math.floor(cx + (radius + t) * Math.cos(a));
                int y = (int) Math.floor(cy + (radius + t) * Math.sin(a));
                if (x >= 0 && x < v.width() && y >= 0 && y < v.height()) {
                    argb[y * v.width() + x] = opaque(ring.rgb());
                }
            }
        }
    }
}
