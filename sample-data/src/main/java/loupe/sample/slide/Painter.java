package loupe.sample.slide;

import java.util.List;
import java.util.random.RandomGenerator;

/// Turns tissue and nuclei into colours.
final class Painter {
    private static final int[] INKS = {0x2b3fa8, 0x1f1f24, 0x2f8a4e};

    private final PlaneNoise noise;
    private final Tissue tissue;
    private final Stain stain;
    private final double blurUm;
    private final double nuclearH;
    private final double penY;
    private final int ink;

    Painter(PlaneNoise noise, Tissue tissue, Stain stain, RandomGenerator random, double heightUm) {
        this.noise = noise;
        this.tissue = tissue;
        this.stain = stain;
        this.blurUm = random.nextDouble(0.35, 0.9);
        this.nuclearH = random.nextDouble(0.95, 1.4);
        this.penY = random.nextInt(3) == 0 ? heightUm * (random.nextBoolean() ? 0.04 : 0.96) : -1e6;
        this.ink = INKS[random.nextInt(INKS.length)];
    }

    int[] paint(SlideRegion region, List<Nuclei.Placed> nuclei) {
        int n = region.pixels();
        float[] h = new float[n];
        float[] e = new float[n];
        for (int r = 0; r < region.height(); r++) {
            for (int c = 0; c < region.width(); c++) {
                ground(region.x(c), region.y(r), h, e, r * region.width() + c);
            }
        }
        for (Nuclei.Placed p : nuclei) {
            nucleus(p, region, h, e);
        }
        int[] out = new int[n];
        for (int i = 0; i < n; i++) {
            double x = region.x(i % region.width());
            double y = region.y(i / region.width());
            double grain = 5 * (noise.at((long) (x * 8), (long) (y * 8), 400) - 0.5);
            out[i] = pen(x, y) ? ink : stain.rgb(h[i], e[i], grain);
        }
        return out;
    }

    private boolean pen(double x, double y) {
        return Math.abs(y - penY - 60 * noise.smooth(x, 0, 900, 410)) < 55 + 14 * noise.smooth(x, y, 30, 411)
                && tissue.inside(x, y) < 0;
    }

    private void ground(double x, double y, float[] h, float[] e, int i) {
        double in = tissue.inside(x, y);
        h[i] = (float) (0.012 + 0.012 * noise.smooth(x, y, 300, 201));
        e[i] = (float) (0.012 + 0.012 * noise.smooth(x, y, 240, 202));
        if (in <= 0) {
            dust(x, y, h, i);
            return;
        }
        double edge = Math.min(1, in * 220);
        double epithelium = tissue.epithelium(x, y);
        double fat = tissue.fat(x, y);
        double pink = (1 - epithelium) * stroma(x, y) + epithelium * (0.42 + 0.1 * noise.rough(x, y, 14, 210));
        double blue = 0.05 + epithelium * (0.17 + 0.05 * noise.smooth(x, y, 9, 213)) + 0.12 * tissue.lymphoid(x, y);
        if (fat > 0) {
            double membrane = Math.exp(-Math.max(0, tissue.fatCell(x, y)) / 0.8);
            pink = pink * (1 - fat) + fat * 0.55 * membrane;
            blue *= 1 - fat * (1 - membrane);
        }
        double open = epithelium > 0 ? Math.clamp(tissue.lumen(x, y) / 1.5, 0, 1) : 0;
        e[i] += (float) (edge * pink * (1 - 0.92 * open));
        h[i] += (float) (edge * blue * (1 - 0.92 * open));
    }

    /// Wavy fibres with clefts and red cells between them.
    private double stroma(double x, double y) {
        double a = tissue.fibres(x, y);
        double along = x * Math.cos(a) + y * Math.sin(a);
        double across = y * Math.cos(a) - x * Math.sin(a);
        double fibre = noise.rough(along / 9, across, 6, 220);
        double cleft = noise.smooth(along / 5, across, 16, 224) > 0.62 ? 0.25 : 1;
        double pink = (0.5 + 0.22 * fibre) * cleft;
        return noise.smooth(x, y, 180, 226) > 0.55 ? Math.max(pink, redCell(x, y)) : pink;
    }

    private double redCell(double x, double y) {
        long i = (long) Math.floor(x / 8);
        long j = (long) Math.floor(y / 8);
        double dx = (i + 0.3 + 0.4 * noise.at(i, j, 230)) * 8 - x;
        double dy = (j + 0.3 + 0.4 * noise.at(i, j, 231)) * 8 - y;
        return noise.at(i, j, 232) < 0.7 && dx * dx + dy * dy < 11 ? 1.05 : 0.1;
    }

    private void dust(double x, double y, float[] h, int i) {
        long a = (long) Math.floor(x / 220);
        long b = (long) Math.floor(y / 220);
        if (noise.at(a, b, 300) < 0.05) {
            double dx = (a + noise.at(a, b, 301)) * 220 - x;
            double dy = (b + noise.at(a, b, 302)) * 220 - y;
            if (Math.sqrt(dx * dx + dy * dy) < 3 + 14 * noise.at(a, b, 303) * (1 + 0.5 * noise.smooth(x, y, 6, 304))) {
                h[i] += 1.1f;
            }
        }
    }

    private void nucleus(Nuclei.Placed p, SlideRegion region, float[] h, float[] e) {
        Nucleus n = p.nucleus();
        double um = region.umPerPixel();
        double soft = Math.max(blurUm, um);
        // A nucleus smaller than a pixel colours it by the share it covers.
        double share = Math.min(1, Math.PI * n.longUm() * n.shortUm() / (um * um));
        double dark = nuclearH * (0.75 + 0.5 * noise.at(p.i(), p.j(), 310)) * density(n.kind());
        Box box = Box.around(n, region, soft);
        for (int r = box.top(); r <= box.bottom(); r++) {
            for (int c = box.left(); c <= box.right(); c++) {
                double x = region.x(c);
                double y = region.y(r);
                double d = (n.scaled(x, y) - 1) * n.shortUm();
                double cover = Math.clamp(0.5 - d / soft, 0, 1) * share;
                if (cover > 0) {
                    int i = r * region.width() + c;
                    double rim = Math.clamp(1 + d / 0.9, 0, 1);
                    double chromatin = 0.72 + 0.3 * rim + 0.3 * noise.rough(x, y, 1.9, 320);
                    h[i] += (float) (cover * (dark * chromatin - h[i]));
                    e[i] *= (float) (1 - 0.55 * cover);
                }
            }
        }
    }

    private static double density(Nucleus.Kind kind) {
        return switch (kind) {
            case EPITHELIAL -> 0.85;
            case STROMAL -> 1.05;
            case LYMPHOID -> 1.35;
        };
    }
}
