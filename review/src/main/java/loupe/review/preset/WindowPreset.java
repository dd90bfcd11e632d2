package loupe.review.preset;

import java.util.Locale;
import loupe.core.image.ValueWindow;

/// A window with a name, for images of one modality.
///
/// @param modality such as `CT`
/// @param name 1 to 40 characters
/// @param centre in the images' unit (HU for CT), within a million
/// @param width in the same, 1 to a million
public record WindowPreset(String modality, String name, double centre, double width) {
    /// Longest name, in characters.
    public static final int LONGEST_NAME = 40;

    private static final double MOST = 1_000_000;

    /// Checks name and numbers; the message is a sentence for a person.
    public WindowPreset {
        if (!modality.matches("[A-Z0-9 _]{1,16}")) {
            throw new IllegalArgumentException("A modality is a code such as CT or MR.");
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("A preset needs a name of 1 to 40 characters.");
        }
        if (!(width >= 1 && width <= MOST)) {
            throw new IllegalArgumentException("The width must be 1 to 1000000, was " + number(width) + ".");
        }
        if (!(Math.abs(centre) <= MOST)) {
            throw new IllegalArgumentException("The level must lie within 1000000 of 0, was " + number(centre) + ".");
        }
    }

    private static String number(double v) {
        return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : String.format(Locale.ROOT, "%s", v);
    }

    /// The window.
    public ValueWindow window() {
        return ValueWindow.of(centre, width);
    }

    /// `CT lung   1500 / -600`.
    public String text() {
        return modality + " " + name + "   " + number(width) + " / " + number(centre);
    }
}
