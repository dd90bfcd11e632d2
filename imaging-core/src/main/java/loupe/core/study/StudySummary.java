package loupe.core.study;

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
        int findingCount) {}
