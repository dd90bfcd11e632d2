package loupe.sample.slide;

import java.util.random.RandomGenerator;

/// How much light haematoxylin and eosin let through, by Beer and Lambert; each laboratory's differ.
///
/// @param h absorbance of haematoxylin for red, green and blue
/// @param e absorbance of eosin
/// @param light red, green and blue of the empty slide, 0 to 255
record Stain(double[] h, double[] e, double[] light) {
    /// Ruifrok and Johnston's vectors, varied.
    static Stain random(RandomGenerator random) {
        double strong = random.nextDouble(0.8, 1.35);
        double pink = random.nextDouble(0.75, 1.3);
        double tint = random.nextDouble(-0.1, 0.1);
        double lamp = random.nextDouble(232, 250);
        return new Stain(
                new double[] {strong * (0.65 + tint), strong * 0.70, strong * (0.29 - tint / 2)},
                new double[] {pink * (0.09 + Math.abs(tint) / 2), pink * 0.95, pink * (0.22 + tint / 2)},
                new double[] {lamp, lamp - random.nextDouble(4), lamp + random.nextDouble(-3, 3)});
    }

    /// Colour behind some of each, as 0xRRGGBB.
    int rgb(double haematoxylin, double eosin, double noise) {
        int out = 0;
        for (int c = 0; c < 3; c++) {
            double v = light[c] * Math.exp(-(h[c] * haematoxylin + e[c] * eosin)) + noise;
            out = out << 8 | (int) Math.clamp(Math.rint(v), 0, 255);
        }
        return out;
    }
}
