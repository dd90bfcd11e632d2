package loupe.sample.slide;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Where on the slide tissue lies and of what kind it is there.
final class Tissue {
    private record Piece(double x, double y, double a, double b, double angle) {}

    private final PlaneNoise noise;
    private final List<Piece> pieces = new ArrayList<>();
    private final double tumour;
    private final double fat;

    Tissue(PlaneNoise noise, RandomGenerator random, double widthUm, double heightUm) {
        this.noise = noise;
        this.tumour = random.nextDouble(-0.15, 0.3);
        this.fat = random.nextDouble(0.25, 0.55);
        int n = random.nextInt(1, 4);
        for (int i = 0; i < n; i++) {
            double share = widthUm / n;
            pieces.add(new Piece(
                    share * (i + random.nextDouble(0.42, 0.58)),
                    heightUm * random.nextDouble(0.4, 0.6),
                    share * random.nextDouble(0.32, 0.44),
                    heightUm * random.nextDouble(0.25, 0.4),
                    random.nextDouble(-0.4, 0.4)));
        }
    }

    /// Above 0 inside a piece of tissue, falling off to the outside.
    double inside(double x, double y) {
        double most = -9;
        for (Piece p : pieces) {
            double c = Math.cos(p.angle);
            double s = Math.sin(p.angle);
            double u = ((x - p.x) * c + (y - p.y) * s) / p.a;
            double v = ((y - p.y) * c - (x - p.x) * s) / p.b;
            most = Math.max(most, 1 - Math.sqrt(u * u + v * v));
        }
        return most < -0.6 ? most : most + 0.22 * noise.rough(x, y, 700, 10) + 0.03 * noise.smooth(x, y, 40, 14);
    }

    /// How far a place is glands or tumour, 0 to 1.
    double epithelium(double x, double y) {
        return step(noise.rough(x, y, 420, 20) - tumour);
    }

    /// How far a place is fat, 0 to 1.
    double fat(double x, double y) {
        return step(noise.rough(x, y, 650, 30) - fat) * (1 - epithelium(x, y));
    }

    /// How far a place is crowded by lymphocytes, 0 to 1.
    double lymphoid(double x, double y) {
        return step(noise.rough(x, y, 230, 40) - 0.42);
    }

    /// Where fibres run, in radians.
    double fibres(double x, double y) {
        return Math.PI * noise.smooth(x, y, 330, 50);
    }

    /// Distance into the nearest open space of a gland, in micrometres; negative outside.
    double lumen(double x, double y) {
        return bubble(x, y, 95, 60) * epithelium(x, y);
    }

    /// Distance into the nearest fat cell, in micrometres; negative between them.
    double fatCell(double x, double y) {
        double most = -99;
        double cell = 62;
        long i = (long) Math.floor(x / cell);
        long j = (long) Math.floor(y / cell);
        double first = 1e9;
        double second = 1e9;
        for (long b = j - 1; b <= j + 1; b++) {
            for (long a = i - 1; a <= i + 1; a++) {
                double dx = (a + 0.15 + 0.7 * noise.at(a, b, 70)) * cell - x;
                double dy = (b + 0.15 + 0.7 * noise.at(a, b, 71)) * cell - y;
                double d = Math.sqrt(dx * dx + dy * dy);
                second = Math.min(second, Math.max(first, d));
                first = Math.min(first, d);
            }
        }
        most = Math.max(most, (second - first) / 2 - 1.4);
        return most;
    }

    private double bubble(double x, double y, double cell, int use) {
        long i = (long) Math.floor(x / cell);
        long j = (long) Math.floor(y / cell);
        double most = -99;
        for (long b = j - 1; b <= j + 1; b++) {
            for (long a = i - 1; a <= i + 1; a++) {
                if (noise.at(a, b, use) < 0.45) {
                    double dx = (a + noise.at(a, b, use + 1)) * cell - x;
                    double dy = (b + noise.at(a, b, use + 2)) * cell - y;
                    double stretch = 1 + 0.25 * noise.smooth(x, y, 25, use + 3);
                    most = Math.max(most, (8 + 20 * noise.at(a, b, use + 4)) * stretch - Math.sqrt(dx * dx + dy * dy));
                }
            }
        }
        return most;
    }

    private static double step(double v) {
        return Math.clamp(0.5 + v * 7, 0, 1);
    }
}
