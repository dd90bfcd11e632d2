package loupe.review.quality.book;

import loupe.core.finding.Verdict;

/// What a person says of a model's finding, in three words.
public enum FindingAnswer {
    /// True as the model put it.
    ACCEPTED,
    /// True with another outline.
    EDITED,
    /// Not true, or nothing that should be reported.
    REJECTED;

    /// The word of a decision.
    ///
    /// @throws IllegalArgumentException where nobody decided
    public static FindingAnswer of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unreviewed u -> throw new IllegalArgumentException("a finding of a sealed review is decided on");
            case Verdict.Accepted a -> ACCEPTED;
            case Verdict.Rejected r -> REJECTED;
            case Verdict.Edited e -> EDITED;
        };
    }
}
