package loupe.inference.engine;

import ai.onnxruntime.OrtException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Calls ONNX Runtime's start and loading on a thread with a deep stack.
///
/// Both work by recursion: the start was seen to overrun the 1 MB a thread usually has where the command line was long
/// (SIGSEGV, no Java exception), and loading walks the model's graph, which a file may make as deep as it likes. The
/// thread lives for one call only.
final class DeepStack {
    private static final long BYTES = 256L << 20;

    private DeepStack() {}

    static <T> T call(Callable<T> work) throws OrtException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "model-load", BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OrtException cause) {
                throw cause;
            }
            throw new IllegalStateException("loading a model failed unexpectedly", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
