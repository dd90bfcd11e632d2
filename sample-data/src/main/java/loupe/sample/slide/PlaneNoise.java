package loupe.sample.slide;

/// Chance that depends on nothing but a seed and a place, so that any part of a slide can be drawn by itself.
final class PlaneNoise {
    private final long seed;

    PlaneNoise(long seed) {
        this.seed = mix(seed);
    }

    /// Evenly spread in 0 to 1 for a lattice cell and a use.
    double at(long i, long j, int use) {
        return (mix(seed ^ mix(i * 0x9E3779B97F4A7C15L + use) ^ j * 0xC2B2AE3D27D4EB4FL) >>> 11) * 0x1.0p-53;
    }

    /// Smooth noise in -1 to 1 whose features have a size.
    double smooth(double x, double y, double sizeUm, int use) {
        double u = x / sizeUm;
        double v = y / sizeUm;
        long i = (long) Math.floor(u);
        long j = (long) Math.floor(v);
        double fu = ease(u - i);
        double fv = ease(v - j);
        double top = at(i, j, use) * (1 - fu) + at(i + 1, j, use) * fu;
        double bottom = at(i, j + 1, use) * (1 - fu) + at(i + 1, j + 1, use) * fu;
        return 2 * (top * (1 - fv) + bottom * fv) - 1;
    }

    /// Three octaves of smooth noise.
    double rough(double x, double y, double sizeUm, int use) {
        return 0.6 * smooth(x, y, sizeUm, use)
                + 0.27 * smooth(x, y, sizeUm / 2.1, use + 1)
                + 0.13 * smooth(x, y, sizeUm / 4.3, use + 2);
    }

    private static double ease(double f) {
        return f * f * (3 - 2 * f);
    }

    /// The finaliser of SplitMix64.
    private static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }
}
