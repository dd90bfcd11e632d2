package loupe.review.quality.book;

import java.util.Optional;

/// A score of RADPEER, the peer review of the American College of Radiology (scale of 2016): how far one concurs with an
/// interpretation, and whether it is likely to matter to the patient.
public enum Radpeer {
    /// One concurs.
    CONCUR("1", "concur"),
    /// A discrepancy that is understandable and unlikely to matter.
    UNDERSTANDABLE("2a", "understandable, unlikely to matter"),
    /// A discrepancy that is understandable and likely to matter.
    UNDERSTANDABLE_MATTERS("2b", "understandable, likely to matter"),
    /// A discrepancy that should mostly not happen, unlikely to matter.
    SHOULD_BE_MADE("3a", "should be made most of the time, unlikely to matter"),
    /// A discrepancy that should mostly not happen, likely to matter.
    SHOULD_BE_MADE_MATTERS("3b", "should be made most of the time, likely to matter");

    private final String word;
    private final String meaning;

    Radpeer(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /// As people write it: `1`, `2a`, `2b`, `3a`, `3b`.
    public String word() {
        return word;
    }

    /// What it says.
    public String meaning() {
        return meaning;
    }

    /// Whether another person arbitrates it: 2b, 3a and 3b.
    public boolean arbitrated() {
        return this != CONCUR && this != UNDERSTANDABLE;
    }

    /// The score people write so; empty where it is none.
    public static Optional<Radpeer> of(String word) {
        for (Radpeer r : values()) {
            if (r.word.equalsIgnoreCase(word.strip())) {
                return Optional.of(r);
            }
        }
        return Optional.empty();
    }
}
