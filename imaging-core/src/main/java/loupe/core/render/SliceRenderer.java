package loupe.core.render;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loupe.core.image.RasterImage;
import loupe.core.segment.Mask;

/// Draws a slice and its layers to opaque ARGB at screen resolution. Stateless; safe for any thread.
public final class SliceRenderer {
    private static final int BLACK = 0xff000000;
    /// Rows drawn by one thread before it takes others.
    private static final int SHARE = 32;
    /// Pixels of a dash, and of the gap after it.
    static final int DASH = 6;

    private SliceRenderer() {}

    /// Draws into an array of at least viewport width x height.
    public static void render(RenderRequest r, int[] argb) {
        image(r, argb);
        layers(r, argb);
    }

    /// Draws the image, and what is laid over it pixel on pixel, alone.
    public static void image(RenderRequest r, int[] argb) {
        Scan scan = Scan.of(r.viewport(), r.image().columns(), r.image().rows());
        switch (r.image()) {
            case RasterImage.Gray g -> gray(g, ToneLevels.of(r.toning(), g.whiteIsLow()), scan, argb);
            case RasterImage.Colour c -> colour(c, r, scan, argb);
        }
        r.upper().ifPresent(u -> upper(u, scan, argb));
    }

    /// Draws the layers over an image that was drawn by [#image].
    public static void layers(RenderRequest r, int[] argb) {
        layers(r, PixelBox.whole(r.viewport().width(), r.viewport().height()), argb);
    }

    /// The same where the image alone stands in a part of the screen and all else is drawn: masks are drawn in that part alone, other
    /// layers over again.
    public static void layers(RenderRequest r, PixelBox within, int[] argb) {
        Places near = new Places(r.viewport());
        for (Layer layer : r.layers().layers()) {
            switch (layer) {
                case Layer.MaskLayer m -> near.part(m, r.slice()).ifPresent(part -> part.draw(within, argb));
                case Layer.ShutterLayer s -> shutter(s, r, argb);
                case Layer.RingLayer ring -> ring(ring, r.slice(), r.viewport(), argb);
            }
        }
    }

    /// The part of the screen in which two pictures can differ that differ in voxels of their masks alone, as one stroke of a brush from
    /// the next; empty where they may differ in more.
    public static Optional<PixelBox> changed(RenderRequest before, RenderRequest now) {
        List<Layer> was = before.layers().layers();
        List<Layer> is = now.layers().layers();
        if (was.size() != is.size() || !before.bare().equals(now.bare())) {
            return Optional.empty();
        }
        Places near = new Places(now.viewport());
        PixelBox out = new PixelBox(0, 0, 0, 0);
        boolean any = false;
        for (int i = 0; i < is.size(); i++) {
            if (!(was.get(i) instanceof Layer.MaskLayer a && is.get(i) instanceof Layer.MaskLayer b && a.isDrawnAs(b))) {
                return Optional.empty();
            }
            for (MaskPart p : a.mask() == b.mask() ? List.<MaskPart>of()
                    : Stream.concat(near.part(a, now.slice()).stream(), near.part(b, now.slice()).stream()).toList()) {
                out = any ? out.with(p.box()) : p.box();
                any = true;
            }
        }
        return Optional.of(out);
    }

    /// Where the voxels of masks lie on the screen, worked out once for all masks of a size.
    private static final class Places {
        private final Viewport viewport;
        private final Map<Size, Nearest> near = new HashMap<>();

        Places(Viewport viewport) {
            this.viewport = viewport;
        }

        Optional<MaskPart> part(Layer.MaskLayer m, int slice) {
            return MaskPart.of(m, slice, near.computeIfAbsent(Size.of(m.mask()), s -> Nearest.of(viewport, s.columns, s.rows)));
        }
    }

    /// Voxels of a mask's slices.
    private record Size(int columns, int rows) {
        static Size of(Mask mask) {
            return new Size(mask.grid().columns(), mask.grid().rows());
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
        everyShare(0, scan.down().index().length, (from, end) -> {
            for (int y = from; y < end; y++) {
                draw.accept(y);
            }
        });
    }

    /// Draws some rows.
    interface Rows {
        /// Those from the first until before the end.
        void draw(int from, int end);
    }

    /// Rows from the first until before the end in shares, likewise.
    static void everyShare(int first, int end, Rows draw) {
        IntStream.range(0, Math.ceilDiv(end - first, SHARE))
                .parallel()
                .forEach(i -> draw.draw(first + i * SHARE, Math.min(end, first + (i + 1) * SHARE)));
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
    private static void shutter(Layer.ShutterLayer s, RenderRequest r, int[] argb) {
        Scan scan = Scan.of(r.viewport(), r.image().columns(), r.image().rows());
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

    static int opaque(int rgb) {
        return BLACK | rgb;
    }

    static int blend(int under, int rgb, double opacity) {
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
