package loupe.store.session;

import java.util.concurrent.locks.ReentrantLock;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import org.jspecify.annotations.Nullable;

/// Orders all callers of one open store, and holds the session they work in.
public final class Turn {
    private final ReentrantLock lock = new ReentrantLock(true);
    private @Nullable Session session;
    private boolean closed;

    /// What runs in a turn.
    public interface Work<T> {
        T run(Session session) throws StoreException;
    }

    /// What runs in a turn, open or not.
    public interface Step {
        void run() throws StoreException;
    }

    public ReentrantLock lock() {
        return lock;
    }

    /// Runs work on an unlocked store.
    public <T> T take(Work<T> work) throws StoreException {
        Guard.refuseToolkitThread();
        lock.lock();
        try {
            Session s = session;
            if (s == null) {
                throw new StoreException(
                        Kind.LOCKED,
                        closed
                                ? "The store is closed; open it again."
                                : "The store is locked; unlock it with the passphrase.");
            }
            return work.run(s);
        } finally {
            lock.unlock();
        }
    }

    /// Runs a step whatever the state.
    public void alone(Step step) throws StoreException {
        Guard.refuseToolkitThread();
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    /// The session, taken out; null where the store is locked.
    public @Nullable Session takeOut() {
        Session s = session;
        session = null;
        return s;
    }

    public void put(Session s) {
        session = s;
    }

    public boolean isLocked() {
        return session == null && !closed;
    }

    public boolean isClosed() {
        return closed;
    }

    public void setClosed() {
        closed = true;
    }
}
