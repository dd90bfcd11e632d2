package loupe.review.reading;

import loupe.core.study.StudySummary;

/// Where a study stands, as the list says it: by a sign and a word, never by colour alone.
public enum ListState {
    /// Not read by this reader, who reads blind first.
    TO_READ("◌", "to read"),
    /// Signed; this reviewer has not looked at it a second time.
    SECOND_LOOK("◑", "second look"),
    /// Models ran, nobody looked.
    TO_REVIEW("◌", "to review"),
    /// A person has begun.
    IN_REVIEW("◐", "in review"),
    /// Two readers read it, each without the other; the second reading is to be begun or finished.
    SECOND_READ("◒", "second read"),
    /// Both readings are finished and differ; a third reader settles that.
    TO_ADJUDICATE("◓", "differences"),
    /// The differences are settled; it waits for its seal.
    ADJUDICATED("◕", "settled"),
    /// Models run on it now.
    RUNNING("◎", "models run"),
    /// Imported, not analysed.
    NEW("○", "new"),
    /// Signed.
    SEALED("●", "sealed"),
    /// Signed, and all its results are at a node.
    SENT("◉", "sent");

    private final String sign;
    private final String word;

    ListState(String sign, String word) {
        this.sign = sign;
        this.word = word;
    }

    /// The word for people.
    public String word() {
        return word;
    }

    /// Sign and word.
    public String text() {
        return sign + "  " + word;
    }

    /// Where a line's study stands.
    ///
    /// @param running whether models run on it now
    public static ListState of(StudyEntry e, boolean running) {
        ListState s = of(e.study(), running);
        return s == SEALED && e.sent() ? SENT : s;
    }

    /// Where a study stands. One to be read blind is only that, whatever models do meanwhile.
    ///
    /// @param running whether models run on it now
    public static ListState of(StudySummary s, boolean running) {
        return switch (s.state()) {
            case TO_READ -> TO_READ;
            case SECOND_LOOK -> SECOND_LOOK;
            case SECOND_READ -> SECOND_READ;
            case TO_ADJUDICATE -> TO_ADJUDICATE;
            case ADJUDICATED -> ADJUDICATED;
            case NEW -> running ? RUNNING : NEW;
            case TO_REVIEW -> running ? RUNNING : TO_REVIEW;
            case IN_REVIEW -> running ? RUNNING : IN_REVIEW;
            case SEALED -> SEALED;
        };
    }
}
