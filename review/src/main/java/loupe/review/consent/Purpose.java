package loupe.review.consent;

/// What a study is used for.
public enum Purpose {
    /// Care of this person.
    CARE,
    /// Quality assurance.
    QA,
    /// Research.
    RESEARCH,
    /// Teaching people or training models.
    TRAINING;

    /// Whether it is allowed where nothing was recorded.
    boolean withoutRecord() {
        return this == CARE || this == QA;
    }
}
