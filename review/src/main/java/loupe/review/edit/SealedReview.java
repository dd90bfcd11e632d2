package loupe.review.edit;

import java.time.Instant;

/// The signature under a review (after 21 CFR 11.50: name, time, meaning, bound to the record).
///
/// @param by account name
/// @param at when, UTC
/// @param meaning what the signature says, e.g. `reviewed and approved`
/// @param contentSha256 hex digest of what was signed
public record SealedReview(String by, Instant at, String meaning, String contentSha256) {}
