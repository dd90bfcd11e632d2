package loupe.review.quality.book;

/// Why a finding is worth a second look; the order is that of the queue.
public enum TargetReason {
    /// A reader accepted it, and one like it (same model, same type, a score within 0.05) had been rejected in a review sealed before.
    REJECTED_THEN_ALIKE("one like it was rejected before"),
    /// A reader changed its outline to one with a Dice below 0.7 with the model's.
    LARGE_EDIT("its outline was changed much"),
    /// The model's score lies within 0.1 of one half.
    DOUBT("the model was in doubt");

    private final String words;

    TargetReason(String words) {
        this.words = words;
    }

    /// Short text for people. It tells of the reader's decision; it is shown once a judgement is kept.
    public String words() {
        return words;
    }
}
