package loupe.sample.film;

import java.util.random.RandomGenerator;

/// Shadows of ribs, spine, collar bones and shoulders, in centimetres of water.
final class Bones {
    private final Chest chest;
    private final double pitch;
    private final double phase;
    private final double dropBack;
    private final double dropFront;
    private final double strength;
    private final double vertebra;
    private final double[][] rods;

    Bones(Chest chest, RandomGenerator r) {
        this.chest = chest;
        this.pitch = r.nextDouble(0.09, 0.125);
        this.phase = r.nextDouble(0, 0.1);
        this.dropBack = r.nextDouble(0.04, 0.22);
        this.dropFront = r.nextDouble(0.2, 0.5);
        this.strength = r.nextDouble(0.3, 1.7);
        this.vertebra = r.nextDouble(0.085, 0.115);
        double tilt = r.nextDouble(-0.06, 0.08);
        double low = r.nextDouble(0.08, 0.2);
        double blade = r.nextDouble(0.72, 1.15);
        double out = r.nextDouble(1.2, 1.4);
        rods = new double[][] {
            // from, to (across, down), half-thickness, centimetres of water
            {-0.12, low, -0.75, low - 0.09 - tilt, 0.038, 1.5},
            {-0.75, low - 0.09 - tilt, -1.2, low - 0.13 - tilt, 0.034, 1.3},
            {0.12, low, 0.75, low - 0.09 - tilt, 0.038, 1.5},
            {0.75, low - 0.09 - tilt, 1.2, low - 0.13 - tilt, 0.034, 1.3},
            {-blade - 0.1, 0.05, -blade, 0.55, 0.05, 0.5},
            {blade + 0.1, 0.05, blade, 0.55, 0.05, 0.5},
            {-out, 0.02, -out - 0.2, 0.8, 0.11, 2.2},
            {out, 0.02, out + 0.2, 0.8, 0.11, 2.2},
        };
    }

    double shadow(double u, double v) {
        double sum = spine(u, v) + ribs(u, v);
        for (double[] rod : rods) {
            double d = distance(rod, u, v * 1.6) / rod[4];
            sum += d < 1 ? strength * rod[5] * (0.55 * Math.sqrt(1 - d * d) + 0.45 * Math.min(1, (1 - d) * 6)) : 0;
        }
        return sum;
    }

    private static double distance(double[] rod, double x, double y) {
        double dx = rod[2] - rod[0];
        double dy = (rod[3] - rod[1]) * 1.6;
        double px = x - rod[0];
        double py = y - rod[1] * 1.6;
        double t = Math.clamp((px * dx + py * dy) / (dx * dx + dy * dy), 0, 1);
        return Math.hypot(px - t * dx, py - t * dy);
    }

    private double ribs(double u, double v) {
        double out = Math.abs(u) / (chest.wall(v) + 0.05);
        if (out > 1 || v < -0.03 || v > 1.25) {
            return 0;
        }
        double edge = 1 / Math.sqrt(1.02 - out * out * 0.94);
        double back = band(v - dropBack * (out * out - 0.25 * out), 0.27) * 0.8;
        double front = out > 0.32 && v > 0.1 ? band(v + dropFront * (1 - out) * (1 - out) - dropBack, 0.3) * 0.5 : 0;
        return strength * (back + front) * Math.min(2.2, edge);
    }

    private double band(double at, double half) {
        double turns = (at + phase) / pitch;
        double d = Math.abs(turns - Math.rint(turns)) / half;
        return d > 1 ? 0 : 0.6 * Math.sqrt(1 - d * d) + 0.4 * Math.min(1, (1 - d) * 5);
    }

    private double spine(double u, double v) {
        double d = Math.abs(u) / vertebra;
        if (d > 1) {
            return 0;
        }
        double turns = v / (pitch * 0.95);
        double disc = Math.abs(turns - Math.rint(turns)) < 0.1 ? 0.5 : 1;
        return strength * 2.4 * disc * Math.sqrt(1 - d * d * 0.8);
    }
}
