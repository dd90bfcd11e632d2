package loupe.inference.trust;

import java.time.Instant;

/// What somebody decided about one version of a model.
///
/// @param modelId the card's id
/// @param version the card's version
/// @param weightsSha256 digest of the weights it was decided for
/// @param cardSha256 digest of the card's file it was decided for
/// @param standing the decision
/// @param by account name, or the program's where the program itself vouches
/// @param at when
/// @param reason why, in a few words
public record Decision(
        String modelId,
        String version,
        String weightsSha256,
        String cardSha256,
        Standing standing,
        String by,
        Instant at,
        String reason) {
    /// Checks that there is a reason.
    public Decision {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a decision about a model needs a reason");
        }
    }

    /// Whether it is about the same version as another.
    boolean sameVersion(Decision other) {
        return modelId.equals(other.modelId) && version.equals(other.version);
    }

    /// The same version with another standing.
    Decision now(Standing next, String who, Instant when, String why) {
        return new Decision(modelId, version, weightsSha256, cardSha256, next, who, when, why);
    }
}
