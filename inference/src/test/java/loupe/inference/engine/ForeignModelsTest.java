package loupe.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.DicomFolder;
import loupe.inference.card.Model;
import loupe.inference.tensor.FloatTensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Models of others against stored references: their graphs run operator by operator in torch, an implementation that has
/// nothing in common with the runtime (inference/training/reference_foreign.py).
class ForeignModelsTest {
    private static final Path MODELS = Path.of(System.getProperty("loupe.shared", "../../shared"), "models");
    private static final Path T1 = Path.of(System.getProperty("loupe.shared", "../../shared"), "data/t1_dicom/dicoms");

    private static byte[] resource(String name) throws Exception {
        try (InputStream in = ForeignModelsTest.class.getResourceAsStream("/loupe/inference/foreign/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    static Stream<JsonNode> models() throws Exception {
        List<JsonNode> all = new ArrayList<>();
        new ObjectMapper().readTree(resource("foreign.json")).forEach(all::add);
        return all.stream();
    }

    /// Blocks of noise with finer noise on them, as the script makes them.
    private static FloatTensor noise(JsonNode shape) {
        long[] lengths = new long[shape.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = shape.get(i).asLong();
        }
        FloatTensor t = FloatTensor.direct(lengths);
        for (long i = 0; i < t.values().capacity(); i++) {
            double fine = (i * 2654435761L & 0xffffffffL) >>> 8;
            double coarse = i / 512 * 40503 & 0xffff;
            t.values().put((int) i, (float) (0.3 * fine / (1 << 24) + 0.7 * coarse / (1 << 16)));
        }
        return t;
    }

    /// 64 x 64 x 64 voxels around the middle of the public T1, every other one, axes L, I, A, as the script cuts them.
    private static FloatTensor head() throws Exception {
        try (Volume v = DicomFolder.volume(T1)) {
            FloatTensor t = FloatTensor.direct(1, 1, 64, 64, 64);
            int slice = v.grid().slices() / 2 - 64;
            int row = v.grid().rows() / 2 - 64;
            int column = v.grid().columns() / 2 - 64;
            for (int i = 0; i < 64 * 64 * 64; i++) {
                float raw = v.value(column + 2 * (i / 4096), row + 2 * (63 - i % 64), slice + 2 * (63 - i / 64 % 64));
                t.values().put(i, Math.min(1, raw / 80f));
            }
            return t;
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void give_what_their_graph_gives_in_torch(JsonNode about) throws Exception {
        Path file = MODELS.resolve(about.get("model").asText() + ".onnx");
        assumeTrue(Files.exists(file) && Files.isDirectory(T1), "the shared folder is absent");
        byte[] weights = Files.readAllBytes(file);
        assertThat(Model.sha256(weights)).isEqualTo(about.get("sha256").asText());
        byte[] reference = resource(about.get("model").asText() + ".bin");
        int stride = about.get("stride").asInt();
        try (OnnxSession session = OnnxSession.open(weights, EngineSettings.sparing(0))) {
            FloatTensor input = about.get("labels").asBoolean() ? head() : noise(about.get("input"));
            if (about.get("labels").asBoolean()) {
                byte[] ours = session.runLabels(input, JobContext.unattended());
                int equal = 0;
                for (int i = 0; i < reference.length; i++) {
                    equal += ours[i * stride] == reference[i] ? 1 : 0;
                }
                System.out.printf("figure: %s equal labels %d of %d%n", about.get("model").asText(), equal, reference.length);
                assertThat(equal).isGreaterThanOrEqualTo((int) Math.ceil(0.9999 * reference.length));
            } else {
                FloatBuffer ours = session.run(input, JobContext.unattended()).values();
                FloatBuffer theirs = ByteBuffer.wrap(reference).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
                double most = 0;
                for (int i = 0; i < theirs.capacity(); i++) {
                    most = Math.max(most, Math.abs(ours.get(i * stride) - theirs.get(i)));
                }
                System.out.printf("figure: %s off by %.1e of the output's range%n", about.get("model").asText(), most / about.get("range").asDouble());
                assertThat(most).isLessThanOrEqualTo(1e-4 * about.get("range").asDouble());
            }
        }
    }
}
