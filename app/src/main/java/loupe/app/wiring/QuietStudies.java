package loupe.app.wiring;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;

/// Does something with studies that are pushed, each once nothing came for it for a while: nobody says when the last image was sent.
/// One study after the other, on a thread of its own. Safe for any thread.
public final class QuietStudies implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Duration quiet;
    private final Work work;
    private final JobContext context;
    private final Consumer<Throwable> faults;
    private final Map<String, Since> waiting = new HashMap<>();
    private final Thread thread;
    private boolean ended;

    /// What is done with a study.
    @FunctionalInterface
    public interface Work {
        /// @param study pseudonymous UID
        /// @param grown pseudonymous UIDs of its series that got images
        /// @throws IOException if it cannot be done
        void with(String study, Set<String> grown, JobContext context) throws IOException;
    }

    private record Since(long nanos, Set<String> grown) {}

    /// @param quiet how long nothing comes before a study is taken as whole
    /// @param context cancel ends it
    /// @param faults keeps what went wrong with a study; the others go on
    public QuietStudies(Duration quiet, Work work, JobContext context, Consumer<Throwable> faults) {
        this.quiet = quiet;
        this.work = work;
        this.context = context;
        this.faults = faults;
        this.thread = Thread.ofPlatform().daemon().name("quiet-studies").start(this::run);
    }

    /// Something came.
    ///
    /// @param studies pseudonymous UIDs of the studies touched
    /// @param grown pseudonymous UIDs of the series that got images
    public synchronized void arrived(Set<String> studies, Set<String> grown) {
        for (String s : studies) {
            Set<String> all = new HashSet<>(grown);
            Since before = waiting.get(s);
            if (before != null) {
                all.addAll(before.grown);
            }
            waiting.put(s, new Since(System.nanoTime(), all));
        }
        notifyAll();
    }

    /// How many studies wait.
    public synchronized int waiting() {
        return waiting.size();
    }

    private void run() {
        try {
            for (Map.Entry<String, Since> due = next(); due != null; due = next()) {
                with(due.getKey(), due.getValue().grown);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void with(String study, Set<String> grown) {
        try {
            work.with(study, grown, context);
        } catch (CancelledException e) {
            close();
        } catch (IOException | RuntimeException e) {
            faults.accept(e);
        }
    }

    /// The next study that is quiet; none where it ended.
    private synchronized Map.@org.jspecify.annotations.Nullable Entry<String, Since> next() throws InterruptedException {
        while (!ended && !context.cancelled()) {
            long now = System.nanoTime();
            for (Map.Entry<String, Since> e : waiting.entrySet()) {
                if (now - e.getValue().nanos >= quiet.toNanos()) {
                    waiting.remove(e.getKey());
                    return e;
                }
            }
            wait(LOOK.toMillis());
        }
        return null;
    }

    /// Ends it; what waits is left as it is, and what is at work hears the context's cancel.
    @Override
    public synchronized void close() {
        ended = true;
        notifyAll();
    }
}
