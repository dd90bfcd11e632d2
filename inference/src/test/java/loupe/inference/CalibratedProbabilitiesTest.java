package loupe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.card.Calibration;
import loupe.inference.card.Model;
import loupe.inference.engine.EngineSettings;
import loupe.inference.evaluate.CalibrationError;
import loupe.inference.tensor.Field;
import loupe.sample.PhantomSeeds;
import loupe.sample.chest.ChestPhantom;
import loupe.sample.chest.PhantomSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CalibratedProbabilitiesTest {
    /// Voxels outside the body say nothing about a model's calibration; those denser than this, and the lungs, are inside.
    private static final int BODY_HU = -500;

    private static CalibrationError lungs(LongStream seeds) throws Exception {
        Model model = ModelCatalogue.builtIn().find("ct-lungs").orElseThrow();
        CalibrationError error = new CalibrationError();
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            for (long seed : seeds.toArray()) {
                ChestPhantom phantom = ChestPhantom.generate(seed, PhantomSettings.USUAL);
                try (Volume volume = phantom.volume()) {
                    Field p = runner.probabilities(model, new Scan(volume, "2.25.1", "CT", "CHEST"), JobContext.unattended());
                    compare(p, phantom, error);
                }
            }
        }
        return error;
    }

    private static void compare(Field p, ChestPhantom phantom, CalibrationError error) {
        VoxelGrid g = p.grid();
        Mask truth = phantom.truth().lungs();
        short[][] hu = new short[truth.grid().slices()][];
        Arrays.setAll(hu, phantom::slice);
        for (int i = 0; i < p.values().length; i++) {
            double[] at = truth.grid().toIndex(g.toPatient(i % g.columns(), i / g.columns() % g.rows(), i / g.voxelsPerSlice()));
            int c = (int) Math.rint(at[0]);
            int r = (int) Math.rint(at[1]);
            int s = (int) Math.rint(at[2]);
            if (truth.grid().contains(c, r, s)) {
                boolean in = truth.contains(c, r, s);
                if (in || hu[s][r * truth.grid().columns() + c] > BODY_HU) {
                    error.add(p.values()[i], in);
                }
            }
        }
    }

    @Test
    void hold_for_lungs_on_three_unseen_phantoms() throws Exception {
        CalibrationError error = lungs(PhantomSeeds.test().limit(3));
        System.out.printf("figure: calibration error of lung voxels %.4f; %s%n", error.value(), error);
        assertThat(error.value()).isLessThanOrEqualTo(0.05);
    }

    @Test
    @Tag("bar")
    void hold_for_lungs_on_all_twenty_unseen_phantoms() throws Exception {
        CalibrationError error = lungs(PhantomSeeds.test());
        System.out.printf("figure: calibration error of lung voxels, twenty phantoms, %.4f%n", error.value());
        assertThat(error.value()).isLessThanOrEqualTo(0.05);
    }

    /// Of what is shown, each finding's confidence against whether a nodule is there. On twenty phantoms chance alone makes an
    /// error of 0.05, so sixty are taken.
    @Test
    @Tag("bar")
    void hold_for_shown_nodules_on_sixty_unseen_phantoms() throws Exception {
        Model nodules = ModelCatalogue.builtIn().find("ct-nodules").orElseThrow();
        List<ShownFindings.One> shown = ShownFindings.of(nodules, PhantomSeeds.manyTest());
        CalibrationFigures figures = CalibrationFigures.of(shown);
        System.out.printf("figure: calibration error of shown nodules, sixty phantoms, %.4f; %s; %s%n", figures.equalWidth(),
                figures, CalibrationFigures.equalWidth(shown));
        assertThat(figures.equalWidth()).as(figures.toString()).isLessThanOrEqualTo(0.05);
    }

    /// A model that says p where the truth is the line's answer to p.
    private static List<ShownFindings.One> seenOf(Calibration truth, int count) {
        RandomGenerator random = new SplittableRandom(11);
        return IntStream.range(0, count).mapToObj(i -> {
            double p = random.nextDouble(0.05, 0.999);
            return new ShownFindings.One(i % 40, p, random.nextDouble() < truth.apply(p));
        }).toList();
    }

    @Test
    void are_fitted_to_what_was_seen_and_tell_an_error_from_chance() {
        Calibration truth = new Calibration(0.5, -0.8);
        List<ShownFindings.One> seen = seenOf(truth, 8_000);
        Calibration fitted = PlattFit.of(seen);
        assertThat(fitted.slope()).isCloseTo(truth.slope(), within(0.06));
        assertThat(fitted.intercept()).isCloseTo(truth.intercept(), within(0.06));
        CalibrationFigures before = CalibrationFigures.of(seen);
        CalibrationFigures after = CalibrationFigures.of(seen.stream().map(o -> o.calibrated(fitted)).toList());
        assertThat(before.equalWidth()).isGreaterThan(0.15);
        assertThat(before.equalCount()).isGreaterThan(0.15);
        assertThat(before.bias()).isGreaterThan(0.15);
        assertThat(after.equalWidth()).isLessThan(0.02);
        assertThat(after.equalCount()).isLessThan(0.02);
        assertThat(before.equalWidth()).isGreaterThan(before.byChanceMost());
        assertThat(after.equalWidth()).isLessThan(2 * after.byChanceMost());
        assertThat(CalibrationFigures.of(PlattFit.leavingOneOut(seen)).equalWidth()).isLessThan(0.025);
    }

    @Test
    void are_straight_lines_of_log_odds_and_back() {
        Calibration c = new Calibration(0.7, -0.4);
        assertThat(c.apply(0.5)).isCloseTo(1 / (1 + Math.exp(0.4)), within(1e-12));
        assertThat(c.invert(c.apply(0.83))).isCloseTo(0.83, within(1e-9));
        assertThat(Calibration.NONE.apply(0.3)).isEqualTo(0.3);
        assertThat(Calibration.NONE.invert(0.3)).isEqualTo(0.3);
    }

    @Test
    void are_least_sure_at_one_half() {
        assertThat(Entropy.bits(0.5)).isCloseTo(1, within(1e-12));
        assertThat(Entropy.bits(0)).isZero();
        assertThat(Entropy.bits(0.11)).isCloseTo(0.49991596, within(1e-7));
    }

    @Test
    void would_be_called_wrong_if_they_were() {
        CalibrationError error = new CalibrationError();
        for (int i = 0; i < 100; i++) {
            error.add(0.9, i % 2 == 0);
        }
        assertThat(error.value()).isCloseTo(0.4, within(1e-9));
    }
}
