package loupe.sample.chest;

import java.util.random.RandomGenerator;

/// Smooth noise in -1 to 1: random values on a periodic lattice, interpolated.
final class LatticeNoise {
    private static final int N = 32;

    private final float[] values = new float[N * N * N];
    private final double cellMm;

    LatticeNoise(RandomGenerator random, double cellMm) {
        this.cellMm = cellMm;
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
    }

    double at(double x, double y, double z) {
        double u = x / cellMm + 1000 * N;
        double v = y / cellMm + 1000 * N;
        double w = z / cellMm + 1000 * N;
        int i = (int) u;
        int j = (int) v;
        int k = (int) w;
        double fu = smooth(u - i);
        double fv = smooth(v - j);
        double fw = smooth(w - k);
        double near = mix(mix(lattice(i, j, k), lattice(i + 1, j, k), fu),
                mix(lattice(i, j + 1, k), lattice(i + 1, j + 1, k), fu), fv);
        double far = mix(mix(lattice(i, j, k + 1), lattice(i + 1, j, k + 1), fu),
                mix(lattice(i, j + 1, k + 1), lattice(i + 1, j + 1, k + 1), fu), fv);
        return mix(near, far, fw);
    }

    private float lattice(int i, int j, int k) {
        return values[((k & N - 1) * N + (j & N - 1)) * N + (i & N - 1)];
    }

    private static double smooth(double f) {
        return f * f * (3 - 2 * f);
    }

    private static double mix(double a, double b, double f) {
        return a + (b - a) * f;
    }
}
