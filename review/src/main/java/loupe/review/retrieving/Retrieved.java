package loupe.review.retrieving;

import java.util.List;
import java.util.Set;
import loupe.review.importing.ImportReport;

/// What fetching a study came to. Every instance the node tells of was imported, was there before, was refused here, or lacks.
///
/// @param instances instances the node tells of
/// @param thereBefore of these, in the store before, not fetched again
/// @param imported stored now
/// @param refused fetched and not taken, each with its sentence
/// @param lacking not there afterwards and not refused here: the node did not send them
/// @param studyUids pseudonymous UIDs of the studies touched
/// @param grownSeries pseudonymous UIDs of the series that got images
public record Retrieved(
        int instances,
        int thereBefore,
        int imported,
        List<ImportReport.RefusedFile> refused,
        int lacking,
        Set<String> studyUids,
        Set<String> grownSeries) {
    /// Copies the collections.
    public Retrieved {
        refused = List.copyOf(refused);
        studyUids = Set.copyOf(studyUids);
        grownSeries = Set.copyOf(grownSeries);
    }

    /// Whether all the node tells of is in the store.
    public boolean complete() {
        return lacking == 0 && refused.isEmpty();
    }
}
