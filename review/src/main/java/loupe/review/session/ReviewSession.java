package loupe.review.session;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DerivedUid;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.core.finding.Verdict;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.Annotation;
import loupe.core.measure.KnownLength;
import loupe.core.measure.Measure;
import loupe.core.measure.Scale;
import loupe.core.measure.Shape;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.Segment;
import loupe.core.segment.SegmentDescription;
import loupe.core.study.StudyClaim;
import loupe.core.study.StudyState;
import loupe.core.study.Urgency;
import loupe.review.ReviewException;
import loupe.review.edit.Edit;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.History;
import loupe.review.edit.ObjectEdit;
import loupe.review.edit.OwnSegment;
import loupe.review.edit.OwnSegmentEdit;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.edit.SegmentRef;
import loupe.review.opinion.BlindReading;
import loupe.review.quality.book.AwaitedLooks;
import loupe.review.worklist.Summaries;
import loupe.review.worklist.UrgencyRules;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.fault.StoreException;
import loupe.store.journal.JournalEnd;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// One study open for review. Every step is in the store before the method that made it returns.
///
/// Methods that change something take turns and must not be called on the toolkit's thread; [#state()] may be read
/// anywhere.
public final class ReviewSession {
    private final Store store;
    private final Clock clock;
    private final String actor;
    private final String studyUid;
    private final History history;
    private final BlindReading blind;
    private JournalEnd end;
    /// The review as it stands in the store.
    private ReviewState whole;
    /// What of it the reader may see.
    private volatile ReviewState state;
    private volatile boolean hidden;
    private volatile boolean secondLook;
    private volatile Optional<String> heldBy = Optional.empty();

    private ReviewSession(BlindReading blind, Clock clock, String actor, String studyUid) throws IOException {
        this.store = blind.store();
        this.secondLook = blind.looks().hides(studyUid);
        List<StoredRecord> records = blind.beforeSecondLook(studyUid, Journal.records(store, studyUid));
        Journal.Replayed replayed = Journal.replay(records);
        this.blind = blind;
        this.clock = clock;
        this.actor = actor;
        this.studyUid = studyUid;
        this.history = replayed.history();
        this.whole = replayed.state();
        this.hidden = blind.hides(whole, actor);
        this.state = seen(whole);
        this.end = JournalEnd.of(records);
    }

    private ReviewState seen(ReviewState now) {
        return hidden ? now.beforeOpinionOf(actor) : now;
    }

    private void stands(ReviewState next) {
        whole = next;
        state = seen(next);
    }

    /// Opens a study; the read is logged.
    ///
    /// @param actor account name that enters the verdicts
    /// @throws IOException if the study is not there or its records are damaged
    public static ReviewSession open(Store store, Clock clock, String actor, String studyUid) throws IOException {
        return open(new BlindReading(store), clock, actor, studyUid);
    }

    /// Opens a study; the read is logged.
    ///
    /// @param blind whether the reader reads blind first
    /// @param actor account name that enters the verdicts
    /// @throws IOException if the study is not there or its records are damaged
    public static ReviewSession open(BlindReading blind, Clock clock, String actor, String studyUid) throws IOException {
        if (blind.store().study(studyUid).isEmpty()) {
            throw new ReviewException("there is no such study; see `loupe list`");
        }
        ReviewSession opened = new ReviewSession(blind, clock, actor, studyUid);
        blind.store().log(AuditEntry.of(AuditEvent.STUDY_READ, "review", studyUid));
        return opened;
    }

    /// The study.
    public String studyUid() {
        return studyUid;
    }

    /// The review as it stands, as far as the reader may see it: before their first opinion, where the site wants that, only what
    /// they drew themselves.
    public ReviewState state() {
        return state;
    }

    /// Whether the reader's first opinion is awaited and nothing of programs and others is shown before it.
    public boolean blind() {
        return hidden;
    }

    /// Commits the reader's first opinion: a record that is never changed. From then on the review is shown as it stands.
    ///
    /// @throws IOException if none is awaited, the answer does not fit what is drawn, the review is sealed or the store fails
    public synchronized FirstOpinion commit(FirstOpinion.Assessment assessment) throws IOException {
        FirstOpinion committed = upToDate(() -> {
            requireOpen();
            if (!hidden) {
                throw new ReviewException("no first opinion is awaited on this study");
            }
            FirstOpinion opinion = new FirstOpinion(
                    actor, now(), assessment, state.annotations(), !whole.decidedOnModelsBy(actor), state.drawnSegments());
            requireFits(opinion);
            append(new Written(RecordKind.FIRST_OPINION, opinion.encoded(), AuditEvent.FIRST_OPINION_GIVEN, assessment.words()), whole);
            whole = whole.with(opinion);
            return opinion;
        });
        blind.committed(committed, studyUid);
        hidden = false;
        stands(whole);
        return committed;
    }

    private static void requireFits(FirstOpinion o) throws ReviewException {
        if (o.assessment() == FirstOpinion.Assessment.NO_FINDING && o.marksAny()) {
            throw new ReviewException("you marked findings; commit “finding” or “unsure”, or take the marks back");
        }
        if (o.assessment() == FirstOpinion.Assessment.FINDING && !o.marksAny()) {
            throw new ReviewException("mark what you found first: draw a point or a region and press Shift+A, or"
                    + " outline it as a segment of your own");
        }
    }

    /// Name of the step undo would take back.
    public synchronized Optional<String> undoName() {
        return nextUndo().map(s -> s.edit().name());
    }

    /// Name of the step redo would do again.
    public synchronized Optional<String> redoName() {
        return nextRedo().map(s -> s.edit().name());
    }

    private Optional<History.Step> nextUndo() {
        return history.nextUndo().filter(this::visible);
    }

    private Optional<History.Step> nextRedo() {
        return history.nextRedo().filter(this::visible);
    }

    /// Before the first opinion a reader takes back only what they drew themselves, and only while nobody did a step after it.
    private boolean visible(History.Step step) {
        return !hidden || switch (step.edit()) {
            case Edit.Measuring m -> m.by().equals(actor);
            case Edit.Correcting c -> c.findings().stream().allMatch(id -> whole.begunBy(actor, id));
            case Edit.VerdictEdit v -> false;
        };
    }

    /// Accepts a finding as the model put it.
    ///
    /// @throws IOException if the finding is not there, the review is sealed or the store fails
    public void accept(FindingId id) throws IOException {
        decide(id, new Verdict.Accepted(actor, now()));
    }

    /// Rejects a finding.
    ///
    /// @param note free text, may be empty
    /// @throws IOException if the finding is not there, the review is sealed or the store fails
    public void reject(FindingId id, RejectReason reason, String note) throws IOException {
        decide(id, new Verdict.Rejected(actor, now(), reason, note));
    }

    private Instant now() {
        return clock.instant();
    }

    private synchronized void decide(FindingId id, Verdict after) throws IOException {
        upToDate(() -> {
            ReviewedFinding f = finding(id);
            if (whole.begunBy(actor, id)) {
                throw new ReviewException(id + " is your own segment: there is nothing to decide on; delete it if it is wrong");
            }
            return perform(new Edit.VerdictEdit(id, f.verdict(), after));
        });
    }

    /// Does a step; where somebody else wrote to the study since it was read, takes that in and does it on what is there now.
    private <T> T upToDate(RepeatedStep.Step<T> step) throws IOException {
        return RepeatedStep.untilAlone(() -> {
            try {
                return step.run();
            } catch (StoreException e) {
                if (e.kind() == StoreException.Kind.CHANGED || e.kind() == StoreException.Kind.SEALED) {
                    refresh();
                }
                throw e;
            }
        });
    }

    private ReviewedFinding finding(FindingId id) throws ReviewException {
        if (hidden && !whole.begunBy(actor, id)) {
            throw new ReviewException(BlindReading.FIRST);
        }
        return state.finding(id)
                .orElseThrow(() -> new ReviewException("the study has no finding " + id + "; see `loupe show`"));
    }

    /// Flips voxels of the mask that outlines a finding: one stroke.
    ///
    /// @param tool what made it, e.g. `brush`
    /// @throws IOException if the finding has no outline, the review is sealed or the store fails
    public synchronized void paint(FindingId id, String tool, MaskDelta delta) throws IOException {
        paint(id, tool, delta, outline(id).mask());
    }

    /// Flips voxels of the mask that outlines a finding: one stroke, which counts only on the mask it was painted on.
    ///
    /// @param tool what made it, e.g. `brush`
    /// @param painted the mask as the person saw it, strokes that are not kept yet among it
    /// @throws IOException if that is not the mask in force, so that other voxels would flip (a stroke before this one could not
    ///     be kept, or somebody else painted), the review is sealed or the store fails
    public synchronized void paint(FindingId id, String tool, MaskDelta delta, Mask painted) throws IOException {
        paint(tool, List.of(new Stroke(id, delta, painted)));
    }

    /// What a gesture flips in one segment.
    ///
    /// @param finding the finding the segment outlines
    /// @param delta the voxels that flip
    /// @param painted the mask as the person saw it, strokes that are not kept yet among it
    public record Stroke(FindingId finding, MaskDelta delta, Mask painted) {}

    /// Flips voxels of several masks: one gesture, one step.
    ///
    /// @param tool what made it, e.g. `brush`
    /// @param strokes what flips in each segment; those that flip nothing are left out
    /// @throws IOException if a mask is not the one in force, the review is sealed or the store fails
    public synchronized void paint(String tool, List<Stroke> strokes) throws IOException {
        List<Stroke> made = strokes.stream().filter(s -> !s.delta().isEmpty()).toList();
        if (!made.isEmpty()) {
            upToDate(() -> perform(corrections(made.stream().map(Stroke::finding).toList()).painted(tool, made)));
        }
    }

    /// Calls, codes or colours the segment of a finding otherwise.
    ///
    /// @throws IOException if the finding has no outline, the review is sealed or the store fails
    public synchronized void describe(FindingId id, SegmentDescription becomes) throws IOException {
        if (!outline(id).description().equals(becomes)) {
            upToDate(() -> perform(corrections(List.of(id)).described(id, becomes)));
        }
    }

    /// Takes the last stroke on one segment back, whatever was done on others since. It is a step of its own, undone like any other.
    ///
    /// @return its name; empty if there was none
    /// @throws IOException if the finding has no outline, the review is sealed or the store fails
    public synchronized Optional<String> takeBack(FindingId id) throws IOException {
        return upToDate(() -> {
            Optional<Edit> step = corrections(List.of(id)).takenBack(id, history.steps());
            if (step.isPresent()) {
                perform(step.get());
            }
            return step.map(Edit::name);
        });
    }

    /// A segment of a reader's own as it begins, without a voxel.
    ///
    /// @param seriesUid the series it lies on
    /// @param grid the voxels of that series
    /// @param volumes whether voxels counted on the grid give true volumes
    /// @param description what it is called; its label is the reader's own words and never leaves
    public record NewSegment(String seriesUid, VoxelGrid grid, boolean volumes, SegmentDescription description) {}

    /// Begins a segment of the reader's own: a finding with an empty outline.
    ///
    /// @return its id
    /// @throws IOException if the review is sealed or the store fails
    public synchronized FindingId begin(NewSegment begun) throws IOException {
        return upToDate(() -> {
            FindingId id = whole.nextSegment();
            String after = end.last() == null ? "" : end.last().hex();
            OwnSegment own = new OwnSegment(
                    id, DerivedUid.of("loupe", "segment", studyUid + "/" + after + "/" + id), begun.seriesUid(), begun.grid(),
                    begun.volumes(), begun.description(), actor, now());
            perform(new OwnSegmentEdit(own, true, whole.verdict(id), new Verdict.Edited(actor, own.at())));
            return id;
        });
    }

    /// Deletes a segment of the reader's own. It is a step, taken back like any other, with all that was drawn in it.
    ///
    /// @throws IOException if it is a model's or another reader's, the review is sealed or the store fails
    public synchronized void delete(FindingId id) throws IOException {
        upToDate(() -> perform(corrections(List.of(id)).deleted(id, actor)));
    }

    /// Merges a segment into another, which has the voxels of both then; one step. The source is deleted where it is the reader's
    /// own, else it stays without voxels.
    ///
    /// @param source the segment that goes, with its mask as the person saw it
    /// @param target the segment that gains, with its mask as the person saw it
    /// @throws IOException if a mask is not the one in force, both are no two of one series, the review is sealed or the store
    ///     fails
    public synchronized void merge(Outline source, Outline target) throws IOException {
        upToDate(() -> perform(
                corrections(List.of(source.finding(), target.finding())).merged(source, target, actor)));
    }

    /// A segment as a person saw it.
    ///
    /// @param finding the finding it outlines
    /// @param seen its mask, strokes that are not kept yet among it
    public record Outline(FindingId finding, Mask seen) {}

    /// @param changed the findings whose segments are to change
    private CorrectionSteps corrections(List<FindingId> changed) throws IOException {
        for (FindingId id : changed) {
            if (hidden && !whole.begunBy(actor, id)) {
                throw new ReviewException(BlindReading.FIRST);
            }
            if (!whole.begunBy(actor, id) && awaited(id)) {
                throw new ReviewException(id + " is a reader's whose first opinion is awaited; nobody else changes it before");
            }
        }
        return new CorrectionSteps(whole, new Verdict.Edited(actor, now()));
    }

    /// Whether a segment is a reader's who has not committed the first opinion the site wants: what they see must not depend on
    /// others.
    private boolean awaited(FindingId id) throws IOException {
        Optional<OwnSegment> own = whole.ownSegments().stream().filter(s -> s.id().equals(id)).findFirst();
        return own.isPresent() && whole.opinionOf(own.get().by()).isEmpty() && blind.wanted();
    }

    /// The steps that can be taken back and done again, as far as the reader may see them.
    public synchronized History.Steps steps() {
        History.Steps all = history.steps();
        return hidden
                ? new History.Steps(all.done().stream().filter(this::visible).toList(), all.undone().stream().filter(this::visible).toList())
                : all;
    }

    /// What a reader draws.
    ///
    /// @param place the image or stack it is drawn on
    /// @param measure shape and plane
    /// @param thicknessMm thickness of the slab it is drawn on; 0 on a slice or thin plane
    /// @param label the reader's words; may be empty
    /// @param missed what it is where it is a finding the models missed; empty for a measurement
    public record Draft(
            Annotation.Place place, Measure measure, double thicknessMm, String label, Optional<Code> missed) {}

    /// Keeps what a reader drew.
    ///
    /// @return as it is kept
    /// @throws IOException if the review is sealed or the store fails
    public synchronized Annotation draw(Draft draft) throws IOException {
        return upToDate(() -> {
            String id = whole.nextDrawing();
            String after = end.last() == null ? "" : end.last().hex();
            Annotation drawn = new Annotation(
                    id, DerivedUid.of("loupe", "annotation", studyUid + "/" + after + "/" + id), draft.place(), draft.measure(),
                    draft.thicknessMm(), draft.label(), draft.missed(), actor, now());
            perform(new Edit.AnnotationEdit(Optional.empty(), Optional.of(drawn)));
            return drawn;
        });
    }

    /// Changes shape or label of a drawing, or whether it is a finding the models missed.
    ///
    /// @param before as the reader saw it
    /// @param after as it shall be
    /// @throws IOException if it is no longer as the reader saw it, the review is sealed or the store fails
    public synchronized void change(Annotation before, Annotation after) throws IOException {
        redrawn(before, Optional.of(after.changed(now())));
    }

    /// Takes a drawing away.
    ///
    /// @throws IOException if it is no longer as the reader saw it, the review is sealed or the store fails
    public synchronized void erase(Annotation drawn) throws IOException {
        redrawn(drawn, Optional.empty());
    }

    /// Calibrates an image by a length on it: from then on all that is drawn on it is measured by that.
    ///
    /// @param line a length drawn on the image
    /// @param knownMm how long it is, in millimetres
    /// @throws IOException if it is no length on an image that may be calibrated, or too short; if it is no longer as the reader saw
    ///     it, the review is sealed or the store fails
    public synchronized void calibrate(Annotation line, double knownMm) throws IOException {
        upToDate(() -> {
            requireThere(line);
            Optional<KnownLength> before = whole.calibration(line.place().sopInstanceUid());
            return perform(new Edit.CalibrationEdit(before, Optional.of(calibration(line, knownMm, before))));
        });
    }

    private KnownLength calibration(Annotation line, double knownMm, Optional<KnownLength> before) throws ReviewException {
        if (!(line.measure().shape() instanceof Shape.Line along) || line.place().cut()) {
            throw new ReviewException("an image is calibrated by a length drawn on it");
        }
        Scale own = before.map(KnownLength::own).orElse(line.measure().space().scale());
        try {
            Scale.Manual by = line.measure().scaled(own).space().calibrated(along, knownMm);
            return new KnownLength(line.place(), along, knownMm, own, by, actor, now());
        } catch (IllegalArgumentException e) {
            throw new ReviewException(String.valueOf(e.getMessage()));
        }
    }

    /// Gives an image the scale of its file back.
    ///
    /// @throws IOException if it is not calibrated, the review is sealed or the store fails
    public synchronized void uncalibrate(String sopInstanceUid) throws IOException {
        upToDate(() -> {
            Optional<KnownLength> before = state.calibration(sopInstanceUid);
            if (before.isEmpty()) {
                throw new ReviewException("this image is not calibrated by hand");
            }
            return perform(new Edit.CalibrationEdit(before, Optional.empty()));
        });
    }

    private void requireThere(Annotation drawn) throws ReviewException {
        if (!state.annotations().contains(drawn)) {
            throw new ReviewException(drawn.id() + " is no longer as you saw it; look at it and repeat the step");
        }
    }

    private void redrawn(Annotation before, Optional<Annotation> after) throws IOException {
        upToDate(() -> {
            requireThere(before);
            return perform(new Edit.AnnotationEdit(Optional.of(before), after));
        });
    }

    /// A step on the objects of a slide.
    public interface ObjectStep {
        /// The edit, made on the review as it stands; empty where there is nothing to do.
        ///
        /// @param by account name of who does it
        Optional<ObjectEdit> on(ReviewState now, String by) throws ReviewException;
    }

    /// Does a step on the objects of a slide.
    ///
    /// @return its name; empty where there was nothing to do
    /// @throws IOException if the objects are not as the step takes them to be, the review is sealed or the store fails
    public synchronized String correct(ObjectStep step) throws IOException {
        return upToDate(() -> {
            Optional<ObjectEdit> edit = step.on(hidden ? state : whole, actor);
            if (edit.isPresent()) {
                perform(edit.get());
            }
            return edit.map(Edit::name).orElse("");
        });
    }

    private Segment outline(FindingId id) throws ReviewException {
        return finding(id)
                .segment()
                .orElseThrow(() -> new ReviewException("finding " + id + " has no outline to paint on"));
    }

    private StoredRecord perform(Edit edit) throws IOException {
        requireOpen();
        ReviewState next = whole.apply(edit);
        RecordKind kind = switch (edit) {
            case Edit.VerdictEdit v -> RecordKind.VERDICT;
            case Edit.Correcting c -> RecordKind.CORRECTION;
            case Edit.Measuring m -> RecordKind.MEASUREMENT;
        };
        AuditEvent event = switch (edit) {
            case Edit.VerdictEdit v -> AuditEvent.VERDICT_GIVEN;
            case Edit.Correcting c -> AuditEvent.CORRECTED;
            case Edit.Measuring m -> AuditEvent.MEASURED;
        };
        StoredRecord r = append(new Written(kind, Journal.encode(edit), event, edit.name()), next);
        history.did(new History.Step(edit, r.id().hex()));
        stands(next);
        return r;
    }

    /// Lets nothing be changed through this session: another reader has the study in hand, and it is only looked at.
    public synchronized void lookOnly(StudyClaim other) {
        heldBy = Optional.of(other.by());
    }

    /// The account that has the study in hand while it is only looked at; empty where it may be changed.
    public Optional<String> heldBy() {
        return heldBy;
    }

    /// Whether the study is sealed and awaits a second look: it shows what models found and nothing else, and nothing in it changes.
    public boolean secondLook() {
        return secondLook;
    }

    private void requireOpen() throws ReviewException {
        if (heldBy.isPresent()) {
            throw new ReviewException(
                    heldBy.get() + " has this study in hand and you only look at it; take it over in the list to change it");
        }
        if (secondLook) {
            throw new ReviewException(AwaitedLooks.FIRST);
        }
        if (whole.seal().isPresent()) {
            throw new ReviewException("the review is sealed; nothing in it changes any more");
        }
    }

    /// Takes the last step back.
    ///
    /// @return its name; empty if there was none
    /// @throws IOException if the review is sealed or the store fails
    public synchronized Optional<String> undo() throws IOException {
        Optional<History.Step> step = nextUndo();
        return step.isEmpty() ? Optional.empty() : upToDate(() -> {
            requireOpen();
            requireStill(history.nextUndo(), step);
            ReviewState next = whole.apply(step.get().edit().inverse());
            journalUndo(step.get(), false, next);
            history.undid();
            stands(next);
            return step.map(s -> s.edit().name());
        });
    }

    private static void requireStill(Optional<History.Step> now, Optional<History.Step> then) throws ReviewException {
        if (!now.map(History.Step::recordId).equals(then.map(History.Step::recordId))) {
            throw new ReviewException("somebody else changed the review meanwhile; look at it and repeat the step");
        }
    }

    /// Does the step taken back last again.
    ///
    /// @return its name; empty if there was none
    /// @throws IOException if the review is sealed or the store fails
    public synchronized Optional<String> redo() throws IOException {
        Optional<History.Step> step = nextRedo();
        return step.isEmpty() ? Optional.empty() : upToDate(() -> {
            requireOpen();
            requireStill(history.nextRedo(), step);
            ReviewState next = whole.apply(step.get().edit());
            journalUndo(step.get(), true, next);
            history.redid();
            stands(next);
            return step.map(s -> s.edit().name());
        });
    }

    private void journalUndo(History.Step step, boolean redo, ReviewState next) throws IOException {
        append(
                new Written(
                        RecordKind.UNDO,
                        Journal.encode(new Journal.Undo(step.recordId(), redo)),
                        AuditEvent.UNDONE,
                        (redo ? "redo " : "undo ") + step.edit().name()),
                next);
    }

    /// Takes in what another use-case (analysis, sealing) wrote to the study meanwhile.
    ///
    /// @throws IOException if the records are damaged
    public synchronized void refresh() throws IOException {
        secondLook = blind.looks().hides(studyUid);
        List<StoredRecord> records = blind.beforeSecondLook(studyUid, Journal.records(store, studyUid));
        Journal.Replayed replayed = Journal.replay(records);
        history.adopt(replayed.history());
        hidden = blind.hides(replayed.state(), actor);
        stands(replayed.state());
        end = JournalEnd.of(records);
    }

    /// What a step writes.
    @SuppressWarnings("ArrayRecordComponent")
    private record Written(RecordKind kind, byte[] payload, AuditEvent event, String detail) {}

    /// @param next the review as it stands once this is written
    private StoredRecord append(Written w, ReviewState next) throws IOException {
        Urgency urgency = UrgencyRules.of(next.findings());
        boolean rated = !next.predictions().isEmpty();
        StoredRecord r = store.append(
                NewRecord.of(studyUid, w.kind(), w.payload()).after(end),
                summary -> Summaries.withState(
                        rated ? summary.with(summary.findingCount(), urgency) : summary, StudyState.IN_REVIEW),
                new AuditEntry(w.event(), Outcome.SUCCESS, actor, w.detail(), studyUid));
        end = new JournalEnd(r.id());
        return r;
    }
}
