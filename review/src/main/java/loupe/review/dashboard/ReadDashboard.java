package loupe.review.dashboard;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.finding.Verdict;
import loupe.core.measure.Annotation;
import loupe.core.study.Series;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.inference.watch.DriftWatch;
import loupe.inference.watch.Observation;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.opinion.FoundByBoth;
import loupe.review.quality.OverrideChart;
import loupe.review.session.Journal;
import loupe.review.session.StudyImages;
import loupe.review.watching.AgeBand;
import loupe.review.watching.RunLog;
import loupe.review.worklist.HandTimes;
import loupe.store.Store;
import loupe.store.access.Account;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.StoredRecord;

/// Reads the figures of a site. It needs READ_FINDINGS and is an entry of the log; studies whose findings the account may not see yet
/// count nowhere but in queues.
public final class ReadDashboard {
    private static final String UNKNOWN = "unknown";

    private final Store store;

    /// @param store as the account at work may see it
    public ReadDashboard(Store store) {
        this.store = store;
    }

    /// Goes over all studies.
    ///
    /// @param by what findings are grouped by beside the model; empty for all together
    /// @param writtenOut whether it is for a file: then, and for who may not list studies, groups of fewer than
    ///     [Dashboard#SMALLEST] persons are put together
    /// @throws IOException if the account may not or the store fails
    public Dashboard run(List<Dimension> by, boolean writtenOut, JobContext job) throws IOException {
        store.authorize(Permission.READ_FINDINGS, null);
        Account present = store.accounts().present();
        boolean together = writtenOut || !present.may(Permission.LIST_STUDIES);
        Work work = new Work(by, store.now());
        List<StudySummary> studies = store.studies();
        for (int i = 0; i < studies.size(); i++) {
            job.progress(i, studies.size(), "studies");
            job.checkCancelled();
            work.study(store, studies.get(i));
        }
        Map<String, List<DriftWatch.Reading>> drift = new TreeMap<>();
        List<Silence> silence = new ArrayList<>();
        RunLog runs = new RunLog(store);
        long today = work.now.getEpochSecond() / 86_400;
        for (String model : runs.models().toList()) {
            List<Observation> all = runs.runs(model);
            List<DriftWatch.Reading> readings = DriftWatch.read(all);
            if (!readings.isEmpty()) {
                drift.put(model, readings);
            }
            if (!all.isEmpty()) {
                silence.add(Silence.of(model, all, today));
            }
        }
        String groups = by.stream().map(Dimension::word).collect(Collectors.joining(", "));
        store.log(AuditEntry.of(AuditEvent.FIGURES_READ, "dashboard" + (groups.isEmpty() ? "" : " by " + groups)
                + (writtenOut ? ", written out" : "")));
        return new Dashboard(
                work.now, by, work.table.lines(together ? Dashboard.SMALLEST : 0), OverrideChart.of(work.decided),
                Reliability.of(work.calibrated), drift, silence, Quartiles.of(work.minutes), work.queues(), work.hidden, together);
    }

    private static final class Work {
        private final List<Dimension> by;
        private final Instant now;
        private final FindingsTable table = new FindingsTable();
        private final List<OverrideChart.Decided> decided = new ArrayList<>();
        private final List<Reliability.Decided> calibrated = new ArrayList<>();
        private final List<Double> minutes = new ArrayList<>();
        private final Map<StudyState, List<String>> waiting = new EnumMap<>(StudyState.class);
        private final Map<StudyState, List<Double>> ages = new EnumMap<>(StudyState.class);
        private int hidden;

        Work(List<Dimension> by, Instant now) {
            this.by = by;
            this.now = now;
        }

        void study(Store store, StudySummary s) throws IOException {
            List<StoredRecord> records = Journal.records(store, s.studyUid());
            if (!s.state().signed()) {
                waiting.computeIfAbsent(s.state(), n -> new ArrayList<>()).add(s.studyUid());
                if (!records.isEmpty()) {
                    Duration age = Duration.between(records.getFirst().time(), now);
                    ages.computeIfAbsent(s.state(), n -> new ArrayList<>()).add(age.toMinutes() / 60.0);
                }
            }
            if (s.state().hidden()) {
                hidden++;
                return;
            }
            if (s.state() == StudyState.SEALED) {
                HandTimes.of(records).ifPresent(d -> minutes.add(d.toMillis() / 60_000.0));
            }
            ReviewState state = Journal.replay(records).state();
            if (!state.predictions().isEmpty()) {
                findings(store, s, state);
            }
        }

        private void findings(Store store, StudySummary s, ReviewState state) throws IOException {
            StudyImages images = StudyImages.of(store, s.studyUid());
            for (ReviewedFinding f : state.findings()) {
                if (!f.drawnByReader()) {
                    String model = model(f.finding().provenance());
                    table.add(place(s, images, f.finding().seriesUid(), model), f);
                    decided(model, f);
                }
            }
            for (Annotation a : state.annotations()) {
                for (Prediction p : FoundByBoth.missedBy(state, a)) {
                    table.missed(place(s, images, p.seriesUid(), model(p.provenance())));
                }
            }
        }

        private void decided(String model, ReviewedFinding f) {
            Optional<Instant> at = switch (f.verdict()) {
                case Verdict.Unreviewed u -> Optional.empty();
                case Verdict.Accepted a -> Optional.of(a.at());
                case Verdict.Edited e -> Optional.of(e.at());
                case Verdict.Rejected r -> Optional.of(r.at());
            };
            at.ifPresent(t -> {
                decided.add(new OverrideChart.Decided(model, t, !(f.verdict() instanceof Verdict.Accepted)));
                f.finding().probability().ifPresent(p -> calibrated.add(new Reliability.Decided(model, p, !f.rejected())));
            });
        }

        private FindingsTable.Place place(StudySummary s, StudyImages images, String seriesUid, String model) throws IOException {
            List<String> group = new ArrayList<>();
            for (Dimension d : by) {
                group.add(switch (d) {
                    case SEX -> known(s.sex());
                    case AGE -> AgeBand.of(s.age());
                    case MODALITY -> series(images, seriesUid).map(Series::modality).map(Work::known).orElse(UNKNOWN);
                    case SCANNER -> {
                        Optional<DataSet> h = header(images, seriesUid);
                        yield known(h.map(x -> x.string(Tag.Manufacturer, "") + " " + x.string(Tag.ManufacturerModelName, "")).orElse(""));
                    }
                    case PROTOCOL -> known(header(images, seriesUid).map(x -> x.string(Tag.ProtocolName, "")).orElse(""));
                });
            }
            return new FindingsTable.Place(s.studyUid(), s.patientPseudonym(), model, group);
        }

        private static Optional<Series> series(StudyImages images, String seriesUid) {
            return images.series().stream().filter(s -> s.uid().equals(seriesUid)).findFirst();
        }

        private static Optional<DataSet> header(StudyImages images, String seriesUid) throws IOException {
            Optional<Series> s = series(images, seriesUid).filter(x -> !x.instances().isEmpty());
            return s.isEmpty() ? Optional.empty() : Optional.of(images.header(s.get().instances().getFirst().sopInstanceUid()));
        }

        private static String known(String text) {
            return text.isBlank() ? UNKNOWN : text.strip();
        }

        private static String model(Provenance p) {
            return p.modelId() + "@" + p.modelVersion();
        }

        List<WaitingQueue> queues() {
            List<WaitingQueue> out = new ArrayList<>();
            waiting.forEach((state, studies) -> out.add(new WaitingQueue(
                    state.name().toLowerCase(Locale.ROOT).replace('_', ' '), new Cases(studies.size(), studies),
                    Quartiles.of(ages.getOrDefault(state, List.of())))));
            return out;
        }
    }
}
