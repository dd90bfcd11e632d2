package loupe.app.shell;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import loupe.core.work.CancelledException;

/// Something that is read in a thread of its own while the caller reads something else.
final class Beside<T> {
    private final FutureTask<T> task;

    private Beside(FutureTask<T> task) {
        this.task = task;
    }

    static <T> Beside<T> of(Callable<T> reading) {
        FutureTask<T> task = new FutureTask<>(reading);
        Thread.ofPlatform().daemon().name("beside").start(task);
        return new Beside<>(task);
    }

    /// What was read, once it is.
    ///
    /// @throws IOException as the reading did
    /// @throws CancelledException if the caller is interrupted meanwhile
    T get() throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            Throwable fault = Objects.requireNonNull(e.getCause());
            if (fault instanceof IOException io) {
                throw io;
            }
            if (fault instanceof Error error) {
                throw error;
            }
            throw fault instanceof RuntimeException r ? r : new IllegalStateException(fault);
        }
    }
}
