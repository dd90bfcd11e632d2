package loupe.app.viewer.look;

import static loupe.app.text.Words.say;

import loupe.app.text.Words;
import loupe.core.image.ValueWindow;

/// Values of windows as a person reads them: whole numbers, and as many digits as a narrow window needs.
public final class WindowText {
    /// Narrower windows need more digits than a person reads.
    private static final double SMALL = 1e-4;

    private WindowText() {}

    /// `W 1500  L -600 HU`.
    public static String of(ValueWindow w, String unit) {
        return (say("W {0}  L {1} {2}", number(w.width(), w.width()), number(w.centre(), w.width()), unit)).strip();
    }

    /// A value of a window.
    ///
    /// @param width how wide the window is
    public static String number(double value, double width) {
        if (width < SMALL) {
            return String.format(Words.locale(), "%.3g", value);
        }
        int digits = width >= 10 ? 0 : width >= 1 ? 2 : Math.min(6, 2 - (int) Math.floor(Math.log10(width)));
        String text = String.format(Words.locale(), "%." + digits + "f", value);
        return digits == 0 ? text : text.replaceAll("0+$", "").replaceAll("[.,]$", "");
    }
}
