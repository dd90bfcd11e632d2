package loupe.review.batch;

/// What a line of a lab's manifest says of a slide. Case and block are the lab's identifiers: they are kept encrypted in the store, for
/// the person's screen only, never logged and in no report.
///
/// @param number line of the manifest, from 1; 0 where no manifest names the item
/// @param caseId the case the slide belongs to; empty for none
/// @param block the block it was cut from; empty where it is not said
/// @param stain its stain; empty where it is not said
/// @param priority from 0 to [#HIGHEST]; higher comes first
public record ManifestLine(int number, String caseId, String block, String stain, int priority) {
    /// What a file or folder has that no manifest names.
    public static final ManifestLine NONE = new ManifestLine(0, "", "", "", 0);

    /// The most urgent there is.
    public static final int HIGHEST = 1000;

    /// Checks.
    public ManifestLine {
        if (priority < 0 || priority > HIGHEST) {
            throw new IllegalArgumentException("priority must be 0 to " + HIGHEST + ", was " + priority);
        }
    }

    /// Says nothing but its number, so that no log can.
    @Override
    public String toString() {
        return "ManifestLine " + number;
    }
}
