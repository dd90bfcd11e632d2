package loupe.review.detecting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Prediction;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Segmentation;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.session.Journal;
import loupe.review.session.RepeatedStep;
import loupe.review.worklist.Summaries;
import loupe.review.worklist.UrgencyRules;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.JournalEnd;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordId;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// Appends predictions to studies.
final class KeepPrediction {
    private final Store store;

    KeepPrediction(Store store) {
        this.store = store;
    }

    /// Appends a prediction; ids go on where the study's findings end, an older run of the same model on the same images is
    /// superseded.
    void add(String studyUid, Prediction raw) throws IOException {
        RepeatedStep.untilAlone(() -> appended(studyUid, raw));
    }

    private StoredRecord appended(String studyUid, Prediction raw) throws IOException {
        List<StoredRecord> records = store.records(studyUid);
        ReviewState state = Journal.replay(records).state();
        Prediction numbered = renumbered(raw, highest(records));
        Optional<PredictionEntry> older =
                state.predictions().stream().filter(p -> replaces(raw, p.prediction())).findFirst();
        int findings = numbered.findings().size()
                + (int) state.findings().stream().filter(f -> !f.drawnByReader()).count()
                - older.map(p -> p.prediction().findings().size()).orElse(0);
        Urgency urgency = UrgencyRules.of(state.with(
                        new PredictionEntry("", numbered), older.map(p -> List.of(p.id())).orElse(List.of()))
                .findings());
        NewRecord record = NewRecord.of(studyUid, RecordKind.PREDICTION, Journal.encode(numbered))
                .after(JournalEnd.of(records));
        return store.append(
                older.map(p -> record.inPlaceOf(new RecordId(p.id()))).orElse(record),
                summary -> Summaries.withFindings(summary, state(summary), findings, urgency),
                AuditEntry.of(
                        AuditEvent.ANALYSED,
                        raw.provenance().modelId() + " " + raw.provenance().modelSha256(),
                        studyUid));
    }

    /// A study that is being read stays so when a model answers late.
    private static StudyState state(StudySummary before) {
        return before.state() == StudyState.IN_REVIEW ? StudyState.IN_REVIEW : StudyState.TO_REVIEW;
    }

    private static boolean replaces(Prediction p, Prediction older) {
        return older.seriesUid().equals(p.seriesUid())
                && older.provenance().modelId().equals(p.provenance().modelId())
                && film(older).equals(film(p));
    }

    /// The film a result lies on: several films of a series have a result each.
    private static Optional<String> film(Prediction p) {
        return p.segmentation().map(Segmentation::grid).filter(g -> g.slices() == 1).map(VoxelGrid::frameOfReferenceUid);
    }

    private static int highest(List<StoredRecord> records) throws IOException {
        int highest = 0;
        for (StoredRecord r : records) {
            if (r.kind() == RecordKind.PREDICTION) {
                for (Finding f : Journal.prediction(r).findings()) {
                    highest = Math.max(highest, Integer.parseInt(f.id().value().substring(1)));
                }
            }
        }
        return highest;
    }

    private static Prediction renumbered(Prediction p, int from) {
        List<Finding> out = new ArrayList<>();
        for (Finding f : p.findings()) {
            out.add(f.numbered(new FindingId("F" + (from + out.size() + 1))));
        }
        return new Prediction(p.seriesUid(), p.provenance(), out, p.segmentation());
    }
}
