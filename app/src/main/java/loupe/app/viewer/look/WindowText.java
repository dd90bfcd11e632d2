package loupe.app.viewer.look;

import java.util.Locale;
import loupe.core.image.ValueWindow;

/// Values of windows as a person reads them: whole numbers, and as many digits as a narrow window needs.
public final class WindowText {
    /// Narrower windows need more digits than a person reads.
    private static final double SMALL = 1e-4;

    private WindowText() {}

    /// `W 1500  L -600 HU`.
    public static String of(ValueWindow w, String unit) {
        return ("W " + number(w.width(), w.width()) + "  L " + number(w.centre(), w.width()) + " " + unit).strip();
    }

    /// A value of a window.
    ///
    /// @param width how wide the window is
    public static String number(double value, double width) {
        if (width < SMALL) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        int digits = width >= 10 ? 0 : width >= 1 ? 2 : Math.min(6, 2 - (int) Math.floor(Math.log10(width)));
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return digits == 0 ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
