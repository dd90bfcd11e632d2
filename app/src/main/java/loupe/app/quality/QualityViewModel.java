package loupe.app.quality;

import static loupe.app.text.Words.say;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.jobs.JobsViewModel;
import loupe.app.wiring.Workplace;
import loupe.core.agreement.StratifiedDraw.Allocation;
import loupe.review.job.Job;
import loupe.review.quality.BlindItem;
import loupe.review.quality.QualityBench;
import loupe.review.quality.QualityReport;
import loupe.review.quality.SampleOrder;
import loupe.review.quality.SampleProgress;
import loupe.review.quality.ScoreInQuestion;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.quality.book.QualitySample;
import loupe.review.quality.book.Radpeer;

/// Second looks as the window does them; for the toolkit's thread, the store is used beside it. What is drawn, judged, scored and settled
/// is kept by the bench at once; nothing of it can be taken back.
public final class QualityViewModel {
    private final Workplace workplace;
    private final QualityBench bench;
    private final Background store;
    private final JobsViewModel jobs;
    private final ObservableList<SampleProgress> samples = FXCollections.observableArrayList();
    private final ObservableList<ScoreInQuestion> waiting = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<QualityBench.Frame>> frame = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<QualityReport>> report = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<LookInHand>> look = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private Optional<Integer> sample = Optional.empty();
    private Instant opened;
    private boolean busy;
    private Consumer<BlindItem> onItem = i -> {};
    private Runnable onNone = () -> {};

    /// @param store the thread the store is used on
    /// @param jobs runs what takes long
    public QualityViewModel(Workplace workplace, Background store, JobsViewModel jobs) {
        this.workplace = workplace;
        this.bench = workplace.quality();
        this.store = store;
        this.jobs = jobs;
        this.opened = workplace.clock().instant();
    }

    /// How far samples are, in order of drawing.
    public ObservableList<SampleProgress> samples() {
        return samples;
    }

    /// Scores this account may settle.
    public ObservableList<ScoreInQuestion> waiting() {
        return waiting;
    }

    /// What a sample could be drawn from; empty until that is known.
    public ReadOnlyObjectProperty<Optional<QualityBench.Frame>> frameProperty() {
        return frame.getReadOnlyProperty();
    }

    /// What came of it; empty until that is known.
    public ReadOnlyObjectProperty<Optional<QualityReport>> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /// The item in hand.
    public ReadOnlyObjectProperty<Optional<LookInHand>> lookProperty() {
        return look.getReadOnlyProperty();
    }

    /// What became of the last step.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Told of each item that comes in hand, to show its images.
    public void onItem(Consumer<BlindItem> listener) {
        onItem = listener;
    }

    /// Told when nothing is left to look at.
    public void onNone(Runnable listener) {
        onNone = listener;
    }

    /// Reads how far samples are and what waits.
    public void refresh() {
        store.run(bench::progress, samples::setAll, this::wrong);
        store.run(bench::inQuestion, waiting::setAll, this::wrong);
    }

    /// Reads what a sample could be drawn from and what came of those there are, which takes a look into every sealed review.
    public void study() {
        job(say("Second looks: reviews"), bench::frame, f -> frame.set(Optional.of(f)));
        job(say("Second looks: report"), context -> bench.report(Optional.empty(), context), r -> report.set(Optional.of(r)));
    }

    /// Draws a random sample.
    public void draw(int findings, Allocation allocation) {
        SampleOrder order = new SampleOrder(new SampleOrder.Findings(findings), allocation, workplace.seed());
        job(say("Second looks: sample"), context -> bench.draw(order, context), this::drawn);
    }

    /// Makes a targeted queue.
    public void target(int most) {
        job(say("Second looks: targeted queue"), context -> bench.target(most, context), this::drawn);
    }

    private void drawn(QualitySample s) {
        message.set(say(s.targeted() ? "Targeted queue {0} has {1} findings." : "Sample {0} has {1} findings.", s.number(),
                s.items().size()));
        refresh();
        study();
    }

    private <T> void job(String title, Job<T> job, Consumer<T> then) {
        jobs.start(title, job, then, this::wrong);
    }

    /// Takes the next item in hand.
    ///
    /// @param of the sample; empty for all
    public void next(Optional<Integer> of) {
        sample = of;
        once(() -> store.run(() -> bench.next(of), this::given, this::wrong));
    }

    private void given(Optional<BlindItem> item) {
        busy = false;
        if (item.isEmpty()) {
            look.set(Optional.empty());
            message.set(sample.map(n -> say("Nothing is left for you to judge in sample {0}.",
                    n)).orElseGet(() -> say("Nothing is left for you to judge.")));
            onNone.run();
            return;
        }
        message.set("");
        take(LookInHand.at(item.get()));
    }

    /// Takes a score in question in hand.
    public void settle(ScoreInQuestion q) {
        message.set("");
        take(LookInHand.at(q));
    }

    private void take(LookInHand next) {
        opened = workplace.clock().instant();
        look.set(Optional.of(next));
        onItem.accept(next.item());
    }

    /// Says what one makes of the finding; may be said otherwise until the model's score is given.
    public void verdict(FindingAnswer answer) {
        look.get()
                .filter(l -> !busy && (l.step() == LookInHand.Step.VERDICT || l.step() == LookInHand.Step.MODEL))
                .ifPresent(l -> look.set(Optional.of(l.with(answer))));
    }

    /// Thinks better of the verdict, before the model's score.
    public void again() {
        look.get().filter(l -> !busy && l.step() == LookInHand.Step.MODEL).ifPresent(l -> look.set(Optional.of(l.again())));
    }

    /// Gives the score that is asked for.
    public void score(Radpeer score) {
        look.get().filter(l -> !busy).ifPresent(l -> {
            switch (l.step()) {
                case VERDICT -> message.set(say("Say first what you make of the finding."));
                case MODEL -> judge(l, score);
                case READER -> once(() -> store.run(
                        () -> {
                            bench.scoreReader(l.item().item(), score, OptionalDouble.empty());
                            return bench.next(sample);
                        },
                        this::given, this::wrong));
                case SETTLE_READER -> {
                    if (l.question().filter(q -> q.model().isPresent()).isPresent()) {
                        look.set(Optional.of(l.settled(score)));
                    } else {
                        settled(l, Optional.of(score), Optional.empty());
                    }
                }
                case SETTLE_MODEL -> settled(l, l.reader(), Optional.of(score));
            }
        });
    }

    private void judge(LookInHand l, Radpeer score) {
        l.answer().ifPresent(answer -> once(() -> store.run(
                () -> bench.judge(l.item().item(), answer, score, OptionalDouble.empty()),
                judged -> {
                    busy = false;
                    look.set(Optional.of(LookInHand.at(judged)));
                },
                this::wrong)));
    }

    private void settled(LookInHand l, Optional<Radpeer> reader, Optional<Radpeer> model) {
        Duration spent = Duration.between(opened, workplace.clock().instant());
        boolean work = !spent.isNegative() && spent.compareTo(QualityBench.LONGEST) <= 0;
        OptionalDouble minutes = work ? OptionalDouble.of(spent.toMillis() / 60_000.0) : OptionalDouble.empty();
        once(() -> store.run(
                () -> {
                    bench.arbitrate(l.item().item(), reader, model, minutes);
                    return bench.inQuestion();
                },
                this::goOn, this::wrong));
    }

    private void goOn(List<ScoreInQuestion> left) {
        busy = false;
        waiting.setAll(left);
        if (left.isEmpty()) {
            look.set(Optional.empty());
            message.set(say("Nothing more waits for you to settle."));
            onNone.run();
        } else {
            settle(left.getFirst());
        }
    }

    /// Steps are taken one after the other: a key pressed twice is one score.
    private void once(Runnable step) {
        if (!busy) {
            busy = true;
            step.run();
        }
    }

    /// Puts the item in hand away; it comes again, and what was kept of it stays.
    public void putAway() {
        busy = false;
        look.set(Optional.empty());
    }

    private void wrong(Throwable fault) {
        busy = false;
        message.set(FaultText.of(fault));
    }
}
