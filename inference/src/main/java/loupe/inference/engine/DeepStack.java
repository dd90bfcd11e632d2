package loupe.inference.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Makes sessions on a thread with a deep stack.
///
/// ONNX Runtime walks a model's graph by recursion while it loads it; the text reading net overran the 1 MB a thread
/// usually has, which ends the whole program (SIGSEGV, no Java exception). The thread lives for one load only.
final class DeepStack {
    private static final long BYTES = 256L << 20;

    private DeepStack() {}

    static OrtSession load(OrtEnvironment environment, byte[] model, OrtSession.SessionOptions options)
            throws OrtException {
        FutureTask<OrtSession> task = new FutureTask<>(() -> environment.createSession(model, options));
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
