package loupe.app.theme;

import java.util.List;
import loupe.review.screen.WindowLook;

/// The sizes texts go through, in hundredths of the usual size.
public final class TextSize {
    private static final List<Integer> STEPS = List.of(WindowLook.USUAL, 110, 125, 150, 175, WindowLook.LARGEST);

    private TextSize() {}

    /// The next larger size; the largest stays.
    public static int larger(int percent) {
        return STEPS.stream().filter(s -> s > percent).findFirst().orElse(WindowLook.LARGEST);
    }

    /// The next smaller size; the usual one stays.
    public static int smaller(int percent) {
        return STEPS.reversed().stream().filter(s -> s < percent).findFirst().orElse(WindowLook.USUAL);
    }
}
