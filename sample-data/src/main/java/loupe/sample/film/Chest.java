package loupe.sample.film;

import java.awt.geom.Path2D;
import java.util.random.RandomGenerator;

/// The measures of one invented chest as a film shows it. Lengths across are shares of the cage's half-width, lengths down
/// shares of the height from the apices to the domes; the patient's right is at negative values.
///
/// The lungs' outline leaves out what heart, vessels and the domes hide, as people outline lungs on films.
final class Chest {
    private static final double[] DOWN = {-0.02, 0.06, 0.2, 0.4, 0.65, 0.9, 1.2};

    final double halfWidthMm;
    final double heightMm;
    final Path2D right;
    final Path2D left;
    private final double[] across = {0.5, 0.68, 0.84, 0.94, 0.99, 1.0, 0.98};

    Chest(RandomGenerator r) {
        halfWidthMm = r.nextDouble(112, 158);
        heightMm = halfWidthMm * r.nextDouble(1.25, 2.15);
        double narrow = r.nextDouble(0.78, 1.08);
        for (int i = 0; i < across.length; i++) {
            double high = 1 - DOWN[i];
            across[i] *= (1 + (narrow - 1) * Math.clamp(high, 0, 1)) * r.nextDouble(0.985, 1.015);
        }
        double hidden = r.nextDouble(0.14, 0.24);
        right = right(r, hidden).path();
        left = left(r, hidden).path();
    }

    /// How far the cage's inner wall lies from the middle at a height.
    double wall(double down) {
        int i = 1;
        while (i < DOWN.length - 1 && down > DOWN[i]) {
            i++;
        }
        double t = Math.clamp((down - DOWN[i - 1]) / (DOWN[i] - DOWN[i - 1]), 0, 1);
        return across[i - 1] + (across[i] - across[i - 1]) * t;
    }

    private static double near(RandomGenerator r, double value, double spread) {
        return value + spread * Math.clamp(r.nextGaussian(), -2, 2);
    }

    private void outer(Curve c, RandomGenerator r, int side, double corner) {
        c.to(side * near(r, 0.47, 0.03) * across[1] / 0.68, near(r, 0.0, 0.01));
        for (int i = 1; i < DOWN.length - 1; i++) {
            double inset = i == 1 ? 0.02 : 0.012;
            c.to(side * (across[i] - inset), DOWN[i] + (i == 1 ? 0.005 : 0));
        }
        c.to(side * (wall(corner) - 0.005), corner);
    }

    private Curve right(RandomGenerator r, double hidden) {
        double dome = near(r, 0.92, 0.03);
        double corner = Math.max(1.0, near(r, 1.07, 0.05));
        Curve c = new Curve();
        outer(c, r, -1, corner);
        double flat = r.nextDouble(0.3, 1);
        c.to(-near(r, 0.86, 0.015), dome + (corner - dome) * 0.45);
        c.to(-near(r, 0.68, 0.02), dome + 0.03 * flat);
        c.to(-near(r, 0.47, 0.02), dome);
        c.to(-near(r, 0.31, 0.02), dome + near(r, 0.03, 0.012) * flat);
        double border = hidden + near(r, 0.05, 0.04);
        c.to(-Math.max(0.13, border), dome + near(r, 0.055, 0.02));
        c.to(-Math.max(0.14, border + 0.035), dome - 0.12);
        c.to(-Math.max(0.13, border + 0.01), near(r, 0.62, 0.03));
        c.to(-Math.max(0.12, hidden + near(r, 0.01, 0.015)), 0.42);
        c.to(-Math.max(0.1, hidden + near(r, -0.01, 0.015)), 0.22);
        c.to(-Math.max(0.1, hidden + near(r, 0.01, 0.015)), 0.1);
        return c.to(-(hidden + 0.08), near(r, 0.025, 0.01));
    }

    private Curve left(RandomGenerator r, double hidden) {
        double dome = near(r, 0.97, 0.03);
        double corner = Math.max(1.02, near(r, 1.1, 0.05));
        Curve c = new Curve();
        outer(c, r, 1, corner);
        double apex = Math.clamp(near(r, 0.58, 0.1), 0.4, 0.8);
        c.to(near(r, 0.88, 0.012), dome + (corner - dome) * 0.5);
        c.to((apex + 0.92) / 2, dome + 0.012);
        c.to(apex + 0.02, near(r, dome, 0.01));
        c.to(apex - 0.01, dome - 0.06);
        c.to(apex * near(r, 0.86, 0.03), near(r, 0.78, 0.015));
        c.to(hidden + (apex - hidden) * near(r, 0.5, 0.06), near(r, 0.64, 0.015));
        c.to(hidden + (apex - hidden) * near(r, 0.16, 0.05), near(r, 0.5, 0.015));
        c.to(hidden + near(r, 0.035, 0.02), 0.39);
        double knob = Math.max(0, near(r, 0.07, 0.05));
        double high = near(r, 0.24, 0.025);
        c.to(hidden + 0.01, high + 0.075);
        c.to(hidden + knob, high);
        c.to(hidden + knob * 0.6, high - 0.045);
        c.to(hidden + near(r, -0.015, 0.015), high - 0.075);
        return c.to(hidden + 0.07, near(r, 0.025, 0.01));
    }
}
