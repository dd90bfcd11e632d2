package loupe.review.worklist;

import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;

/// Changes to study summaries.
public final class Summaries {
    private Summaries() {}

    /// With another state.
    public static StudySummary withState(StudySummary s, StudyState state) {
        return new StudySummary(
                s.studyUid(), s.patientPseudonym(), s.sex(), s.age(), s.studyDate(), s.description(), s.modalities(),
                s.seriesCount(), s.instanceCount(), state, s.findingCount());
    }

    /// With another state and number of findings.
    public static StudySummary withFindings(StudySummary s, StudyState state, int findings) {
        return new StudySummary(
                s.studyUid(), s.patientPseudonym(), s.sex(), s.age(), s.studyDate(), s.description(), s.modalities(),
                s.seriesCount(), s.instanceCount(), state, findings);
    }
}
