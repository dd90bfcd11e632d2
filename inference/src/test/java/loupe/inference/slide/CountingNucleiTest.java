package loupe.inference.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import loupe.inference.ModelCatalogue;
import loupe.inference.ZeroedWeights;
import loupe.inference.card.Model;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import org.junit.jupiter.api.Test;

/// Seeds from 9000 on are for measuring only; the nets were trained on 1000 to 1119.
class CountingNucleiTest {
    private static ObjectMatch measured(byte[] weights, int slides) throws IOException, ModelException {
        Model model = ModelCatalogue.builtIn().find("he-nuclei").orElseThrow();
        List<NucleiField> fields = new ArrayList<>();
        try (OnnxSession session = OnnxSession.open(weights, EngineSettings.sparing(0))) {
            for (long seed = 9000; seed < 9000 + slides; seed++) {
                fields.add(NucleiField.measured(session, model, seed));
            }
        }
        return NucleiField.together(fields);
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

    /// Of three objects two are found; of the third only a quarter.
    @Test
    void is_measured_object_by_object() {
        int[] truth = {1, 1, 1, 1, 0, 2, 2, 2, 2, 0, 3, 3, 3, 3, 0, 0};
        int[] ours = {1, 1, 1, 0, 0, 2, 2, 2, 2, 0, 3, 0, 0, 0, 0, 0};
        ObjectMatch match = new ObjectMatch();
        match.add(ours, truth, 1);
        assertThat(match.sensitivity()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(match.precision()).isCloseTo(2 / 3.0, within(1e-9));
        ObjectMatch twice = new ObjectMatch();
        twice.add(match);
        twice.add(match);
        assertThat(twice.f1()).isEqualTo(match.f1());
        assertThat(twice.there()).isEqualTo(6);
    }

    @Test
    void tells_pale_fields_from_dark_ones() {
        int[] white = {0xffffff, 0xffffff};
        int[] half = {0x7f7f7f, 0xffffff};
        assertThat(Absorbance.mean(white, i -> true)).isZero();
        assertThat(Absorbance.mean(half, i -> i == 0)).isCloseTo(Math.log10(2), within(1e-9));
    }
}
