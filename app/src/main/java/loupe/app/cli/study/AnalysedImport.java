package loupe.app.cli.study;

import java.util.List;
import java.util.Set;
import loupe.review.detecting.ArrivalAnalysis;
import loupe.review.importing.ImportReport;

/// An import's report with what models did afterwards, as JSON gives it: the report's own entries and `analysis`.
///
/// @param files files looked at
/// @param imported instances stored now
/// @param alreadyThere instances that were in the store before
/// @param studyUids pseudonymous UIDs of the studies touched
/// @param grownSeries pseudonymous UIDs of the series that got images now
/// @param refused files that were not taken
/// @param waiting files that wait for a person
/// @param directories DICOMDIRs, whose files are imported by themselves
/// @param boxesBlackedOut text boxes blacked out in pixels
/// @param analysis how it went with each study
record AnalysedImport(
        int files,
        int imported,
        int alreadyThere,
        Set<String> studyUids,
        Set<String> grownSeries,
        List<ImportReport.RefusedFile> refused,
        List<ImportReport.RefusedFile> waiting,
        List<ImportReport.RefusedFile> directories,
        int boxesBlackedOut,
        ArrivalAnalysis analysis) {
    AnalysedImport {
        studyUids = Set.copyOf(studyUids);
        grownSeries = Set.copyOf(grownSeries);
        refused = List.copyOf(refused);
        waiting = List.copyOf(waiting);
        directories = List.copyOf(directories);
    }

    static AnalysedImport of(ImportReport r, ArrivalAnalysis analysis) {
        return new AnalysedImport(
                r.files(), r.imported(), r.alreadyThere(), r.studyUids(), r.grownSeries(), r.refused(), r.waiting(),
                r.directories(), r.boxesBlackedOut(), analysis);
    }
}
