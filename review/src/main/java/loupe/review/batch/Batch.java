package loupe.review.batch;

import java.time.Instant;
import loupe.review.consent.Purpose;

/// A folder that is brought in, perhaps by a manifest, and how.
///
/// @param number its number in the store, from 1, never given twice
/// @param folder where it lies; for the person's screen only, never logged
/// @param manifest where its manifest lies; empty for none
/// @param way how its items are imported
/// @param made when it was first begun
public record Batch(int number, String folder, String manifest, Way way, Instant made) {
    /// How items are imported.
    ///
    /// @param purpose what for; each person must allow it
    /// @param deface whether faces are taken out of head series
    /// @param volumes what made NIfTI volumes, such as `CT`
    /// @param analyze whether models then run on what came in
    public record Way(Purpose purpose, boolean deface, String volumes, boolean analyze) {
        /// For care, as `loupe import` does without options.
        public static final Way USUAL = new Way(Purpose.CARE, false, "OT", false);
    }

    Batch by(Way other) {
        return new Batch(number, folder, manifest, other, made);
    }

    boolean of(String otherFolder, String otherManifest) {
        return folder.equals(otherFolder) && manifest.equals(otherManifest);
    }

    /// Says nothing of where it lies, so that no log can.
    @Override
    public String toString() {
        return "Batch " + number;
    }
}
