package loupe.core.dicom.codec.jpeg;

/// The inverse discrete cosine transform of 8 x 8 coefficients (ITU-T T.81 A.3.3), in single precision by the scaled
/// factorisation of Arai, Agui and Nakajima (1988), whose scale factors are folded into the quantisation table.
public final class InverseDct {
    private static final float A1 = (float) Math.sqrt(2);
    private static final float A2 = (float) (2 * Math.cos(Math.PI / 8));
    private static final float A3 = (float) (2 * (Math.cos(Math.PI / 8) - Math.cos(3 * Math.PI / 8)));
    private static final float A4 = (float) (2 * (Math.cos(Math.PI / 8) + Math.cos(3 * Math.PI / 8)));

    private InverseDct() {}

    /// Scale of each coefficient in natural order, to be multiplied into the quantisation table.
    public static float[] scales() {
        float[] out = new float[64];
        for (int v = 0; v < 8; v++) {
            for (int u = 0; u < 8; u++) {
                out[8 * v + u] = (float) (scale(u) * scale(v) / 8);
            }
        }
        return out;
    }

    private static double scale(int k) {
        return k == 0 ? 1 : Math.sqrt(2) * Math.cos(k * Math.PI / 16);
    }

    /// Transforms scaled coefficients in natural order to samples about zero, in place.
    static void transform(float[] b) {
        for (int i = 0; i < 8; i++) {
            pass(b, i, 8);
        }
        for (int i = 0; i < 64; i += 8) {
            pass(b, i, 1);
        }
    }

    private static void pass(float[] b, int o, int s) {
        float sum04 = b[o] + b[o + 4 * s];
        float difference04 = b[o] - b[o + 4 * s];
        float sum26 = b[o + 2 * s] + b[o + 6 * s];
        float turned26 = (b[o + 2 * s] - b[o + 6 * s]) * A1 - sum26;
        float e0 = sum04 + sum26;
        float e3 = sum04 - sum26;
        float e1 = difference04 + turned26;
        float e2 = difference04 - turned26;

        float sum53 = b[o + 5 * s] + b[o + 3 * s];
        float difference53 = b[o + 5 * s] - b[o + 3 * s];
        float sum17 = b[o + s] + b[o + 7 * s];
        float difference17 = b[o + s] - b[o + 7 * s];
        float o0 = sum17 + sum53;
        float turned = (difference53 + difference17) * A2;
        float o1 = turned - difference53 * A4 - o0;
        float o2 = (sum17 - sum53) * A1 - o1;
        float o3 = turned - difference17 * A3 - o2;

        b[o] = e0 + o0;
        b[o + 7 * s] = e0 - o0;
        b[o + s] = e1 + o1;
        b[o + 6 * s] = e1 - o1;
        b[o + 2 * s] = e2 + o2;
        b[o + 5 * s] = e2 - o2;
        b[o + 3 * s] = e3 + o3;
        b[o + 4 * s] = e3 - o3;
    }
}
