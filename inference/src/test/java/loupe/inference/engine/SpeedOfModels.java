package loupe.inference.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.DicomFolder;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.inference.Scan;
import loupe.inference.card.Model;
import loupe.inference.tensor.FloatTensor;

/// `SpeedOfModels SHARED ROUNDS`: times, in turn in the same process, the bare runtime, our engine's call and the whole way
/// from a decoded volume to a mask in patient space, for the fast brain model; prints medians and ratios.
public final class SpeedOfModels {
    private static final int SIDE = 256;

    private SpeedOfModels() {}

    /// @param a the folder of shared files, rounds
    public static void main(String[] a) throws Exception {
        Path shared = Path.of(a[0]);
        int rounds = Integer.parseInt(a[1]);
        Path weights = shared.resolve("models/bc_model5_gw_ae.onnx");
        Model model = ModelCatalogue.recognise(weights).orElseThrow();
        EngineSettings settings = EngineSettings.sparing(0);
        List<Double> bare = new ArrayList<>();
        List<Double> engine = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        try (var folders = Files.list(shared.resolve("data/t1_dicom"));
                Volume head = DicomFolder.volume(folders.filter(Files::isDirectory).findFirst().orElseThrow());
                OnnxSession ours = OnnxSession.open(model.weights(), settings);
                ModelRunner runner = new ModelRunner(settings, Clock.systemUTC(), "benchmark");
                Bare plain = new Bare(model.weights(), settings)) {
            Scan scan = new Scan(head, "2.25.1", "MR", "BRAIN");
            FloatTensor tensor = noise();
            for (int i = 0; i <= rounds; i++) {
                double b = seconds(() -> plain.run(tensor.values()));
                double e = seconds(() -> ours.runLabels(tensor, JobContext.unattended()));
                double w = seconds(() -> runner.run(model, scan, JobContext.unattended()));
                if (i > 0) {
                    bare.add(b);
                    engine.add(e);
                    whole.add(w);
                }
            }
        }
        System.out.printf(Locale.ROOT, "figure: bare runtime %.2f s, engine call %.3f x, volume to mask %.3f x (bars 1.03, 1.25); peak resident %d MiB%n",
                median(bare), median(engine) / median(bare), median(whole) / median(bare), peakMiB());
    }

    private static FloatTensor noise() {
        FloatTensor t = FloatTensor.direct(1, 1, SIDE, SIDE, SIDE);
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < t.values().capacity(); i++) {
            t.values().put(i, random.nextFloat());
        }
        return t;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> all) {
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }

    private static long peakMiB() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith("VmHWM"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) >> 10).findFirst().orElse(0);
    }

    /// ONNX Runtime as its documentation calls it, with the same options as ours.
    private static final class Bare implements AutoCloseable {
        private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        private final OrtSession session;

        Bare(byte[] model, EngineSettings settings) throws Exception {
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(settings.threads());
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = DeepStack.call(() -> environment.createSession(model, options));
        }

        void run(FloatBuffer values) throws Exception {
            String input = session.getInputNames().iterator().next();
            try (OnnxTensor in = OnnxTensor.createTensor(environment, values, new long[] {1, 1, SIDE, SIDE, SIDE});
                    OrtSession.Result result = session.run(Map.of(input, in))) {
                if (result.size() != 1) {
                    throw new IllegalStateException("one output was expected");
                }
            }
        }

        @Override
        public void close() throws ai.onnxruntime.OrtException {
            session.close();
        }
    }
}
