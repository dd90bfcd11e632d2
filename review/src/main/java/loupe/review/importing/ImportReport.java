package loupe.review.importing;

import java.util.List;
import java.util.Set;

/// What an import did. Every file looked at was imported, was there already, or has its line in one of the lists.
///
/// @param files files looked at
/// @param imported instances stored now
/// @param alreadyThere instances that were in the store before
/// @param studyUids pseudonymous UIDs of the studies touched
/// @param grownSeries pseudonymous UIDs of the series that got images now
/// @param refused files that were not taken, in order
/// @param waiting files whose pixels a person must decide on first, in order; they are in the review queue
/// @param directories DICOMDIRs, in order: the files they list are imported by themselves, they are not
/// @param boxesBlackedOut text boxes blacked out in pixels
public record ImportReport(
        int files,
        int imported,
        int alreadyThere,
        Set<String> studyUids,
        Set<String> grownSeries,
        List<RefusedFile> refused,
        List<RefusedFile> waiting,
        List<RefusedFile> directories,
        int boxesBlackedOut) {
    /// Copies the collections.
    public ImportReport {
        studyUids = Set.copyOf(studyUids);
        grownSeries = Set.copyOf(grownSeries);
        refused = List.copyOf(refused);
        waiting = List.copyOf(waiting);
        directories = List.copyOf(directories);
    }

    /// A file that was not taken.
    ///
    /// @param path where it lies; for the person's screen only, never logged or stored
    /// @param number its place among the files looked at, from 1; this is what logs say
    /// @param sentence what is wrong and what to do
    public record RefusedFile(String path, int number, String sentence) {}
}
