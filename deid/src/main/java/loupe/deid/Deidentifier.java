package loupe.deid;

import loupe.core.dicom.SourceInstance;
import loupe.core.work.JobContext;
import loupe.deid.pixel.TextFinder;
import loupe.deid.profile.Profile;
import loupe.deid.pseudonym.PseudonymKey;

/// The door: takes identity out of one instance at a time. Thread-safe if its finder is.
public final class Deidentifier {
    private final Profile profile;
    private final PseudonymKey key;
    private final TextFinder textFinder;

    /// A door with a profile.
    ///
    /// @param key the project's key; the same key gives the same pseudonyms
    /// @param textFinder what finds text in frames; asked only where the profile looks at pixels
    public Deidentifier(Profile profile, PseudonymKey key, TextFinder textFinder) {
        this.profile = profile;
        this.key = key;
        this.textFinder = textFinder;
    }

    /// De-identifies one instance; nothing of the source is changed.
    ///
    /// @param job cancel is honoured between frames
    public DeidOutcome deidentify(SourceInstance source, JobContext job) {
        job.checkCancelled();
        return new DeidOutcome.Refused(RefusalReason.PIXELS_NOT_CHECKED, "The door of profile " + profile.name()
                + " lets nothing in yet (" + key + ", " + textFinder.getClass().getSimpleName() + ").");
    }
}
