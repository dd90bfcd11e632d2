package loupe.review.hanging;

/// One rule: these studies hang so.
///
/// @param when for which studies
/// @param how how they hang
public record HangingRule(StudyChoice when, Arrangement how) {
    /// A rule made by example: studies like this one, arranged like this.
    public static HangingRule byExample(StudyKind study, Arrangement seen) {
        return new HangingRule(StudyChoice.like(study), seen);
    }

    /// The same arrangement for other studies.
    public HangingRule forStudies(StudyChoice other) {
        return new HangingRule(other, how);
    }

    /// The rule in one sentence.
    public String text() {
        return when.text() + ": " + how.text() + ".";
    }
}
