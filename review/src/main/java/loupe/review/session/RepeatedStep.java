package loupe.review.session;

import java.io.IOException;
import loupe.store.fault.StoreException;

/// Does a step on a study again where somebody else wrote to the study between its reading and its writing, so that neither
/// is lost.
public final class RepeatedStep {
    private static final int MOST = 50;

    private RepeatedStep() {}

    /// A step that reads a study's records and appends one after the last of them.
    ///
    /// @param <T> what it gives
    public interface Step<T> {
        /// Reads and appends.
        T run() throws IOException;
    }

    /// Runs a step until nobody was faster, at most 50 times.
    ///
    /// @throws StoreException CHANGED where somebody was faster every time
    public static <T> T untilAlone(Step<T> step) throws IOException {
        for (int i = 1; ; i++) {
            try {
                return step.run();
            } catch (StoreException e) {
                if (e.kind() != StoreException.Kind.CHANGED || i == MOST) {
                    throw e;
                }
            }
        }
    }
}
