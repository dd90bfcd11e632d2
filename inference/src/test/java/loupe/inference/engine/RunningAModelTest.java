package loupe.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.inference.tensor.FloatTensor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningAModelTest {
    private static final EngineSettings SETTINGS = new EngineSettings(2, true);

    private static byte[] resource(String name) throws Exception {
        try (InputStream in = RunningAModelTest.class.getResourceAsStream("/loupe/inference/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({"ct-lungs,8,1", "ct-nodules,5,1", "film-lungs,1,1", "he-tissue,3,1", "he-nuclei,3,2"})
    void gives_what_torch_gave_when_it_was_trained(String id, int channels, int maps) throws Exception {
        ByteBuffer reference = ByteBuffer.wrap(resource(id + ".reference.bin")).order(ByteOrder.LITTLE_ENDIAN);
        FloatTensor input = FloatTensor.direct(2, channels, 64, 64);
        int inputs = input.values().capacity();
        input.values().put(0, reference.asFloatBuffer(), 0, inputs);
        try (OnnxSession session = OnnxSession.open(resource("models/" + id + ".onnx"), SETTINGS)) {
            FloatTensor out = session.run(input, JobContext.unattended());
            assertThat(out.shape()).containsExactly(2, maps, 64, 64);
            float highest = 0;
            for (int i = 0; i < 2 * maps * 64 * 64; i++) {
                float torch = reference.asFloatBuffer().get(inputs + i);
                assertThat(Math.abs(out.values().get(i) - torch)).isLessThan(1e-4f);
                highest = Math.max(highest, torch);
            }
            assertThat(highest).as("the reference is not all dark").isGreaterThan(0.5f);
        }
    }

    @Test
    void gives_what_torch_gave_for_the_second_look_too() throws Exception {
        ByteBuffer reference = ByteBuffer.wrap(resource("ct-nodules.second.reference.bin")).order(ByteOrder.LITTLE_ENDIAN);
        FloatTensor input = FloatTensor.direct(4, 1, 16, 32, 32);
        int inputs = input.values().capacity();
        input.values().put(0, reference.asFloatBuffer(), 0, inputs);
        try (OnnxSession session = OnnxSession.open(resource("models/ct-nodules.second.onnx"), SETTINGS)) {
            FloatTensor out = session.run(input, JobContext.unattended());
            for (int i = 0; i < 4; i++) {
                assertThat(Math.abs(out.values().get(i) - reference.asFloatBuffer().get(inputs + i))).isLessThan(1e-4f);
            }
        }
    }

    @Test
    void gives_what_torch_gave_for_the_whole_chest_too() throws Exception {
        ByteBuffer reference = ByteBuffer.wrap(resource("ct-lungs.second.reference.bin")).order(ByteOrder.LITTLE_ENDIAN);
        FloatTensor input = FloatTensor.direct(1, 1, 40, 48, 48);
        int voxels = input.values().capacity();
        input.values().put(0, reference.asFloatBuffer(), 0, voxels);
        try (OnnxSession session = OnnxSession.open(resource("models/ct-lungs.second.onnx"), SETTINGS)) {
            FloatTensor out = session.run(input, JobContext.unattended());
            assertThat(out.shape()).containsExactly(1, 1, 40, 48, 48);
            float highest = 0;
            for (int i = 0; i < voxels; i++) {
                float torch = reference.asFloatBuffer().get(voxels + i);
                assertThat(Math.abs(out.values().get(i) - torch)).isLessThan(1e-4f);
                highest = Math.max(highest, torch);
            }
            assertThat(highest).as("the reference is not all dark").isGreaterThan(0.5f);
        }
    }

    /// A job that somebody cancels.
    private static final class Cancellable implements JobContext {
        final AtomicBoolean asked = new AtomicBoolean();
        final AtomicReference<Runnable> action = new AtomicReference<>(() -> {});

        @Override
        public void progress(long done, long total, String unit) {}

        @Override
        public boolean cancelled() {
            return asked.get();
        }

        @Override
        public Registration onCancel(Runnable run) {
            action.set(run);
            return () -> action.set(() -> {});
        }
    }

    @Test
    void stops_soon_after_cancel() throws Exception {
        Cancellable job = new Cancellable();
        AtomicReference<Throwable> ended = new AtomicReference<>(new AssertionError("the run went to its end"));
        try (OnnxSession session = OnnxSession.open(resource("models/ct-lungs.onnx"), SETTINGS)) {
            FloatTensor large = FloatTensor.direct(12, 8, 512, 512);
            Thread run = Thread.ofPlatform().start(() -> {
                try {
                    session.run(large, job);
                } catch (ModelException | RuntimeException e) {
                    ended.set(e);
                }
            });
            Thread.sleep(200);
            assertThat(run.isAlive()).as("the run is long enough to be cancelled").isTrue();
            job.asked.set(true);
            job.action.get().run();
            run.join(2000);
            assertThat(run.isAlive()).isFalse();
            assertThat(ended.get()).isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void is_refused_on_the_javafx_thread() throws Exception {
        AtomicReference<Throwable> ended = new AtomicReference<>(new AssertionError("it ran"));
        byte[] model = resource("models/ct-lungs.onnx");
        Thread fx = Thread.ofPlatform().name("JavaFX Application Thread").start(() -> {
            try {
                OnnxSession.open(model, SETTINGS).close();
            } catch (ModelException | RuntimeException e) {
                ended.set(e);
            }
        });
        fx.join();
        assertThat(ended.get()).isInstanceOf(IllegalStateException.class);
    }

    @Nested
    class Is_refused_in_one_line_when {
        private void refused(byte[] model, String message) {
            assertThatThrownBy(() -> OnnxSession.open(model, SETTINGS))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("\n");
        }

        @Test
        void the_file_is_text() {
            refused("this is no model".getBytes(StandardCharsets.UTF_8), "damaged");
        }

        @Test
        void the_file_is_empty() {
            refused(new byte[0], "damaged");
        }

        @Test
        void the_file_is_cut_short() throws Exception {
            byte[] whole = resource("models/ct-lungs.onnx");
            refused(Arrays.copyOf(whole, whole.length / 2), "damaged");
        }

        @Test
        void weights_lie_in_another_file() {
            byte[] tensor = join(field(13, join(field(1, "location"), field(2, "/etc/passwd"))), number(14, 1));
            refused(field(7, field(5, tensor)), "in other files");
        }

        @Test
        void an_operator_is_of_an_unknown_domain() {
            refused(join(field(7, field(1, field(7, "evil.ops"))), field(8, field(1, ""))), "unknown domain");
        }

        @Test
        void a_tensor_claims_an_absurd_size() {
            refused(field(7, field(5, join(number(1, 1 << 20), number(1, 1 << 20)))), "absurd size");
        }

        private static byte[] number(int field, long value) {
            return join(varint((long) field << 3), varint(value));
        }

        private static byte[] field(int field, String text) {
            return field(field, text.getBytes(StandardCharsets.UTF_8));
        }

        private static byte[] field(int field, byte[] content) {
            return join(varint((long) field << 3 | 2), varint(content.length), content);
        }

        private static byte[] varint(long value) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            long left = value;
            while (left > 0x7f) {
                out.write((int) (left & 0x7f | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
            return out.toByteArray();
        }

        private static byte[] join(byte[]... parts) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (byte[] p : parts) {
                out.writeBytes(p);
            }
            return out.toByteArray();
        }
    }
}
