package loupe.core.slide;

import java.util.Locale;

/// How large a slide is shown, as microscopes say it: 40× where a screen pixel covers a quarter of a micrometre, as scanners with an
/// objective of 40× have it. A convention; screens differ in how large a pixel is.
public final class Magnification {
    private static final double UM_AT_ONE = 10;
    private static final double[] ROUND_UM = {
        0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000
    };

    private Magnification() {}

    /// The magnification of a scale.
    ///
    /// @param mmPerPixel millimetres between pixels of level 0
    /// @param downsampling pixels of level 0 a screen pixel covers
    public static double of(double mmPerPixel, double downsampling) {
        return UM_AT_ONE / (mmPerPixel * 1000 * downsampling);
    }

    /// The scale of a magnification.
    public static double downsampling(double mmPerPixel, double magnification) {
        return UM_AT_ONE / (mmPerPixel * 1000 * magnification);
    }

    /// As it is shown: `40×`, `1.25×`.
    public static String text(double magnification) {
        String digits = magnification >= 9.95 ? "%.0f" : magnification >= 1 ? "%.2f" : "%.3f";
        String number = String.format(Locale.ROOT, digits, magnification);
        return (number.contains(".") ? number.replaceAll("0+$", "").replaceAll("\\.$", "") : number) + "×";
    }

    /// A bar of a round length.
    ///
    /// @param pixels its length on the screen
    /// @param text its length with unit
    public record Bar(double pixels, String text) {}

    /// The longest round bar within a number of screen pixels.
    ///
    /// @param mmPerPixel millimetres between pixels of level 0; 0 where unknown, then the bar counts pixels of level 0
    public static Bar bar(double mmPerPixel, double downsampling, double most) {
        double umPerScreen = (mmPerPixel > 0 ? mmPerPixel * 1000 : 1) * downsampling;
        double length = ROUND_UM[0];
        for (double r : ROUND_UM) {
            length = r / umPerScreen <= most ? r : length;
        }
        String text = mmPerPixel <= 0 ? number(length) + " px" : length >= 1000 ? number(length / 1000) + " mm" : number(length) + " µm";
        return new Bar(length / umPerScreen, text);
    }

    private static String number(double v) {
        return v == Math.rint(v) ? String.format(Locale.ROOT, "%.0f", v) : String.format(Locale.ROOT, "%.1f", v);
    }
}
