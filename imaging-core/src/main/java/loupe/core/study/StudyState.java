package loupe.core.study;

/// Where a study stands in its life.
public enum StudyState {
    /// Imported, not analysed.
    NEW,
    /// A model has run; a person has not looked.
    TO_REVIEW,
    /// A person has begun.
    IN_REVIEW,
    /// What models and others did is not told to this reader before their first opinion: analysed or not, the study looks the
    /// same. Only ever shown, never stored.
    TO_READ,
    /// Signed; nothing changes any more.
    SEALED
}
