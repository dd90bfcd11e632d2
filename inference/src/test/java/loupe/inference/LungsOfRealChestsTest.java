package loupe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.engine.EngineSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The lung net, trained on drawn phantoms only, on two real chest CT it never saw; evaluation only.
class LungsOfRealChestsTest {
    private static final Path FOLDER = Path.of(System.getProperty("loupe.shared", "../../shared"), "data/chest_ct_eval");

    @ParameterizedTest
    @ValueSource(strings = {"id001", "id002"})
    void are_outlined_no_worse_than_by_thresholding_with_closing(String id) throws Exception {
        assumeTrue(Files.isDirectory(FOLDER), "the public chest CT are absent");
        Model model = ModelCatalogue.builtIn().find("ct-lungs").orElseThrow();
        try (Volume volume = volume(id);
                Volume mask = volume(id + "-msk");
                ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            Mask truth = above(mask, 128);
            Mask ours = runner.run(model, new Scan(volume, "2.25.1", "CT", "CHEST"), JobContext.unattended())
                    .segmentation().orElseThrow().segment(1).mask();
            double net = ours.dice(truth);
            double threshold = new ClosedThreshold(volume).lungs().dice(truth);
            System.out.printf("figure: %s net %.4f threshold with closing %.4f%n", id, net, threshold);
            assertThat(net).isGreaterThanOrEqualTo(threshold);
        }
    }

    private static Volume volume(String id) throws Exception {
        return NiftiFiles.volume(FOLDER.resolve(id + ".nii.gz"));
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
