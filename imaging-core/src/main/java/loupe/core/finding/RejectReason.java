package loupe.core.finding;

/// Why a person rejected a finding: the closed list that override statistics are counted by.
public enum RejectReason {
    /// Nothing is there.
    FALSE_POSITIVE("nothing abnormal there"),
    /// A normal structure such as a vessel.
    NORMAL_ANATOMY("normal anatomy"),
    /// Motion, noise, metal or another artefact.
    ARTEFACT("image artefact"),
    /// There, but of no consequence.
    NOT_RELEVANT("not clinically relevant"),
    /// There, but the model placed or outlined it wrongly.
    WRONG_LOCATION("wrong place or outline"),
    /// Already reported by another finding.
    DUPLICATE("duplicate of another finding");

    private final String meaning;

    RejectReason(String meaning) {
        this.meaning = meaning;
    }

    /// Short text for people.
    public String meaning() {
        return meaning;
    }
}
