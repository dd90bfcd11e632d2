package loupe.core.image;

/// YCbCr of full range to RGB, ITU-T T.871 clause 7 (PS3.3 C.7.6.3.1.2, YBR_FULL).
public final class Ycc {
    private Ycc() {}

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
