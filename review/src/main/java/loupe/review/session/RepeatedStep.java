package loupe.review.session;

import java.io.IOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import loupe.store.fault.StoreException;

/// Does a step on a study again where somebody else wrote to the study between its reading and its writing, so that neither
/// is lost. Whoever was too slow a few times is let through alone: a signature takes longer than a decision, and readers who
/// decide without a pause would else keep it out for ever.
public final class RepeatedStep {
    private static final int PATIENT = 5;
    private static final int MOST = 50;
    /// Shared by steps at work beside one another, exclusive for one that lost too often; fair, so that its turn comes. A store
    /// belongs to one process, so one gate knows all who write.
    private static final ReentrantReadWriteLock GATE = new ReentrantReadWriteLock(true);

    private RepeatedStep() {}

    /// A step that reads a study's records and appends one after the last of them. It runs no other such step.
    ///
    /// @param <T> what it gives
    public interface Step<T> {
        /// Reads and appends.
        T run() throws IOException;
    }

    /// Runs a step until nobody was faster; after five times with nobody beside it, and at most 50 times.
    ///
    /// @throws StoreException CHANGED where somebody who does not come through here was faster every time
    public static <T> T untilAlone(Step<T> step) throws IOException {
        for (int i = 1; ; i++) {
            Lock turn = i <= PATIENT ? GATE.readLock() : GATE.writeLock();
            turn.lock();
            try {
                return step.run();
            } catch (StoreException e) {
                if (e.kind() != StoreException.Kind.CHANGED || i == MOST) {
                    throw e;
                }
            } finally {
                turn.unlock();
            }
        }
    }
}
