package loupe.review.intake;

import java.io.IOException;
import java.util.function.Function;
import loupe.core.work.CancelledException;

/// A fault that one file causes and nobody foresaw: it is that file's refusal and ends nothing else.
///
/// @param sentence for the person; names no path and no value
/// @param where classes of the fault and of what it came from, for logs
public record Unforeseen(String sentence, String where) {
    /// Work that may be cancelled or fail to read or write; both go through.
    @FunctionalInterface
    public interface Work<T> {
        /// Works on one file.
        T run() throws IOException;
    }

    /// Does work on one file; whatever it throws but a cancel and an I/O fault becomes an answer.
    ///
    /// @param instead makes the answer of the fault
    /// @throws IOException if the work throws it
    /// @throws CancelledException if cancelled
    public static <T> T guard(Work<T> work, Function<Unforeseen, T> instead) throws IOException {
        try {
            return work.run();
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return instead.apply(of(e));
        }
    }

    private static Unforeseen of(Throwable fault) {
        String sentence = fault instanceof OutOfMemoryError
                ? "it asks for more memory than this machine gives; it is left out"
                : "something in it is so odd that it cannot be worked on; it is left out";
        StackTraceElement[] frames = fault.getStackTrace();
        String at = frames.length == 0 ? "" : " in " + frames[0].getClassName() + "." + frames[0].getMethodName();
        return new Unforeseen(sentence, fault.getClass().getName() + at);
    }
}
