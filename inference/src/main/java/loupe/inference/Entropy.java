package loupe.inference;

import loupe.inference.tensor.Field;

/// How unsure a probability is: Shannon's entropy of yes and no in bits, 0 where it is sure and 1 at one half.
public final class Entropy {
    private Entropy() {}

    /// Of one probability, 0 to 1.
    public static double bits(double p) {
        return term(p) + term(1 - p);
    }

    private static double term(double p) {
        return p <= 0 ? 0 : -p * Math.log(p) / Math.log(2);
    }

    /// Of each voxel.
    public static Field of(Field probabilities) {
        float[] out = new float[probabilities.values().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) bits(Math.clamp(probabilities.values()[i], 0, 1));
        }
        return new Field(probabilities.grid(), out);
    }
}
