package loupe.inference.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import loupe.core.work.JobContext;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.inference.engine.EngineSettings;
import loupe.sample.PhantomSeeds;
import loupe.sample.chest.ChestPhantom;
import loupe.sample.chest.PhantomSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatingAModelTest {
    @TempDir Path folder;

    /// NIfTI-1 of int16, axes to the left, back and head as the phantom's (the header says R A S, so x and y are turned).
    private void write(String name, ChestPhantom phantom, boolean lungs) throws IOException {
        int n = phantom.grid().columns();
        int slices = phantom.grid().slices();
        ByteBuffer b = ByteBuffer.allocate(352 + 2 * n * n * slices).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, 348).putShort(40, (short) 3).putShort(42, (short) n).putShort(44, (short) n).putShort(46, (short) slices);
        b.putShort(48, (short) 1).putShort(70, (short) 4).putShort(72, (short) 16).putFloat(76, 1);
        b.putFloat(80, 1.4f).putFloat(84, 1.4f).putFloat(88, 2.5f).putFloat(108, 352).putFloat(112, 1);
        b.putShort(254, (short) 1);
        float[] rows = {-1.4f, 0, 0, 178.5f, 0, -1.4f, 0, 178.5f, 0, 0, 2.5f, 0};
        for (int i = 0; i < 12; i++) {
            b.putFloat(280 + 4 * i, rows[i]);
        }
        b.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
        for (int s = 0; s < slices; s++) {
            short[] hu = phantom.slice(s);
            for (int i = 0; i < n * n; i++) {
                int value = lungs ? (phantom.truth().lungs().contains(s, i) ? 1 : 0) : hu[i];
                b.putShort(352 + 2 * (s * n * n + i), (short) value);
            }
        }
        Files.write(folder.resolve(name), b.array());
    }

    @Test
    void a_folder_of_images_with_truth_becomes_figures_by_subgroup_and_pictures() throws Exception {
        ChestPhantom phantom = ChestPhantom.generate(PhantomSeeds.test().findFirst().orElseThrow(), PhantomSettings.USUAL);
        write("one.nii", phantom, false);
        write("one-mask.nii", phantom, true);
        Files.writeString(folder.resolve("truth.json"), """
                {"cases": [{"name": "one", "image": "one.nii", "truth": "one-mask.nii", "groups": {"sex": "F"}},
                           {"name": "wrong", "image": "one.nii", "truth": "one-mask.nii", "modality": "MR"}]}""");
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            Evaluation e = new Evaluator(runner, ModelCatalogue.builtIn().find("ct-lungs").orElseThrow(), 2)
                    .run(TruthFolder.cases(folder), JobContext.unattended());
            JsonNode json = new ObjectMapper().readTree(EvaluationPages.json(e));
            assertThat(json.at("/cases/0/labels/0/dice").asDouble()).isBetween(0.95, 1.0);
            assertThat(json.at("/cases/0/labels/0/hd95Mm").asDouble()).isBetween(0.0, 10.0);
            assertThat(json.at("/cases/1/refused").asText()).contains("takes CT");
            assertThat(json.at("/groups/0/cases").asInt()).isEqualTo(1);
            assertThat(json.at("/groups/1/group").asText()).isEqualTo("sex F");
            assertThat(json.at("/calibrationError").asDouble()).isBetween(0.0, 0.2);
            assertThat(EvaluationPages.html(e)).contains("data:image/png;base64,").contains("sex F");
        }
    }

    @Test
    void a_list_that_names_a_missing_file_is_told_where() throws IOException {
        Files.writeString(folder.resolve("truth.json"), "{\"cases\": [{\"image\": \"gone.nii\", \"truth\": \"gone.nii\"}]}");
        assertThatThrownBy(() -> TruthFolder.cases(folder)).isInstanceOf(IOException.class)
                .hasMessageContaining("/cases/0/image");
    }
}
