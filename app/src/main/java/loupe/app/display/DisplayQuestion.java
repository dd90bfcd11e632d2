package loupe.app.display;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;

/// What must be seen in the pattern.
enum DisplayQuestion {
    PATCHES(later("All sixteen gray squares differ from their neighbours.")),
    INLAYS(later("In the black and in the white square a smaller square can be seen.")),
    RAMPS(later("Both ramps run evenly, without bands or colours.")),
    LINES(later("The fine lines are lines everywhere, upright and lying; no square is plain gray.")),
    STEPS(later("The lowest strip steps as much at its dark end as at its bright one.")),
    BORDER(later("The thin white line goes all around, unbroken and equally wide."));

    private final String text;

    DisplayQuestion(String text) {
        this.text = text;
    }

    /// In one sentence that is true of a sound display.
    String text() {
        return say(text);
    }
}
