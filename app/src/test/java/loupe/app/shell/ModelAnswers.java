package loupe.app.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.app.wiring.Workplace;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.Series;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.review.session.Journal;
import loupe.review.session.StudyImages;
import loupe.review.worklist.Summaries;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// Puts a model's answer with any number of findings in place of what models said of a CT.
public final class ModelAnswers {
    private static final Code ABNORMAL = new Code("49755003", "SCT", "Morphologically Abnormal Structure");
    private static final Code NODULE = new Code("27925004", "SCT", "Nodule");

    private ModelAnswers() {}

    /// @return the study
    public static String of(Workplace w, int findings) throws IOException {
        StudySummary ct = w.store().studies().stream().filter(s -> s.modalities().contains("CT")).findFirst().orElseThrow();
        String uid = ct.studyUid();
        Series series = StudyImages.of(w.store(), uid).series().stream()
                .filter(s -> !s.stacks().isEmpty())
                .findFirst()
                .orElseThrow();
        List<StoredRecord> before =
                w.store().records(uid).stream().filter(r -> r.kind() == RecordKind.PREDICTION).toList();
        for (StoredRecord r : before) {
            byte[] nothing = Journal.encode(answer(series, 0));
            append(w, uid, NewRecord.of(uid, RecordKind.PREDICTION, nothing).inPlaceOf(r.id()), findings);
        }
        append(w, uid, NewRecord.of(uid, RecordKind.PREDICTION, Journal.encode(answer(series, findings))), findings);
        return uid;
    }

    private static void append(Workplace w, String uid, NewRecord record, int findings) throws IOException {
        w.store().append(
                record,
                s -> Summaries.withFindings(s, StudyState.TO_REVIEW, findings),
                AuditEntry.of(AuditEvent.ANALYSED, "net", uid));
    }

    private static Prediction answer(Series series, int findings) {
        VoxelGrid grid = series.stacks().getFirst().grid();
        Provenance from = new Provenance("net", "1", "00", java.time.Instant.parse("2026-01-02T12:00:00Z"), "test");
        List<Finding> all = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        for (int n = 1; n <= findings; n++) {
            int column = grid.columns() / 4 + (n - 1) % 6 * grid.columns() / 12;
            int row = grid.rows() / 4 + (n - 1) / 6 * grid.rows() / 12;
            Mask.Builder mask = Mask.builder(grid);
            for (int i = 0; i < 81 * grid.slices(); i++) {
                mask.add(column - 4 + i % 9, row - 4 + i / 9 % 9, i / 81);
            }
            all.add(new Finding(new FindingId("F" + n), series.uid(), NODULE, "nodule",
                    grid.toPatient(column, row, grid.slices() / 2.0), 0.9, n, List.of(), from));
            segments.add(new Segment(n, "nodule", ABNORMAL, NODULE, 0xe69f00, mask.build()));
        }
        return new Prediction(
                series.uid(), from, all, segments.isEmpty() ? Optional.empty() : Optional.of(new Segmentation(grid, segments)));
    }
}
