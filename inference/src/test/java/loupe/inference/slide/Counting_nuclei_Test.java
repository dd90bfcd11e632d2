package loupe.inference.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import loupe.core.work.JobContext;
import loupe.inference.ModelCatalogue;
import loupe.inference.ZeroedWeights;
import loupe.inference.card.Model;
import loupe.inference.card.OutputStep;
import loupe.inference.card.SlideSpec;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.sample.slide.SlidePhantom;
import loupe.sample.slide.SlideRegion;
import org.junit.jupiter.api.Test;

/// Seeds from 9000 on are for measuring only; the nets were trained on 1000 to 1119.
class Counting_nuclei_Test {
    private static final int FEWEST = 20;

    private static ObjectMatch measured(byte[] weights, int slides) throws IOException, ModelException {
        Model model = ModelCatalogue.builtIn().find("he-nuclei").orElseThrow();
        SlideSpec spec = model.card().more().slide().orElseThrow();
        OutputStep.Objects rule = (OutputStep.Objects) model.card().output().getFirst();
        ObjectMatch match = new ObjectMatch();
        try (OnnxSession session = OnnxSession.open(weights, EngineSettings.sparing(0))) {
            for (long seed = 9000; seed < 9000 + slides; seed++) {
                SlideScan scan = new PhantomSlide(SlidePhantom.generate(seed, 2600, 2600)).scan(1 << 24);
                Tiling tiling = new Tiling(scan, spec);
                Tiling.Tile tile = tiling.tile(tiling.across() * 5 + 4);
                ObjectMap.Labels ours = ObjectMap.of(tiling.maps(session, tile, 2, JobContext.unattended()), rule);
                int side = spec.tile() + 2 * spec.margin();
                int[] truth = SlidePhantom.generate(seed, 2600, 2600).labels(new SlideRegion(
                        (tile.left() - spec.margin()) * 0.5, (tile.top() - spec.margin()) * 0.5, 0.5, side, side));
                match.add(ours.of(), truth, FEWEST);
            }
        }
        return match;
    }

    private static byte[] weights() throws IOException {
        return ModelCatalogue.builtIn().find("he-nuclei").orElseThrow().weights();
    }

    @Test
    void finds_nuclei_of_unseen_fields_one_by_one() throws Exception {
        ObjectMatch match = measured(weights(), 8);
        System.out.println("figure: nuclei of 8 unseen fields: " + match);
        assertThat(match.f1()).isGreaterThanOrEqualTo(0.85);
    }

    @Test
    void wiped_weights_find_none() throws Exception {
        assertThat(measured(ZeroedWeights.of(weights()), 1).f1()).isLessThan(0.85);
    }
}
