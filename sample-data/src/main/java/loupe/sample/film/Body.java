package loupe.sample.film;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Soft tissue and air of one chest along the rays, in centimetres of water, and the tone a film gives them.
final class Body {
    private final Chest chest;
    private final double flank;
    private final double shoulder;
    private final double neck;
    private final double thick;
    private final double deep;
    private final double behindHeart;
    private final double behindDome;
    private final double breast;
    private final double breastAt;
    private final double bubble;
    private final double darkest;
    private final double brightest;
    private final double gamma;

    Body(Chest chest, RandomGenerator r) {
        this.chest = chest;
        this.flank = r.nextDouble(1.12, 1.5);
        this.shoulder = r.nextDouble(1.5, 2.2);
        this.neck = r.nextDouble(0.3, 0.5);
        this.thick = r.nextDouble(17, 25);
        this.deep = thick * r.nextDouble(0.5, 0.72);
        this.behindHeart = r.nextDouble(0.02, 0.34);
        this.behindDome = r.nextDouble(0, 0.3);
        this.breast = r.nextInt(2) == 0 ? r.nextDouble(1, 5) : 0;
        this.breastAt = r.nextDouble(0.7, 0.95);
        this.bubble = r.nextInt(2) == 0 ? r.nextDouble(2, 7) : 0;
        this.darkest = r.nextDouble(0, 0.35);
        this.brightest = r.nextDouble(0.62, 1);
        this.gamma = r.nextDouble(0.6, 1.5);
    }

    double soft(double u, double v) {
        double low = Math.clamp((v + 0.3) / 0.25, 0, 1);
        double rise = low * low * (3 - 2 * low);
        double down = Math.clamp((v - 0.05) / 0.4, 0, 1);
        double wide = neck + rise * (shoulder + (flank - shoulder) * down - neck);
        double out = Math.abs(u) / wide;
        if (out >= 1) {
            return 0;
        }
        double most = thick * (0.62 + 0.38 * Math.clamp(v + 0.4, 0, 1)) * (1 + 0.15 * Math.clamp((v - 0.8) * 3, 0, 1));
        double bust = breast * bump((Math.abs(u) - 0.6) / 0.36, (v - breastAt) / 0.22);
        return most * Math.pow(1 - out * out, 0.45) + bust;
    }

    private static double bump(double x, double y) {
        double d = x * x + y * y;
        return d < 1 ? Math.pow(1 - d, 0.35) : 0;
    }

    /// Air of the lungs, of what heart and domes hide of them, of windpipe and stomach.
    ///
    /// @param share how much of the pixel lies inside the lungs' outline, 0 to 1
    double air(double u, double v, double share) {
        double out = Math.min(1, Math.abs(u) / (chest.wall(v) + 0.01));
        double chord = deep * Math.pow(1 - out * out, 0.36) * (0.55 + 0.45 * Math.clamp(v / 0.35, 0, 1));
        double hidden = v < 0.03 || v > 1.3 ? 0
                : v > 0.9 ? behindDome * Math.clamp((1.3 - v) / 0.4, 0, 1) * (Math.abs(u) > 0.15 ? 1 : 0)
                : Math.abs(u) > 0.13 ? behindHeart : behindHeart * 0.3;
        double windpipe = v < 0.36 && v > -0.4 && Math.abs(u) < 0.065 ? 1.7 * Math.sqrt(1 - u * u / 0.00423) : 0;
        double stomach = bubble * bump((u - 0.42) / 0.22, (v - 1.13) / 0.08);
        return chord * (share + (1 - share) * hidden) + Math.max(0, windpipe) + stomach;
    }

    /// From water to brightness, from 0 to 1.
    float[] exposed(float[] water) {
        float[] sorted = water.clone();
        Arrays.sort(sorted);
        double low = sorted[(int) (0.06 * sorted.length)] * (1 - darkest) - 1;
        double high = sorted[(int) (sorted.length * 0.999 * brightest)] + 1.5;
        float[] out = new float[water.length];
        for (int i = 0; i < out.length; i++) {
            double t = Math.max(0, (water[i] - low) / (high - low));
            double soft = t < 0.8 ? t : 1 - 0.2 * Math.exp(-(t - 0.8) / 0.2);
            out[i] = (float) Math.pow(soft, gamma);
        }
        return out;
    }
}
