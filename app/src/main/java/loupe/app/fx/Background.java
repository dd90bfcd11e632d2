package loupe.app.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javafx.application.Platform;

/// One thread beside the toolkit's: work runs on it in the order it was given, results come back on the toolkit's thread.
///
/// Store, decoder and models refuse the toolkit's thread; everything that touches them goes through here.
public final class Background implements AutoCloseable {
    private final ExecutorService thread;
    private final Consumer<Throwable> faults;

    /// @param name name of the thread
    /// @param faults told on the toolkit's thread what went wrong
    public Background(String name, Consumer<Throwable> faults) {
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
        this.faults = faults;
    }

    /// Does work, then hands its value over on the toolkit's thread; a fault goes to the listener.
    public <T> void run(Callable<T> work, Consumer<T> then) {
        run(work, then, faults);
    }

    /// Does work, then hands its value or its fault over on the toolkit's thread.
    ///
    /// After [#close()] nothing is done any more.
    public <T> void run(Callable<T> work, Consumer<T> then, Consumer<Throwable> otherwise) {
        try {
            thread.execute(() -> attempt(work, then, otherwise));
        } catch (RejectedExecutionException e) {
            if (!thread.isShutdown()) {
                throw e;
            }
        }
    }

    private static <T> void attempt(Callable<T> work, Consumer<T> then, Consumer<Throwable> otherwise) {
        try {
            T value = work.call();
            Platform.runLater(() -> then.accept(value));
        } catch (Exception | OutOfMemoryError e) {
            Platform.runLater(() -> otherwise.accept(e));
        }
    }

    /// Does work after what was given before, and tells whether it went well, all without the toolkit's thread.
    public void aside(Callable<Boolean> work, Consumer<Boolean> then) {
        try {
            thread.execute(() -> {
                try {
                    then.accept(work.call());
                } catch (Exception e) {
                    then.accept(false);
                }
            });
        } catch (RejectedExecutionException e) {
            then.accept(false);
        }
    }

    /// Takes no more work; what was given is still done.
    @Override
    public void close() {
        thread.shutdown();
    }
}
