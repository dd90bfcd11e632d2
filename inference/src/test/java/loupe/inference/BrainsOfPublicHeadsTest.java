package loupe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import loupe.core.finding.Prediction;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.engine.EngineSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Brain models on heads whose brain others outlined: Colin27 with its mask (Debian's mricron-data), and the public T1.
class BrainsOfPublicHeadsTest {
    private static final Path SHARED = Path.of(System.getProperty("loupe.shared", "../../shared"));
    private static final Path COLIN = Path.of("/usr/share/mricron/templates");

    private static Model model(String file) throws Exception {
        return ModelCatalogue.recognise(SHARED.resolve("models/" + file + ".onnx")).orElseThrow();
    }

    private static Prediction run(Model model, Volume head) throws Exception {
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            return runner.run(model, new Scan(head, "2.25.1", "MR", "BRAIN"), JobContext.unattended());
        }
    }

    private static Mask brain(Model model, Volume head) throws Exception {
        return run(model, head).segmentation().orElseThrow().segment(1).mask();
    }

    @ParameterizedTest
    @Tag("bar")
    @ValueSource(strings = {"bc_model5_gw_ae", "bc_model11_gw_ae"})
    void is_outlined_on_colin27_with_a_dice_of_at_least_096(String file) throws Exception {
        assumeTrue(Files.isDirectory(SHARED.resolve("models")), "the folder of models is absent");
        assumeTrue(Files.isRegularFile(COLIN.resolve("ch2.nii.gz")), "Debian's mricron-data is absent");
        try (Volume head = NiftiFiles.volume(COLIN.resolve("ch2.nii.gz"));
                Volume stripped = NiftiFiles.volume(COLIN.resolve("ch2bet.nii.gz"))) {
            Mask truth = above(stripped, 0);
            double dice = brain(model(file), head).dice(truth);
            System.out.printf("figure: %s on Colin27 Dice %.4f%n", file, dice);
            assertThat(dice).isGreaterThanOrEqualTo(0.96);
        }
    }

    @Test
    @Tag("bar")
    void is_outlined_alike_by_two_unlike_models_on_the_public_t1() throws Exception {
        assumeTrue(Files.isDirectory(SHARED.resolve("models")), "the folder of models is absent");
        try (var folders = Files.list(SHARED.resolve("data/t1_dicom"));
                Volume head = DicomFolder.volume(folders.filter(Files::isDirectory).findFirst().orElseThrow())) {
            Prediction one = run(model("bc_model5_gw_ae"), head);
            Prediction other = run(model("niivue_meshnet5_gwm"), head);
            Pictures.writeIfWanted("brain-model5", head, one);
            Pictures.writeIfWanted("brain-niivue", head, other);
            double dice = one.segmentation().orElseThrow().segment(1).mask()
                    .dice(other.segmentation().orElseThrow().segment(1).mask());
            System.out.printf("figure: brainchop-model5 and niivue-meshnet5 on the public T1 agree with Dice %.4f%n", dice);
            assertThat(dice).isGreaterThan(0.9);
        }
    }

    private static Mask above(Volume volume, float level) {
        Mask.Builder mask = Mask.builder(volume.grid());
        float[] slice = new float[volume.grid().voxelsPerSlice()];
        for (int s = 0; s < volume.grid().slices(); s++) {
            volume.slice(s, slice);
            for (int i = 0; i < slice.length; i++) {
                if (slice[i] > level) {
                    mask.add(s, i);
                }
            }
        }
        return mask.build();
    }
}
