package loupe.core.study;

/// Where a study stands in its life.
public enum StudyState {
    /// Imported, not analysed.
    NEW,
    /// A model has run; a person has not looked.
    TO_REVIEW,
    /// A person has begun.
    IN_REVIEW,
    /// Signed; nothing changes any more.
    SEALED
}
