package loupe.core.finding;

import java.time.Instant;

/// Where a result came from.
///
/// @param modelId id of the model's card; empty where a person drew it
/// @param modelVersion version on the card
/// @param modelSha256 hex digest of the weights that ran
/// @param madeAt when it ran, UTC
/// @param software program and version, e.g. `Loupe 0.1.0`
public record Provenance(String modelId, String modelVersion, String modelSha256, Instant madeAt, String software) {
    /// Of what a person drew: no model is named.
    ///
    /// @param at when, UTC
    public static Provenance byHand(Instant at) {
        return new Provenance("", "", "", at, "");
    }

    /// Whether no model made it.
    public boolean byHand() {
        return modelId.isEmpty();
    }
}
