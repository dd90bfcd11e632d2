package loupe.review.worklist;

import java.util.Optional;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;

/// Changes to study summaries.
public final class Summaries {
    private Summaries() {}

    /// With another state; what is signed is in nobody's hand any more.
    public static StudySummary withState(StudySummary s, StudyState state) {
        return state == StudyState.SEALED ? s.with(state).with(Optional.empty()) : s.with(state);
    }

    /// With another state and what models found, of which nothing but the number is known.
    public static StudySummary withFindings(StudySummary s, StudyState state, int findings) {
        return withFindings(s, state, findings, Urgency.UNKNOWN);
    }

    /// With another state and what models found.
    ///
    /// @param urgency how urgent that makes it
    public static StudySummary withFindings(StudySummary s, StudyState state, int findings, Urgency urgency) {
        return s.with(state).with(findings, urgency);
    }
}
