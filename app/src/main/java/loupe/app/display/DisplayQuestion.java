package loupe.app.display;

/// What must be seen in the pattern.
enum DisplayQuestion {
    PATCHES("All sixteen gray squares differ from their neighbours."),
    INLAYS("In the black and in the white square a smaller square can be seen."),
    RAMPS("Both ramps run evenly, without bands or colours."),
    LINES("The fine lines are lines everywhere, upright and lying; no square is plain gray."),
    STEPS("The lowest strip steps as much at its dark end as at its bright one."),
    BORDER("The thin white line goes all around, unbroken and equally wide.");

    private final String text;

    DisplayQuestion(String text) {
        this.text = text;
    }

    /// In one sentence that is true of a sound display.
    String text() {
        return text;
    }
}
