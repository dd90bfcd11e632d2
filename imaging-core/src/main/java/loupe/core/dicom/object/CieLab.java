package loupe.core.dicom.object;

/// sRGB colours as DICOM's 16-bit PCS-CIELab values and back (PS3.3 C.10.7.1.1; sRGB IEC 61966-2-1, white D50 by
/// Bradford adaptation).
public final class CieLab {
    private static final double[] WHITE_D50 = {0.9642, 1.0, 0.8249};

    private CieLab() {}

    /// An sRGB colour as L, a and b in 16 bits each.
    ///
    /// @param rgb 0xRRGGBB
    public static double[] ofRgb(int rgb) {
        double r = linear(rgb >> 16 & 0xff);
        double g = linear(rgb >> 8 & 0xff);
        double b = linear(rgb & 0xff);
        double fx = f((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / WHITE_D50[0]);
        double fy = f((0.2225045 * r + 0.7168786 * g + 0.0606169 * b) / WHITE_D50[1]);
        double fz = f((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / WHITE_D50[2]);
        double l = 116 * fy - 16;
        return new double[] {
            Math.rint(l * 65_535 / 100), Math.rint((500 * (fx - fy) + 128) * 257), Math.rint((200 * (fy - fz) + 128) * 257)
        };
    }

    /// The nearest sRGB colour, 0xRRGGBB.
    ///
    /// @param lab L, a and b in 16 bits each
    public static int toRgb(double[] lab) {
        double fy = (lab[0] * 100 / 65_535 + 16) / 116;
        double fx = fy + (lab[1] / 257 - 128) / 500;
        double fz = fy - (lab[2] / 257 - 128) / 200;
        double x = inverseF(fx) * WHITE_D50[0];
        double y = inverseF(fy) * WHITE_D50[1];
        double z = inverseF(fz) * WHITE_D50[2];
        int r = gamma(3.1338561 * x - 1.6168667 * y - 0.4906146 * z);
        int g = gamma(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z);
        int b = gamma(0.0719453 * x - 0.2289914 * y + 1.4052427 * z);
        return r << 16 | g << 8 | b;
    }

    private static double linear(int v) {
        double c = v / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static int gamma(double c) {
        double v = c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055;
        return (int) Math.clamp(Math.rint(v * 255), 0, 255);
    }

    private static double f(double t) {
        return t > 216.0 / 24_389 ? Math.cbrt(t) : (24_389.0 / 27 * t + 16) / 116;
    }

    private static double inverseF(double t) {
        double cube = t * t * t;
        return cube > 216.0 / 24_389 ? cube : (116 * t - 16) * 27 / 24_389;
    }
}
