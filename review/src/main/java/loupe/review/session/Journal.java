package loupe.review.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.encoding.Encoding;
import loupe.core.finding.Prediction;
import loupe.core.finding.Verdict;
import loupe.review.ReviewException;
import loupe.review.edit.Adjudicated;
import loupe.review.edit.Edit;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.History;
import loupe.review.edit.KeptReport;
import loupe.review.edit.MasksEdit;
import loupe.review.edit.MergeEdit;
import loupe.review.edit.ObjectEdit;
import loupe.review.edit.OwnSegmentEdit;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.edit.SealedReview;
import loupe.review.edit.SegmentEdit;
import loupe.store.Store;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// How a review's steps stand in the store, and the review they add up to.
public final class Journal {
    static final String PREDICTION = "prediction";
    static final String VERDICT = "verdict-edit";
    static final String MASK = "mask-edit";
    static final String MASKS = "masks-edit";
    static final String SEGMENT = "segment-edit";
    static final String OWN_SEGMENT = "own-segment-edit";
    static final String MERGE = "merge-edit";
    static final String ANNOTATION = "annotation-edit";
    static final String CALIBRATION = "calibration-edit";
    static final String OBJECTS_ADDED = "objects-added";
    static final String OBJECTS_MARKED = "objects-marked";
    static final String UNDO = "undo";
    static final String SEAL = "seal";
    private static final int VERSION = 1;
    /// 2: images of ultrasound have regions.
    private static final int ANNOTATION_VERSION = 2;
    private static final int SEAL_VERSION = 2;
    /// 2: findings say what else they could be.
    private static final int PREDICTION_VERSION = 2;

    private static final Set<RecordKind> STEPS = Collections.unmodifiableSet(
            EnumSet.complementOf(EnumSet.of(
                    RecordKind.SEGMENTATION, RecordKind.DEID_REPORT, RecordKind.EXPORT, RecordKind.DOUBLE_READING,
                    RecordKind.SECOND_READING)));

    private Journal() {}

    /// A step taken back or done again.
    ///
    /// @param record id of the step's record
    /// @param redo true for done again
    record Undo(String record, boolean redo) {}

    /// Encodes a prediction.
    public static byte[] encode(Prediction prediction) {
        return Encoding.encode(PREDICTION, PREDICTION_VERSION, prediction);
    }

    /// Encodes a seal.
    public static byte[] encode(SealedReview seal) {
        return Encoding.encode(SEAL, SEAL_VERSION, seal);
    }

    static byte[] encode(Edit edit) {
        return switch (edit) {
            case Edit.VerdictEdit v -> Encoding.encode(VERDICT, VERSION, v);
            case Edit.MaskEdit m -> Encoding.encode(MASK, VERSION, m);
            case MasksEdit m -> Encoding.encode(MASKS, VERSION, m);
            case SegmentEdit d -> Encoding.encode(SEGMENT, VERSION, d);
            case OwnSegmentEdit o -> Encoding.encode(OWN_SEGMENT, VERSION, o);
            case MergeEdit m -> Encoding.encode(MERGE, VERSION, m);
            case Edit.AnnotationEdit a -> Encoding.encode(ANNOTATION, ANNOTATION_VERSION, a);
            case Edit.CalibrationEdit c -> Encoding.encode(CALIBRATION, VERSION, c);
            case ObjectEdit.Added a -> Encoding.encode(OBJECTS_ADDED, VERSION, a);
            case ObjectEdit.Marked m -> Encoding.encode(OBJECTS_MARKED, VERSION, m);
        };
    }

    static byte[] encode(Undo undo) {
        return Encoding.encode(UNDO, VERSION, undo);
    }

    /// A study's records, oldest first, for [#replay]: what is no step is not opened, as the objects a model found on a slide, which
    /// take longer than all the rest.
    ///
    /// @throws IOException if the store fails
    public static List<StoredRecord> records(Store store, String studyUid) throws IOException {
        return store.records(studyUid, STEPS);
    }

    /// What the records add up to.
    ///
    /// @param state the review
    /// @param history the steps that can be taken back
    public record Replayed(ReviewState state, History history) {}

    /// Replays a study's records, oldest first.
    ///
    /// @throws IOException if a record is damaged or newer than this program
    public static Replayed replay(List<StoredRecord> records) throws IOException {
        ReviewState state = ReviewState.empty();
        History history = new History(History.USUAL_BYTES);
        for (StoredRecord r : records) {
            state = step(state, history, r);
        }
        return new Replayed(state, history);
    }

    /// The review as it stood after the last step that a reader did on it; steps taken back right after it are taken back.
    ///
    /// @param reader account name
    /// @return empty where they did none
    /// @throws IOException if a record is damaged or newer than this program
    public static Optional<ReviewState> afterLastStepOf(String reader, List<StoredRecord> records) throws IOException {
        int last = -1;
        for (int i = 0; i < records.size(); i++) {
            boolean theirs = by(records.get(i)).filter(reader::equals).isPresent();
            last = theirs || last == i - 1 && last >= 0 && records.get(i).kind() == RecordKind.UNDO ? i : last;
        }
        return last < 0 ? Optional.empty() : Optional.of(replay(records.subList(0, last + 1)).state());
    }

    private static Optional<String> by(StoredRecord r) throws IOException {
        return switch (r.kind()) {
            case VERDICT -> by(Encoding.decode(r.payload(), VERDICT, VERSION, Edit.VerdictEdit.class).after());
            case CORRECTION -> by(corrected(r).after());
            case MEASUREMENT -> Optional.of(measured(r).by());
            case FIRST_OPINION -> Optional.of(FirstOpinion.decoded(r.payload()).by());
            default -> Optional.empty();
        };
    }

    private static Optional<String> by(Verdict v) {
        return switch (v) {
            case Verdict.Unreviewed u -> Optional.empty();
            case Verdict.Accepted a -> Optional.of(a.by());
            case Verdict.Rejected r -> Optional.of(r.by());
            case Verdict.Edited e -> Optional.of(e.by());
        };
    }

    private static ReviewState step(ReviewState state, History history, StoredRecord r) throws IOException {
        return switch (r.kind()) {
            case PREDICTION -> prediction(state, r);
            case VERDICT -> did(state, history, r, Encoding.decode(r.payload(), VERDICT, VERSION, Edit.VerdictEdit.class));
            case CORRECTION -> did(state, history, r, corrected(r));
            case MEASUREMENT -> did(state, history, r, measured(r));
            case UNDO -> undo(state, history, Encoding.decode(r.payload(), UNDO, VERSION, Undo.class));
            case SEAL -> state.with(Encoding.decode(r.payload(), SEAL, SEAL_VERSION, SealedReview.class));
            case FIRST_OPINION -> state.with(FirstOpinion.decoded(r.payload()));
            case REPORT -> state.with(KeptReport.decoded(r.payload()));
            case ADJUDICATION -> {
                // What two readers differed in is settled as a whole: no step before it is taken back.
                history.adopt(new History(History.USUAL_BYTES));
                yield state.with(Adjudicated.decoded(r.payload()));
            }
            case DOUBLE_READING, SECOND_READING, DEID_REPORT, CONSENT, NOTE, SEGMENTATION, EXPORT, SESSION -> state;
        };
    }

    /// A stroke, a gesture on several segments, a segment called otherwise, begun, deleted or merged into another.
    private static Edit.Correcting corrected(StoredRecord r) throws IOException {
        return switch (Encoding.typeOf(r.payload())) {
            case MASKS -> Encoding.decode(r.payload(), MASKS, VERSION, MasksEdit.class);
            case SEGMENT -> Encoding.decode(r.payload(), SEGMENT, VERSION, SegmentEdit.class);
            case OWN_SEGMENT -> Encoding.decode(r.payload(), OWN_SEGMENT, VERSION, OwnSegmentEdit.class);
            case MERGE -> Encoding.decode(r.payload(), MERGE, VERSION, MergeEdit.class);
            default -> Encoding.decode(r.payload(), MASK, VERSION, Edit.MaskEdit.class);
        };
    }

    /// A drawing, a calibration or a step on objects.
    private static Edit.Measuring measured(StoredRecord r) throws IOException {
        String type = Encoding.typeOf(r.payload());
        return switch (type) {
            case CALIBRATION -> Encoding.decode(r.payload(), type, VERSION, Edit.CalibrationEdit.class);
            case OBJECTS_ADDED -> Encoding.decode(r.payload(), type, VERSION, ObjectEdit.Added.class);
            case OBJECTS_MARKED -> Encoding.decode(r.payload(), type, VERSION, ObjectEdit.Marked.class);
            default -> Encoding.decode(r.payload(), ANNOTATION, ANNOTATION_VERSION, Edit.AnnotationEdit.class);
        };
    }

    private static ReviewState prediction(ReviewState state, StoredRecord r) throws IOException {
        Prediction p = prediction(r);
        List<String> superseded = new ArrayList<>();
        r.supersedes().ifPresent(id -> superseded.add(id.hex()));
        return state.with(new PredictionEntry(r.id().hex(), p), superseded);
    }

    /// The prediction a record holds.
    ///
    /// @throws IOException if it is damaged or newer than this program
    public static Prediction prediction(StoredRecord r) throws IOException {
        return Encoding.decode(r.payload(), PREDICTION, PREDICTION_VERSION, Prediction.class);
    }

    private static ReviewState did(ReviewState state, History history, StoredRecord r, Edit edit) {
        history.did(new History.Step(edit, r.id().hex()));
        return state.apply(edit);
    }

    private static ReviewState undo(ReviewState state, History history, Undo undo) throws IOException {
        History.Step step = (undo.redo() ? history.nextRedo() : history.nextUndo())
                .filter(s -> s.recordId().equals(undo.record()))
                .orElseThrow(() -> new ReviewException("the journal takes back a step that is not the last one"));
        if (undo.redo()) {
            history.redid();
            return state.apply(step.edit());
        }
        history.undid();
        return state.apply(step.edit().inverse());
    }
}
