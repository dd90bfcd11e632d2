package loupe.review.reading;

import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;

/// How urgent a study is, for people: by a sign and a word.
public final class UrgencyWords {
    private UrgencyWords() {}

    /// A level.
    public static String of(Urgency.Level level) {
        return switch (level) {
            case ROUTINE -> "routine";
            case NOT_RATED -> "not rated";
            case SOON -> "▲  soon";
            case URGENT -> "!  urgent";
            case IMMEDIATE -> "‼  immediate";
        };
    }

    /// A study: of one to be read blind it is hidden, of one nothing was said about there is none.
    public static String of(StudySummary s) {
        if (s.state().hidden()) {
            return "hidden";
        }
        boolean silent = s.urgency().level() == Urgency.Level.NOT_RATED && s.state() == StudyState.NEW;
        return silent ? "–" : of(s.urgency().level());
    }
}
