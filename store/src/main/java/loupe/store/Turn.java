package loupe.store;

import java.util.concurrent.locks.ReentrantLock;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import org.jspecify.annotations.Nullable;

/// Orders all callers of one open store, and holds the session they work in.
final class Turn {
    private final ReentrantLock lock = new ReentrantLock(true);
    private @Nullable Session session;
    private boolean closed;

    /// What runs in a turn.
    interface Work<T> {
        T run(Session session) throws StoreException;
    }

    /// What runs in a turn, open or not.
    interface Step {
        void run() throws StoreException;
    }

    ReentrantLock lock() {
        return lock;
    }

    /// Runs work on an unlocked store.
    <T> T take(Work<T> work) throws StoreException {
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
    void alone(Step step) throws StoreException {
        Guard.refuseToolkitThread();
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    /// The session, taken out; null where the store is locked.
    @Nullable Session takeOut() {
        Session s = session;
        session = null;
        return s;
    }

    void put(Session s) {
        session = s;
    }

    boolean isLocked() {
        return session == null && !closed;
    }

    boolean isClosed() {
        return closed;
    }

    void setClosed() {
        closed = true;
    }
}
