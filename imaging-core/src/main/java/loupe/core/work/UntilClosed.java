package loupe.core.work;

import java.util.LinkedHashSet;
import java.util.Set;

/// The context of work that nobody watches and that ends with whoever asked for it: closing asks it to stop. Any thread.
public final class UntilClosed implements JobContext, AutoCloseable {
    private final Set<Runnable> actions = new LinkedHashSet<>();
    private volatile boolean closed;

    @Override
    public void progress(long done, long total, String unit) {
        // Nobody watches.
    }

    @Override
    public boolean cancelled() {
        return closed;
    }

    @Override
    public Registration onCancel(Runnable action) {
        Runnable own = action::run;
        synchronized (actions) {
            if (!closed) {
                actions.add(own);
                return () -> {
                    synchronized (actions) {
                        actions.remove(own);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    /// Asks the work to stop; returns at once.
    @Override
    public void close() {
        Set<Runnable> now;
        synchronized (actions) {
            closed = true;
            now = new LinkedHashSet<>(actions);
            actions.clear();
        }
        now.forEach(Runnable::run);
    }
}
