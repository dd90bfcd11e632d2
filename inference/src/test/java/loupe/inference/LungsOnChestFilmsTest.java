package loupe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.engine.EngineSettings;
import loupe.inference.evaluate.Evaluation;
import loupe.inference.evaluate.Evaluator;
import loupe.inference.evaluate.TruthFolder;
import org.junit.jupiter.api.Test;

/// Seeds from 9000 on are for measuring only; the net was trained on drawn films 1000 to 1699 and no film of a person.
class LungsOnChestFilmsTest {
    private static final Path FILMS = Path.of(System.getProperty("loupe.shared", "../../shared"), "data/cxr_lungmask");

    private static Model model() throws Exception {
        Optional<Model> model = ModelCatalogue.builtIn().find("film-lungs");
        assumeTrue(model.isPresent(), "the net for films has not been trained yet (docs/models.md)");
        return model.orElseThrow();
    }

    private static double dice(Model model, long seed) throws Exception {
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            return DrawnFilm.measured(runner, model, seed).dice();
        }
    }

    @Test
    void are_outlined_on_unseen_drawn_films_and_not_by_wiped_weights() throws Exception {
        double sum = 0;
        for (long seed = 9000; seed < 9006; seed++) {
            sum += dice(model(), seed);
        }
        System.out.printf("figure: film lungs on 6 unseen drawn films, mean Dice %.3f%n", sum / 6);
        assertThat(sum / 6).isGreaterThan(0.9);
        byte[] wiped = ZeroedWeights.of(model().weights());
        assertThat(dice(Model.of(Cards.withDigest("film-lungs", Model.sha256(wiped)), wiped), 9000)).isLessThan(0.9);
    }

    @Test
    void are_outlined_on_films_of_people_none_of_which_was_trained_on() throws Exception {
        assumeTrue(Files.isDirectory(FILMS), "the public films are absent");
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            Evaluation e = new Evaluator(runner, model(), 5).run(TruthFolder.cases(FILMS), JobContext.unattended());
            List<Double> dice = new ArrayList<>();
            for (Evaluation.OneCase c : e.cases()) {
                dice.add(Math.round(1000 * c.labels().values().iterator().next().dice()) / 1000.0);
            }
            double mean = dice.stream().mapToDouble(Double::doubleValue).average().orElse(0);
            System.out.printf("figure: film lungs on public films, Dice %s, mean %.3f (aim 0.90)%n", dice, mean);
            assertThat(dice).hasSize(4);
            assertThat(mean).isGreaterThan(0.8);
        }
    }
}
