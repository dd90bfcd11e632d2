package loupe.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import loupe.core.agreement.StratifiedDraw.Allocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// QA-1: samples are unbiased over 10,000 simulated draws, however they are shared out over strata.
class StratifiedDrawTest {
    private static final int DRAWS = 10_000;
    private static final int SIZE = 24;
    /// Units of four strata, numbered through; the first of each tenth has what is asked about, all of the last stratum too.
    private static final List<List<Integer>> STRATA = List.of(range(0, 70), range(70, 100), range(100, 120), range(120, 125));
    private static final int ALL = 125;

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static boolean has(int unit) {
        return unit % 10 == 0 || unit >= 120;
    }

    private static RandomGenerator chance(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// Every unit comes as often as its weight says. Each count is binomial; 125 of them are looked at, so a true draw passes 4.5
    /// standard errors in one of 1,000 such tests, and the seed is fixed.
    @ParameterizedTest
    @EnumSource(Allocation.class)
    void every_unit_comes_as_often_as_its_weight_says(Allocation how) {
        RandomGenerator chance = chance(20261130);
        int[] came = new int[ALL];
        double[] weight = new double[ALL];
        for (int i = 0; i < DRAWS; i++) {
            List<StratifiedDraw.Drawn<Integer>> drawn = StratifiedDraw.draw(STRATA, SIZE, how, chance);
            assertThat(drawn).hasSize(SIZE).doesNotHaveDuplicates();
            drawn.forEach(d -> {
                came[d.unit()]++;
                weight[d.unit()] = d.weight();
            });
        }
        for (int u = 0; u < ALL; u++) {
            double p = 1 / weight[u];
            double error = Math.sqrt(p * (1 - p) / DRAWS);
            assertThat(Math.abs(came[u] / (double) DRAWS - p)).as("unit " + u).isLessThanOrEqualTo(4.5 * error + 1e-12);
        }
    }

    /// The mean of the weighted estimates lies within 3 of its own standard errors of the truth, 17 of 125; plain shares of equal
    /// strata would be off by far more.
    @ParameterizedTest
    @EnumSource(Allocation.class)
    void the_weighted_share_is_unbiased(Allocation how) {
        RandomGenerator chance = chance(7);
        double truth = IntStream.range(0, ALL).filter(StratifiedDrawTest::has).count() / (double) ALL;
        double sum = 0;
        double squares = 0;
        double plain = 0;
        for (int i = 0; i < DRAWS; i++) {
            List<WeightedShare.Unit> units = new ArrayList<>();
            for (StratifiedDraw.Drawn<Integer> d : StratifiedDraw.draw(STRATA, SIZE, how, chance)) {
                units.add(new WeightedShare.Unit(d.weight(), has(d.unit())));
            }
            WeightedShare s = WeightedShare.of(units);
            sum += s.value();
            squares += s.value() * s.value();
            plain += (double) s.count() / s.of() / DRAWS;
        }
        double mean = sum / DRAWS;
        double error = Math.sqrt((squares / DRAWS - mean * mean) / DRAWS);
        assertThat(Math.abs(mean - truth)).isLessThan(3 * error);
        if (how == Allocation.EQUAL) {
            assertThat(Math.abs(plain - truth)).as("unweighted").isGreaterThan(50 * error);
        }
    }

    /// The first place of a sample falls to a stratum as often as its share of the sample: the order tells nothing.
    @Test
    void the_order_tells_nothing_of_the_strata() {
        RandomGenerator chance = chance(3);
        int[] first = new int[STRATA.size()];
        for (int i = 0; i < DRAWS; i++) {
            first[StratifiedDraw.draw(STRATA, SIZE, Allocation.EQUAL, chance).getFirst().stratum()]++;
        }
        List<Integer> sizes = StratifiedDraw.sizes(List.of(70, 30, 20, 5), SIZE, Allocation.EQUAL);
        for (int h = 0; h < first.length; h++) {
            double p = sizes.get(h) / (double) SIZE;
            assertThat(Math.abs(first[h] / (double) DRAWS - p)).isLessThan(4 * Math.sqrt(p * (1 - p) / DRAWS));
        }
    }

    @Test
    void weights_of_a_sample_sum_up_to_the_population() {
        for (Allocation how : Allocation.values()) {
            double sum = StratifiedDraw.draw(STRATA, SIZE, how, chance(1)).stream().mapToDouble(StratifiedDraw.Drawn::weight).sum();
            assertThat(Math.round(sum * 1e9) / 1e9).isEqualTo(ALL);
        }
    }

    @Test
    void a_seed_repeats_a_draw() {
        assertThat(StratifiedDraw.draw(STRATA, SIZE, Allocation.PROPORTIONAL, chance(5)))
                .isEqualTo(StratifiedDraw.draw(STRATA, SIZE, Allocation.PROPORTIONAL, chance(5)))
                .isNotEqualTo(StratifiedDraw.draw(STRATA, SIZE, Allocation.PROPORTIONAL, chance(6)));
    }

    @Test
    void strata_are_shared_out_as_asked_and_none_goes_without() {
        assertThat(StratifiedDraw.sizes(List.of(70, 20, 10), 10, Allocation.PROPORTIONAL)).containsExactly(7, 2, 1);
        assertThat(StratifiedDraw.sizes(List.of(990, 8, 2), 10, Allocation.PROPORTIONAL)).containsExactly(8, 1, 1);
        assertThat(StratifiedDraw.sizes(List.of(70, 20, 10), 12, Allocation.EQUAL)).containsExactly(4, 4, 4);
        assertThat(StratifiedDraw.sizes(List.of(70, 20, 2), 12, Allocation.EQUAL)).containsExactly(5, 5, 2);
        assertThat(StratifiedDraw.sizes(List.of(3, 2), 5, Allocation.PROPORTIONAL)).containsExactly(3, 2);
    }

    @Test
    void too_few_or_too_many_are_refused() {
        assertThatThrownBy(() -> StratifiedDraw.sizes(List.of(3, 2, 2), 2, Allocation.EQUAL)).hasMessageContaining("3 ");
        assertThatThrownBy(() -> StratifiedDraw.sizes(List.of(3, 2), 6, Allocation.EQUAL)).hasMessageContaining("5");
        assertThatThrownBy(() -> StratifiedDraw.sizes(List.of(3, 0), 2, Allocation.EQUAL)).hasMessageContaining("none empty");
    }
}
