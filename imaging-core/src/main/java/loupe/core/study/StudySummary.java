package loupe.core.study;

import java.util.Optional;

/// What a study list shows: one small value a study, pseudonymous throughout.
///
/// @param studyUid pseudonymous Study Instance UID
/// @param patientPseudonym the patient's pseudonym
/// @param sex `M`, `F`, `O` or empty
/// @param age DICOM age string such as `042Y`, capped at `090Y`; empty where unknown
/// @param studyDate shifted date `YYYYMMDD`; empty where unknown
/// @param description protocol words that survived de-identification
/// @param modalities modalities separated by `\`, sorted
/// @param seriesCount number of series
/// @param instanceCount number of instances
/// @param state where the study stands
/// @param findingCount findings of the newest predictions
/// @param urgency how soon it wants a reader, by those findings
/// @param claim who has it in hand; empty where nobody has
public record StudySummary(
        String studyUid,
        String patientPseudonym,
        String sex,
        String age,
        String studyDate,
        String description,
        String modalities,
        int seriesCount,
        int instanceCount,
        StudyState state,
        int findingCount,
        Urgency urgency,
        Optional<StudyClaim> claim) {
    /// A study nothing is known of how urgent it is, and that nobody has in hand.
    public StudySummary(
            String studyUid,
            String patientPseudonym,
            String sex,
            String age,
            String studyDate,
            String description,
            String modalities,
            int seriesCount,
            int instanceCount,
            StudyState state,
            int findingCount) {
        this(
                studyUid, patientPseudonym, sex, age, studyDate, description, modalities, seriesCount, instanceCount, state,
                findingCount, Urgency.UNKNOWN, Optional.empty());
    }

    /// With another state.
    public StudySummary with(StudyState other) {
        return new StudySummary(
                studyUid, patientPseudonym, sex, age, studyDate, description, modalities, seriesCount, instanceCount, other,
                findingCount, urgency, claim);
    }

    /// With other findings.
    ///
    /// @param findings how many
    /// @param soon how urgent they make it
    public StudySummary with(int findings, Urgency soon) {
        return new StudySummary(
                studyUid, patientPseudonym, sex, age, studyDate, description, modalities, seriesCount, instanceCount, state,
                findings, soon, claim);
    }

    /// In another reader's hand, or in nobody's.
    public StudySummary with(Optional<StudyClaim> other) {
        return new StudySummary(
                studyUid, patientPseudonym, sex, age, studyDate, description, modalities, seriesCount, instanceCount, state,
                findingCount, urgency, other);
    }
}
