package loupe.app.findings;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import loupe.app.fx.Background;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.core.measure.Annotation;
import loupe.core.segment.SegmentDescription;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.History;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.opinion.Comparison;
import loupe.review.sealing.SealReview;
import loupe.review.session.ReviewSession;
import loupe.review.twice.DoubleReads;

/// The findings of the open study, the one in hand, and the steps on them; for the toolkit's thread.
///
/// Steps are done in order beside the toolkit's thread; `saved` is said only after the store returned.
public final class FindingsViewModel {
    private final ReviewSession session;
    private final SealReview sealing;
    private final DoubleReads reads;
    private final String actor;
    private final Background steps;
    private final Consumer<Throwable> faults;
    private final ReadOnlyObjectWrapper<ReviewState> state;
    private final ReadOnlyObjectWrapper<Optional<FindingId>> selected =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper undoName = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper redoName = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<History.Steps> history =
            new ReadOnlyObjectWrapper<>(new History.Steps(List.of(), List.of()));
    private final ReadOnlyBooleanWrapper sealed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper blind = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Comparison>> comparison = new ReadOnlyObjectWrapper<>(Optional.empty());
    private List<String> compared = List.of();
    private Runnable published = () -> {};
    private Runnable taken = () -> {};
    private int waiting;
    private int waitingButStrokes;

    /// @param session the open review
    /// @param sealing signs it
    /// @param reads ends one of two readings of it
    /// @param actor account name that signs
    /// @param steps where the store is called
    /// @param faults told what went wrong, on the toolkit's thread
    public FindingsViewModel(
            ReviewSession session, SealReview sealing, DoubleReads reads, String actor, Background steps,
            Consumer<Throwable> faults) {
        this.session = session;
        this.sealing = sealing;
        this.reads = reads;
        this.actor = actor;
        this.steps = steps;
        this.faults = faults;
        this.state = new ReadOnlyObjectWrapper<>(session.state());
        publish(Now.of(session));
        selected.set(findings().stream().findFirst().map(f -> f.finding().id()));
    }

    /// What a step left.
    private record Now(ReviewState state, boolean blind, String undo, String redo, History.Steps steps) {
        static Now of(ReviewSession s) {
            return new Now(s.state(), s.blind(), s.undoName().orElse(""), s.redoName().orElse(""), s.steps());
        }
    }

    /// Told after every step, also a failed one.
    public void onPublished(Runnable listener) {
        published = listener;
    }

    /// Told when a person takes a finding in hand; not when one comes in hand because models ended or a first opinion was committed.
    public void onTaken(Runnable listener) {
        taken = listener;
    }

    /// The review as it stands.
    public ReadOnlyObjectProperty<ReviewState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// All findings in force.
    public List<ReviewedFinding> findings() {
        return state.get().findings();
    }

    /// The finding in hand.
    public ReadOnlyObjectProperty<Optional<FindingId>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// The finding in hand as it stands.
    public Optional<ReviewedFinding> selectedFinding() {
        return selected.get().flatMap(id -> state.get().finding(id));
    }

    /// What became of the last step: `saving …`, `saved: accept F2`.
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// Name of the step undo takes back; empty where there is none.
    public ReadOnlyStringProperty undoNameProperty() {
        return undoName.getReadOnlyProperty();
    }

    /// Name of the step redo does again; empty where there is none.
    public ReadOnlyStringProperty redoNameProperty() {
        return redoName.getReadOnlyProperty();
    }

    /// The account that has the study in hand, where it is only looked at.
    public Optional<String> heldBy() {
        return session.heldBy();
    }

    /// Whether nothing may be changed: the review is signed, or only looked at.
    public ReadOnlyBooleanProperty sealedProperty() {
        return sealed.getReadOnlyProperty();
    }

    /// Whether the reader's first opinion is awaited; until then no finding of a model is here.
    public ReadOnlyBooleanProperty blindProperty() {
        return blind.getReadOnlyProperty();
    }

    /// The reader's first opinion beside the models' findings; empty where they gave none.
    public ReadOnlyObjectProperty<Optional<Comparison>> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    /// The reader's first opinion.
    public Optional<FirstOpinion> opinion() {
        return state.get().opinionOf(actor);
    }

    /// Commits the reader's first opinion; then the models' findings are here.
    public void commit(FirstOpinion.Assessment assessment) {
        step(false, () -> {
            session.commit(assessment);
            return "first opinion: " + assessment.words();
        });
    }

    /// Whether every step so far is in the store.
    public boolean saved() {
        return waiting == 0;
    }

    /// Whether a stroke may begin: not while a step is under way that may change what it would be painted on.
    public boolean paintable() {
        return waitingButStrokes == 0 && !sealed.get();
    }

    /// Takes a finding in hand.
    public void select(FindingId id) {
        selected.set(Optional.of(id));
        taken.run();
    }

    /// Takes the finding some places further in hand.
    public void selectBeside(int step) {
        List<FindingId> ids = findings().stream().map(f -> f.finding().id()).toList();
        if (!ids.isEmpty()) {
            int at = selected.get().map(ids::indexOf).orElse(-1);
            select(ids.get(Math.floorMod(at + step, ids.size())));
        }
    }

    /// Takes the first finding nobody decided on in hand.
    public void selectOpen() {
        findings().stream().filter(f -> !f.reviewed()).findFirst().ifPresent(f -> select(f.finding().id()));
    }

    /// Number of findings nobody decided on.
    public long open() {
        return findings().stream().filter(f -> !f.reviewed()).count();
    }

    /// Accepts the finding in hand.
    public void accept() {
        selected.get().ifPresent(id -> step(false, () -> {
            session.accept(id);
            return "accept " + id;
        }));
    }

    /// Rejects the finding in hand.
    public void reject(RejectReason reason, String note) {
        selected.get().ifPresent(id -> step(false, () -> {
            session.reject(id, reason, note);
            return "reject " + id + " (" + reason.meaning() + ")";
        }));
    }

    /// Keeps a finished gesture.
    ///
    /// @param strokes what it flips in each segment
    public void paint(String tool, List<ReviewSession.Stroke> strokes) {
        String on = strokes.stream().map(s -> s.finding().value()).collect(Collectors.joining(", "));
        step(true, () -> {
            session.paint(tool, strokes);
            return tool + " on " + on;
        });
    }

    /// Calls, codes or colours the segment of a finding otherwise.
    public void describe(FindingId id, SegmentDescription becomes) {
        step(false, () -> {
            session.describe(id, becomes);
            return "change of " + id;
        });
    }

    /// Begins a segment of the reader's own, which comes in hand; the views stay where they are.
    public void begin(ReviewSession.NewSegment begun) {
        kept(false, () -> {
            FindingId id = session.begin(begun);
            return new Done("new segment " + id, Optional.of(id), Now.of(session));
        });
    }

    /// Deletes a segment of the reader's own.
    public void delete(FindingId id) {
        step(false, () -> {
            session.delete(id);
            return "delete segment " + id;
        });
    }

    /// Merges a segment into another.
    ///
    /// @param source the one that goes
    /// @param target the one that gains
    public void merge(ReviewSession.Outline source, ReviewSession.Outline target) {
        step(false, () -> {
            session.merge(source, target);
            return "merge " + source.finding() + " into " + target.finding();
        });
    }

    /// Takes the last stroke on the finding in hand back, whatever was done on others since.
    public void takeBack() {
        selected.get().ifPresent(id -> step(false, () -> session.takeBack(id).orElse("")));
    }

    /// Goes back or forth by steps.
    ///
    /// @param steps how many to do again; negative to take back
    public void go(int steps) {
        step(false, () -> {
            Optional<String> last = Optional.empty();
            for (int i = 0; i < Math.abs(steps); i++) {
                last = steps < 0 ? session.undo().map(n -> "undo " + n) : session.redo().map(n -> "redo " + n);
            }
            return last.orElse("");
        });
    }

    /// The steps that can be taken back and done again.
    public ReadOnlyObjectProperty<History.Steps> stepsProperty() {
        return history.getReadOnlyProperty();
    }

    /// Keeps what was drawn.
    public void draw(ReviewSession.Draft draft) {
        step(false, () -> {
            Annotation a = session.draw(draft);
            return "draw " + a.word() + " " + a.id();
        });
    }

    /// Changes a drawing.
    public void change(Annotation before, Annotation after) {
        step(false, () -> {
            session.change(before, after);
            return "change " + after.word() + " " + after.id();
        });
    }

    /// Takes a drawing away.
    public void erase(Annotation drawn) {
        step(false, () -> {
            session.erase(drawn);
            return "delete " + drawn.word() + " " + drawn.id();
        });
    }

    /// Calibrates an image by a length drawn on it.
    public void calibrate(Annotation line, double knownMm) {
        step(false, () -> {
            session.calibrate(line, knownMm);
            return "calibrate by " + line.id();
        });
    }

    /// Gives an image the scale of its file back.
    public void uncalibrate(String sopInstanceUid) {
        step(false, () -> {
            session.uncalibrate(sopInstanceUid);
            return "take the calibration back";
        });
    }

    /// Does a step on the objects of a slide.
    public void correct(ReviewSession.ObjectStep step) {
        step(false, () -> session.correct(step));
    }

    /// Takes the last step back.
    public void undo() {
        step(false, () -> session.undo().map(n -> "undo " + n).orElse(""));
    }

    /// Does the step taken back last again.
    public void redo() {
        step(false, () -> session.redo().map(n -> "redo " + n).orElse(""));
    }

    /// Signs the review.
    public void seal() {
        step(false, () -> {
            sealing.run(session.studyUid(), actor, SealReview.USUAL_MEANING);
            session.refresh();
            return "seal";
        });
    }

    /// Goes on where two readers read the study; what is in the way otherwise is told as a fault.
    public void whenTwoRead(Runnable then) {
        steps.run(() -> reads.standing(session.studyUid()), standing -> then.run(), faults);
    }

    /// Ends the reader's reading of a study that two readers read.
    public void finish() {
        step(false, () -> {
            if (reads.standing(session.studyUid()).yours() == DoubleReads.Yours.FREE) {
                reads.begin(session.studyUid());
            }
            DoubleReads.Done done = reads.finish(session.studyUid());
            session.refresh();
            return done.words();
        });
    }

    /// Takes in what an analysis wrote meanwhile.
    public void refresh() {
        step(false, () -> {
            session.refresh();
            return "analysis";
        });
    }

    /// A step that was done.
    ///
    /// @param name its name
    /// @param inHand the finding that comes in hand with it
    /// @param now what it left
    private record Done(String name, Optional<FindingId> inHand, Now now) {}

    private void step(boolean stroke, Callable<String> work) {
        kept(stroke, () -> new Done(work.call(), Optional.empty(), Now.of(session)));
    }

    private void kept(boolean stroke, Callable<Done> work) {
        waiting++;
        waitingButStrokes += stroke ? 0 : 1;
        status.set(say("saving …"));
        steps.run(
                work,
                done -> {
                    ended(stroke);
                    publish(done.now);
                    done.inHand.ifPresent(id -> selected.set(Optional.of(id)));
                    said(done.name);
                },
                fault -> failed(stroke, fault));
    }

    private void ended(boolean stroke) {
        waiting--;
        waitingButStrokes -= stroke ? 0 : 1;
    }

    private void said(String name) {
        status.set(waiting > 0 ? say("saving …") : name.isEmpty() ? "" : say("saved: {0}", told(name)));
    }

    private void failed(boolean stroke, Throwable fault) {
        ended(stroke);
        status.set(fault instanceof IOException ? say("not saved") : say("failed"));
        publish(Now.of(session));
        faults.accept(fault);
    }

    private void publish(Now now) {
        undoName.set(now.undo);
        redoName.set(now.redo);
        history.set(now.steps);
        sealed.set(now.state.seal().isPresent() || session.heldBy().isPresent() || session.secondLook());
        blind.set(now.blind);
        state.set(now.state);
        compare();
        if (selectedFinding().isEmpty()) {
            selected.set(findings().stream().findFirst().map(f -> f.finding().id()));
        }
        published.run();
    }

    /// Sets the first opinion beside what models found, beside the toolkit's thread, whenever that is another.
    private void compare() {
        ReviewState now = state.get();
        List<String> key = now.predictions().stream().map(PredictionEntry::id).toList();
        Optional<FirstOpinion> first = opinion();
        if (first.isEmpty() || comparison.get().isPresent() && key.equals(compared)) {
            return;
        }
        compared = key;
        steps.run(() -> Comparison.of(first.get(), now), c -> comparison.set(Optional.of(c)));
    }
}
