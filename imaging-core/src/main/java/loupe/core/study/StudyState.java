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
    /// Two readers read it, each without the other, and what they differ in is not settled. Stored so until it is; whoever takes
    /// part is shown where their own reading stands, and everybody else this.
    SECOND_READ,
    /// Both readings are finished and differ: a third reader settles the differences. Only ever shown, never stored.
    TO_ADJUDICATE,
    /// Both readings are finished and their differences settled; what came of it waits for its seal.
    ADJUDICATED,
    /// Signed, and sampled for a second look that nobody has given yet: what its reader made of it is not told to this reviewer
    /// before. Only ever shown, never stored.
    SECOND_LOOK,
    /// Signed; nothing changes any more.
    SEALED;

    /// Whether what was found is kept from who is shown this.
    public boolean hidden() {
        return this == TO_READ || this == SECOND_LOOK;
    }

    /// Whether the review is signed, told or not.
    public boolean signed() {
        return this == SEALED || this == SECOND_LOOK;
    }
}
