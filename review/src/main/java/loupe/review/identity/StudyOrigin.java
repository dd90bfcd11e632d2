package loupe.review.identity;

import loupe.deid.Identity;

/// Where a study came from and whose it was there then, so that its results find the way back. For the identity keeper's encrypted
/// book alone, beside and apart from who a pseudonym is: that is what the files say.
///
/// @param node name of the node it was fetched from or that sent it
/// @param studyUid its Study Instance UID there; survives a merge of patients
/// @param identity the patient as the node had it
public record StudyOrigin(String node, String studyUid, Identity identity) {
    /// Says nothing, so that no log can.
    @Override
    public String toString() {
        return "StudyOrigin";
    }
}
