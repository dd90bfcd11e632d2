package loupe.store.audit;

/// How an event ended (the four of DICOM PS3.15 A.5, EventOutcomeIndicator).
public enum Outcome {
    /// Done.
    SUCCESS,
    /// Refused or undone without damage.
    MINOR_FAILURE,
    /// Not done.
    SERIOUS_FAILURE,
    /// The program could not go on.
    MAJOR_FAILURE
}
