package loupe.inference.engine;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.inference.tensor.FloatTensor;

/// One loaded model, usually with one input and one output of float32. Runs take turns; any thread but the JavaFX one.
///
/// ONNX Runtime unpacks its native library into `java.io.tmpdir` at every start and may leave it there (28 MB, no content
/// of anybody's); with `-Donnxruntime.native.path=DIR` pointing at a folder that holds it, nothing is unpacked.
public final class OnnxSession implements AutoCloseable {
    private static final String FX_THREAD = "JavaFX Application Thread";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean closed;

    private OnnxSession(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
        this.input = session.getInputNames().iterator().next();
    }

    /// Checks and loads a model.
    ///
    /// @throws ModelException if the file is damaged, reaches outside itself or is not understood
    public static OnnxSession open(byte[] model, EngineSettings settings) throws ModelException {
        OnnxSession loaded = openAny(model, settings);
        if (loaded.session.getNumInputs() != 1 || loaded.session.getNumOutputs() != 1) {
            loaded.close();
            throw new ModelException("the model must have one input and one output");
        }
        return loaded;
    }

    /// Checks and loads a model with any number of inputs and outputs.
    ///
    /// @throws ModelException if the file is damaged, reaches outside itself or is not understood
    public static OnnxSession openAny(byte[] model, EngineSettings settings) throws ModelException {
        refuseFxThread();
        ModelScan.check(model);
        settings.provider().require();
        try {
            return DeepStack.call(() -> load(model, settings));
        } catch (OrtException e) {
            throw new ModelException("the model could not be loaded; the file is damaged or made for another runtime", e);
        }
    }

    private static OnnxSession load(byte[] model, EngineSettings settings) throws OrtException {
        RuntimeTelemetry.off();
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "loupe");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            environment.setTelemetry(false);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setIntraOpNumThreads(settings.threads());
            options.setInterOpNumThreads(1);
            settings.provider().choose(options);
            options.setDeterministicCompute(settings.deterministic());
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return new OnnxSession(environment, environment.createSession(model, options));
        }
    }

    private static void refuseFxThread() {
        if (Thread.currentThread().getName().equals(FX_THREAD)) {
            throw new IllegalStateException("models must not run on the JavaFX thread");
        }
    }

    /// Runs the model once.
    ///
    /// @param tensor the input; read in place where its buffer is direct and of native order
    /// @param job cancel stops the run within 200 ms
    /// @throws ModelException if the run fails or gives numbers that are none
    /// @throws CancelledException if cancel was asked for
    public FloatTensor run(FloatTensor tensor, JobContext job) throws ModelException {
        return inTurn(Map.of(input, tensor), job, r -> numbers(r.get(0)));
    }

    /// Runs a model that answers with class numbers (uint8 or int8), once.
    ///
    /// @param tensor the input, as for [#run]
    /// @param job cancel stops the run within 200 ms
    /// @return the class numbers in the order of the output
    /// @throws ModelException if the run fails or the output is of another kind
    public byte[] runLabels(FloatTensor tensor, JobContext job) throws ModelException {
        return inTurn(Map.of(input, tensor), job, r -> labels(r.get(0)));
    }

    /// Runs a model with several inputs.
    ///
    /// @param inputs a tensor a name; read in place where its buffer is direct and of native order
    /// @param outputs names of the outputs wanted
    /// @param job cancel stops the run within 200 ms
    /// @return the outputs in the order asked for
    /// @throws ModelException if the run fails, a name is not there, or an output is not of float32
    public List<FloatTensor> run(Map<String, FloatTensor> inputs, List<String> outputs, JobContext job)
            throws ModelException {
        return inTurn(inputs, job, r -> {
            List<FloatTensor> all = new ArrayList<>();
            for (String name : outputs) {
                all.add(numbers(r.get(name).orElseThrow(() -> new ModelException("the model has no output of that name"))));
            }
            return all;
        });
    }

    /// Reads what a run gave while it is still there.
    private interface Reading<T> {
        T read(OrtSession.Result result) throws ModelException;
    }

    private <T> T inTurn(Map<String, FloatTensor> inputs, JobContext job, Reading<T> reading) throws ModelException {
        refuseFxThread();
        job.checkCancelled();
        turn.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the model was unloaded");
            }
            return locked(inputs, job, reading);
        } finally {
            turn.unlock();
        }
    }

    @SuppressWarnings("try") // the registration is only there to be closed
    private <T> T locked(Map<String, FloatTensor> inputs, JobContext job, Reading<T> reading) throws ModelException {
        try (OrtSession.RunOptions options = new OrtSession.RunOptions();
                Stop stop = new Stop(options);
                JobContext.Registration cancel = job.onCancel(stop);
                Tensors in = Tensors.of(environment, inputs);
                OrtSession.Result result = session.run(in.byName, options)) {
            return reading.read(result);
        } catch (OrtException e) {
            if (job.cancelled()) {
                throw new CancelledException();
            }
            throw new ModelException("the model failed while it ran; its card may not fit its input", e);
        }
    }

    private static FloatTensor numbers(OnnxValue value) throws ModelException {
        if (!(value instanceof OnnxTensor out) || out.getInfo().type != OnnxJavaType.FLOAT) {
            throw new ModelException("the model's output is not of float32");
        }
        return new FloatTensor(out.getInfo().getShape(), out.getFloatBuffer());
    }

    private static byte[] labels(OnnxValue value) throws ModelException {
        if (!(value instanceof OnnxTensor out)
                || out.getInfo().type != OnnxJavaType.INT8 && out.getInfo().type != OnnxJavaType.UINT8) {
            throw new ModelException("the model's output is not of class numbers");
        }
        ByteBuffer copied = out.getByteBuffer();
        if (copied.hasArray() && copied.arrayOffset() == 0 && copied.array().length == copied.remaining()) {
            return copied.array();
        }
        byte[] all = new byte[copied.remaining()];
        copied.get(all);
        return all;
    }

    /// Unloads the model after the run under way.
    @Override
    public void close() {
        turn.lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the model could not be unloaded", e);
        } finally {
            turn.unlock();
        }
    }

    /// Tensors that end together.
    private record Tensors(Map<String, OnnxTensor> byName) implements AutoCloseable {
        static Tensors of(OrtEnvironment environment, Map<String, FloatTensor> inputs) throws OrtException {
            Tensors all = new Tensors(new HashMap<>());
            try {
                for (Map.Entry<String, FloatTensor> e : inputs.entrySet()) {
                    all.byName.put(e.getKey(),
                            OnnxTensor.createTensor(environment, e.getValue().values(), e.getValue().shape()));
                }
                return all;
            } catch (OrtException | RuntimeException e) {
                all.close();
                throw e;
            }
        }

        @Override
        public void close() {
            byName.values().forEach(OnnxTensor::close);
        }
    }

    /// Asks a run to stop, but never after its options are gone.
    private static final class Stop implements Runnable, AutoCloseable {
        private final OrtSession.RunOptions options;
        private boolean over;

        Stop(OrtSession.RunOptions options) {
            this.options = options;
        }

        @Override
        public synchronized void run() {
            if (!over) {
                try {
                    options.setTerminate(true);
                } catch (OrtException e) {
                    throw new IllegalStateException("the run could not be stopped", e);
                }
            }
        }

        @Override
        public synchronized void close() {
            over = true;
        }
    }
}
