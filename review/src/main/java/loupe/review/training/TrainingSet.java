package loupe.review.training;

import java.time.Instant;
import java.util.List;

/// A training set that left, as the store keeps it: who is in it, so that a consent that is taken back can be followed to it.
///
/// @param name its name within the site
/// @param at when it was written, UTC
/// @param by account that wrote it
/// @param manifestSha256 digest of its manifest, 64 hex digits
/// @param cases its cases, by number
public record TrainingSet(String name, Instant at, String by, String manifestSha256, List<Case> cases) {
    /// Copies the list.
    public TrainingSet {
        cases = List.copyOf(cases);
    }

    /// One case.
    ///
    /// @param number its number in the set, from 1; drawn by lot, so that it says nothing of when or where
    /// @param person number of its person in the set, from 1
    /// @param studyUid pseudonymous Study Instance UID; stays in the store
    /// @param patientPseudonym the person's pseudonym; stays in the store
    public record Case(int number, int person, String studyUid, String patientPseudonym) {}
}
