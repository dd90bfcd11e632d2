package loupe.review.identity;

/// Where a study came from, so that its results find the way back. For the identity keeper's encrypted book alone.
///
/// @param node name of the node it was fetched from or that sent it
/// @param studyUid its Study Instance UID there; survives a merge of patients
public record StudyOrigin(String node, String studyUid) {
    /// Says nothing, so that no log can.
    @Override
    public String toString() {
        return "StudyOrigin";
    }
}
