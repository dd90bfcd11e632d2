package loupe.core.image;

/// YCbCr of full range to RGB, ITU-T T.871 clause 7 (PS3.3 C.7.6.3.1.2, YBR_FULL).
public final class Ycc {
    private static final int LEVELS = 256;
    private static final int NONE = 128;
    private static final double[] RED = scaled(1.402);
    private static final double[] GREEN_BLUE = scaled(0.344136286);
    private static final double[] GREEN_RED = scaled(0.714136286);
    private static final double[] BLUE = scaled(1.772);

    private Ycc() {}

    private static double[] scaled(double factor) {
        double[] out = new double[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            out[i] = factor * (i - NONE);
        }
        return out;
    }

    /// The same of samples of 8 bits, for whole pictures: equal to [#argb(double, double, double)] in every one.
    public static int argb(byte y, byte cb, byte cr) {
        int level = y & 0xff;
        return 0xff000000
                | level(level + RED[cr & 0xff]) << 16
                | level(level - GREEN_BLUE[cb & 0xff] - GREEN_RED[cr & 0xff]) << 8
                | level(level + BLUE[cb & 0xff]);
    }

    /// @param y luminance, 0 to 255
    /// @param cb blue chrominance, 128 is none
    /// @param cr red chrominance, 128 is none
    /// @return opaque 0xAARRGGBB, each channel rounded to the nearest level and clamped
    public static int argb(double y, double cb, double cr) {
        return 0xff000000
                | level(y + 1.402 * (cr - 128)) << 16
                | level(y - 0.344136286 * (cb - 128) - 0.714136286 * (cr - 128)) << 8
                | level(y + 1.772 * (cb - 128));
    }

    private static int level(double v) {
        return (int) Math.clamp(Math.rint(v), 0, 255);
    }
}
