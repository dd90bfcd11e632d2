package loupe.inference.slide;

import java.util.function.IntPredicate;

/// How much light a stain takes (Beer and Lambert), measured on the image itself.
final class Absorbance {
    private Absorbance() {}

    /// Mean over some pixels of the decadic absorbance, red, green and blue alike; 0 over none.
    ///
    /// @param rgb 0xRRGGBB
    static double mean(int[] rgb, IntPredicate counts) {
        double sum = 0;
        long n = 0;
        for (int i = 0; i < rgb.length; i++) {
            if (counts.test(i)) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    sum -= Math.log10(((rgb[i] >> shift & 0xff) + 1) / 256.0) / 3;
                }
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }
}
