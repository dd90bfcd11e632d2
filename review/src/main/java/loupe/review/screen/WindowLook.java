package loupe.review.screen;

/// How an account has its window.
///
/// @param light whether it is light
/// @param textPercent size of texts, 100 to 200 in hundredths of the usual size; 0 in what older versions kept, which is 100
/// @param still whether nothing is to move that need not; else as the desktop has it
public record WindowLook(boolean light, int textPercent, boolean still) {
    /// The usual size of texts.
    public static final int USUAL = 100;

    /// The largest size of texts.
    public static final int LARGEST = 200;

    /// Dark, texts of the usual size.
    public static final WindowLook FIRST = new WindowLook(false, USUAL, false);

    /// Brings the size into its range.
    public WindowLook {
        textPercent = Math.clamp(textPercent, USUAL, LARGEST);
    }

    /// The same in the other theme.
    public WindowLook otherTheme() {
        return new WindowLook(!light, textPercent, still);
    }

    /// The same with texts of another size.
    public WindowLook withText(int percent) {
        return new WindowLook(light, percent, still);
    }

    /// The same with motion otherwise.
    public WindowLook otherMotion() {
        return new WindowLook(light, textPercent, !still);
    }
}
