package loupe.review.watching;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.finding.Verdict;
import loupe.core.measure.Annotation;
import loupe.core.study.Series;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.inference.watch.DriftWatch;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.opinion.FoundByBoth;
import loupe.review.session.Journal;
import loupe.review.session.StudyImages;
import loupe.store.Store;

/// How each version of each model does at this site, by scanner, site, sex and age.
///
/// What a model missed shows only where a reader added it; such a finding counts against every model that looked at its series
/// and names its kind, or against all that looked where none names it.
///
/// @param tallies a line a model and group, groups of fewer than [#SMALLEST] findings left out
/// @param drift a line a model and feature, where there are runs enough
/// @param firstOpinions how first opinions changed, a line for each reader the account at work may see
public record ModelReport(
        List<Tally> tallies, Map<String, List<DriftWatch.Reading>> drift, List<Switches> firstOpinions) {
    /// Fewest findings a group is shown with: smaller ones could point at a person.
    public static final int SMALLEST = 5;

    /// Copies the collections.
    public ModelReport {
        tallies = List.copyOf(tallies);
        drift = Map.copyOf(drift);
        firstOpinions = List.copyOf(firstOpinions);
    }

    /// Goes over all studies.
    ///
    /// @throws IOException if the store fails
    public static ModelReport of(Store store, JobContext job) throws IOException {
        Map<List<String>, Counts> counts = new TreeMap<>(java.util.Comparator.comparing(Object::toString));
        List<StudySummary> studies = store.studies();
        for (int i = 0; i < studies.size(); i++) {
            job.progress(i, studies.size(), "studies");
            job.checkCancelled();
            study(store, studies.get(i), counts);
        }
        List<Tally> tallies = new ArrayList<>();
        counts.forEach((k, c) -> {
            if (k.get(1).equals("all") || c.findings + c.missed >= SMALLEST) {
                tallies.add(c.tally(k));
            }
        });
        RunLog runs = new RunLog(store);
        Map<String, List<DriftWatch.Reading>> drift = new TreeMap<>();
        for (String model : runs.models().toList()) {
            List<DriftWatch.Reading> readings = DriftWatch.read(runs.runs(model));
            if (!readings.isEmpty()) {
                drift.put(model, readings);
            }
        }
        return new ModelReport(tallies, drift, new OpinionTally(store, Map.of()).run(job));
    }

    private static void study(Store store, StudySummary study, Map<List<String>, Counts> counts) throws IOException {
        ReviewState state = Journal.replay(Journal.records(store, study.studyUid())).state();
        if (state.predictions().isEmpty()) {
            return;
        }
        StudyImages images = StudyImages.of(store, study.studyUid());
        for (ReviewedFinding f : state.findings().stream().filter(f -> !f.drawnByReader()).toList()) {
            for (List<String> group : groups(study, images, f.finding().seriesUid())) {
                at(counts, f.finding().provenance(), group).add(f);
            }
        }
        for (Annotation a : state.annotations()) {
            for (Prediction p : FoundByBoth.missedBy(state, a)) {
                for (List<String> group : groups(study, images, p.seriesUid())) {
                    at(counts, p.provenance(), group).missed++;
                }
            }
        }
    }

    private static Counts at(Map<List<String>, Counts> counts, Provenance by, List<String> group) {
        String model = by.modelId() + "@" + by.modelVersion();
        return counts.computeIfAbsent(List.of(model, group.get(0), group.get(1)), k -> new Counts());
    }

    private static List<List<String>> groups(StudySummary study, StudyImages images, String seriesUid) throws IOException {
        String scanner = "unknown";
        String site = "unknown";
        for (Series s : images.series()) {
            if (s.uid().equals(seriesUid) && !s.instances().isEmpty()) {
                DataSet header = images.header(s.instances().getFirst().sopInstanceUid());
                scanner = known(header.string(Tag.Manufacturer, "") + " " + header.string(Tag.ManufacturerModelName, ""));
                site = known(header.string(Tag.InstitutionName, ""));
            }
        }
        return List.of(List.of("all", "all"), List.of("scanner", scanner), List.of("site", site),
                List.of("sex", known(study.sex())), List.of("age", band(study.age())));
    }

    private static String known(String text) {
        return text.isBlank() ? "unknown" : text.strip();
    }

    /// Ten years a band.
    static String band(String age) {
        if (!age.matches("\\d{3}[DWMY]")) {
            return "unknown";
        }
        int years = age.endsWith("Y") ? Integer.parseInt(age.substring(0, 3)) : 0;
        int from = Math.min(90, years / 10 * 10);
        return from == 90 ? "90+" : from + "-" + (from + 9);
    }

    private static final class Counts {
        private int findings;
        private int decided;
        private int rejected;
        private int edited;
        private int missed;
        private double dice;
        private int compared;

        void add(ReviewedFinding f) {
            findings++;
            decided += f.reviewed() ? 1 : 0;
            rejected += f.rejected() ? 1 : 0;
            edited += f.verdict() instanceof Verdict.Edited ? 1 : 0;
            if (f.reviewed() && !f.rejected() && f.segment().isPresent() && f.original().isPresent()) {
                dice += f.original().get().dice(f.segment().get().mask());
                compared++;
            }
        }

        Tally tally(List<String> key) {
            return new Tally(key.get(0), key.get(1), key.get(2), findings, decided, rejected, edited, missed,
                    compared == 0 ? Double.NaN : dice / compared);
        }
    }
}
