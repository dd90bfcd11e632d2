package loupe.app.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.review.job.Job;
import loupe.review.job.JobHandle;
import loupe.review.job.JobRunner;

/// The jobs under way; for the toolkit's thread, told of changes by the runner from any thread.
public final class JobsViewModel implements AutoCloseable {
    private static final int AT_ONCE = 1;

    private final Clock clock;
    private final JobRunner runner;
    private final AtomicBoolean told = new AtomicBoolean();
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    /// Kept: it hears of changes only while somebody holds it, and so do those who listen to it.
    private final ObservableList<Line> shown = FXCollections.unmodifiableObservableList(lines);
    private final Map<JobHandle<?>, Instant> begun = new HashMap<>();

    /// @param clock for rates
    public JobsViewModel(Clock clock) {
        this.clock = clock;
        this.runner = new JobRunner(AT_ONCE, unused -> changed());
    }

    /// A job as it is shown.
    ///
    /// @param handle the job
    /// @param text what it does and how far it is
    /// @param fraction 0 to 1; negative while unknown
    public record Line(JobHandle<?> handle, String text, double fraction) {}

    /// The jobs under way.
    public ObservableList<Line> lines() {
        return shown;
    }

    /// Starts a job.
    ///
    /// @return lets it be cancelled
    /// @param then takes its value, on the toolkit's thread
    /// @param otherwise takes its fault, on the toolkit's thread
    public <T> JobHandle<T> start(String title, Job<T> job, Consumer<T> then, Consumer<Throwable> otherwise) {
        JobHandle<T> handle = runner.start(title, job);
        handle.result().whenComplete((value, fault) -> Platform.runLater(() -> {
            if (fault == null) {
                then.accept(value);
            } else {
                otherwise.accept(fault);
            }
        }));
        return handle;
    }

    /// Asks every job to stop.
    public void cancelAll() {
        runner.running().forEach(JobHandle::cancel);
    }

    /// Waits until the jobs have ended that were asked to; any thread but the toolkit's.
    ///
    /// @param most how long at most
    public void awaitEnd(Duration most) {
        CompletableFuture<?>[] ends = runner.running().stream().map(JobHandle::result).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Stopped, failed or still at it: who waits goes on all the same.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether a job is under way.
    public boolean busy() {
        return !runner.running().isEmpty();
    }

    private void changed() {
        if (told.compareAndSet(false, true)) {
            Platform.runLater(this::read);
        }
    }

    private void read() {
        told.set(false);
        List<JobHandle<?>> running = runner.running();
        begun.keySet().retainAll(running);
        lines.setAll(running.stream().map(this::line).toList());
    }

    private Line line(JobHandle<?> handle) {
        Instant start = begun.computeIfAbsent(handle, unused -> clock.instant());
        return new Line(
                handle,
                JobWords.of(handle.progress(), Duration.between(start, clock.instant())),
                handle.progress().fraction());
    }

    @Override
    public void close() {
        runner.close();
    }
}
