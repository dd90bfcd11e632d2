package loupe.app.batch;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.jobs.JobsViewModel;
import loupe.app.wiring.BatchAtWork;
import loupe.app.wiring.Workplace;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.review.batch.Batch;
import loupe.review.batch.BatchItem;
import loupe.review.batch.BatchReport;
import loupe.review.batch.BatchSource;
import loupe.review.batch.Batches;
import loupe.review.batch.Manifest;
import loupe.review.batch.Settling;
import loupe.review.job.JobHandle;
import org.jspecify.annotations.Nullable;

/// Batches as the window does them; for the toolkit's thread. One batch runs at a time; what is done of it is kept item by item, so that
/// it goes on after a cancel, a lock or a kill.
public final class BatchesViewModel {
    private final Workplace workplace;
    private final Background store;
    private final JobsViewModel jobs;
    private final Consumer<Throwable> log;
    private final ObservableList<Batch> batches = FXCollections.observableArrayList();
    private final LiveItems shown = new LiveItems();
    private final ReadOnlyObjectWrapper<Optional<Batch>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private List<Manifest.Fault> faults = List.of();
    private @Nullable JobHandle<?> job;
    private int atWork;
    /// Of the batch at work, whichever is looked at.
    private LiveItems working = new LiveItems();

    /// @param store the thread the store is used on
    /// @param jobs runs what takes long
    /// @param log keeps what went wrong with single studies
    public BatchesViewModel(Workplace workplace, Background store, JobsViewModel jobs, Consumer<Throwable> log) {
        this.workplace = workplace;
        this.store = store;
        this.jobs = jobs;
        this.log = log;
    }

    /// All batches, oldest first.
    public ObservableList<Batch> batches() {
        return batches;
    }

    /// The items of the chosen batch as they stand now.
    public ObservableList<BatchItem> items() {
        return shown.items();
    }

    /// The batch that is looked at.
    public ReadOnlyObjectProperty<Optional<Batch>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Whether a batch runs.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// How the batch stands, or what went wrong.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Reads the batches; the newest is looked at where none is.
    public void refresh() {
        store.run(() -> new Batches(workplace.store()).all(), all -> {
            batches.setAll(all);
            if (chosen.get().isEmpty() && !all.isEmpty()) {
                choose(all.getLast());
            }
        }, this::wrong);
    }

    /// Looks at a batch.
    public void choose(Batch batch) {
        boolean other = chosen.get().filter(b -> b.number() == batch.number()).isEmpty();
        chosen.set(Optional.of(batch));
        if (!other) {
            return;
        }
        if (batch.number() == atWork) {
            show(atWork, List.copyOf(working.items()));
        } else {
            shown.all(List.of());
            faults = List.of();
            store.run(() -> new Batches(workplace.store()).ledger(batch).items(), read -> show(batch.number(), read), this::wrong);
        }
    }

    private void show(int batch, List<BatchItem> now) {
        if (chosen.get().filter(b -> b.number() == batch).isPresent()) {
            shown.all(now);
            tell(batch);
        }
    }

    private void heard(int batch, LiveItems.News news) {
        working.take(news);
        if (chosen.get().filter(b -> b.number() == batch).isPresent()) {
            shown.take(news);
            tell(batch);
        }
    }

    private void tell(int batch) {
        message.set(say("Batch {0}: {1}", batch, told(shown.sentence(faults.size()))));
    }

    /// Begins or goes on with the batch of a folder.
    ///
    /// @param manifest names the items; empty where all that lies in the folder is one
    public void run(Path folder, Optional<Path> manifest, Batch.Way way) {
        start(say("Batch"), context -> {
            BatchSource.Seen seen = look(folder, manifest);
            Batch batch = new Batches(workplace.store()).of(folder, manifest, way);
            Platform.runLater(() -> begun(batch, seen.faults()));
            work(batch).pass(seen, context);
            return batch;
        });
    }

    private BatchSource.Seen look(Path folder, Optional<Path> manifest) throws Exception {
        return new BatchSource(folder, manifest, new Settling(Duration.ZERO, workplace.clock())).look();
    }

    /// Goes on with the chosen batch: what waits, what changed and what is new in its folder.
    public void goOn() {
        chosen.get().ifPresent(b -> run(
                Path.of(b.folder()), b.manifest().isEmpty() ? Optional.empty() : Optional.of(Path.of(b.manifest())), b.way()));
    }

    /// Tries items of the chosen batch again.
    ///
    /// @param numbers which; empty for all that failed
    public void again(Set<Integer> numbers) {
        chosen.get().ifPresent(b -> start(say("Batch {0}", b.number()), context -> {
            Platform.runLater(() -> begun(b, faults));
            work(b).again(numbers, context);
            return b;
        }));
    }

    private BatchAtWork work(Batch batch) throws Exception {
        BatchAtWork[] itself = new BatchAtWork[1];
        LiveItems.Told told = new LiveItems.Told(() -> itself[0].items());
        itself[0] = new BatchAtWork(workplace, batch, log, item -> {
            LiveItems.News news = told.of(item);
            Platform.runLater(() -> heard(batch.number(), news));
        });
        return itself[0];
    }

    private void begun(Batch batch, List<Manifest.Fault> wrong) {
        atWork = batch.number();
        working = new LiveItems();
        boolean other = chosen.get().filter(b -> b.number() == batch.number()).isEmpty();
        chosen.set(Optional.of(batch));
        if (other) {
            shown.all(List.of());
        }
        faults = List.copyOf(wrong);
        refresh();
    }

    /// What a job does with a batch.
    private interface Pass {
        Batch run(JobContext context) throws Exception;
    }

    private void start(String title, Pass pass) {
        if (running.get()) {
            return;
        }
        running.set(true);
        message.set("");
        job = jobs.start(title, pass::run, b -> ended(b.number(), ""), fault -> ended(atWork, fault instanceof CancelledException
                ? say("Stopped. What is done is kept; the rest goes on when you run it again.")
                : FaultText.of(fault)));
    }

    private void ended(int batch, String said) {
        running.set(false);
        job = null;
        atWork = 0;
        if (batch == 0) {
            message.set(said);
            return;
        }
        store.run(() -> {
            Batches kept = new Batches(workplace.store());
            return kept.ledger(kept.batch(batch)).items();
        }, now -> {
            show(batch, now);
            if (!said.isEmpty()) {
                message.set(said + " " + message.get());
            }
        }, this::wrong);
    }

    /// Stops the batch that runs; the item under way is begun again next time.
    public void cancel() {
        JobHandle<?> now = job;
        if (now != null) {
            now.cancel();
        }
    }

    /// Writes the report of the chosen batch, which names no file.
    public void report(Path folder) {
        chosen.get().ifPresent(b -> {
            BatchReport report = new BatchReport(b.number(), List.copyOf(shown.items()), faults);
            store.run(
                    () -> {
                        report.write(folder);
                        return true;
                    },
                    done -> message.set(say("batch-{0}.csv and batch-{1}.html are written.", b.number(), b.number())),
                    this::wrong);
        });
    }

    private void wrong(Throwable fault) {
        message.set(FaultText.of(fault));
    }
}
