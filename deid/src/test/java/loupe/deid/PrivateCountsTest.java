package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import loupe.deid.risk.BudgetLedger;
import loupe.deid.risk.Epsilon;
import loupe.deid.risk.ExactNoise;
import loupe.deid.risk.PrivacyBudget;
import loupe.deid.risk.PrivateCounts;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateCountsTest {
    private static final int DRAWS = 1_000_000;

    /// A ledger in memory, as a store keeps it.
    private static final class Ledger implements BudgetLedger {
        private PrivacyBudget kept;
        private final List<String> log = new ArrayList<>();

        Ledger(long total) {
            kept = new PrivacyBudget(total, 0);
        }

        @Override
        public PrivacyBudget budget() {
            return kept;
        }

        @Override
        public void keep(PrivacyBudget budget, String what) {
            kept = budget;
            log.add(what);
        }
    }

    private static Map<Long, Integer> histogram(long count, Epsilon epsilon, long seed) {
        ExactNoise noise = new ExactNoise(new SplittableRandom(seed));
        Map<Long, Integer> out = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            out.merge(count + noise.laplace(epsilon), 1, Integer::sum);
        }
        return out;
    }

    @Nested
    class Laplace_noise {

        @ParameterizedTest
        @CsvSource({"1,2", "1,1", "2,1"})
        void tells_neighbouring_cohorts_apart_by_no_more_than_epsilon_in_a_million_draws(long n, long d) {
            Epsilon epsilon = new Epsilon(n, d);
            Map<Long, Integer> with = histogram(41, epsilon, 1);
            Map<Long, Integer> without = histogram(40, epsilon, 2);
            int compared = 0;
            for (Map.Entry<Long, Integer> e : with.entrySet()) {
                int other = without.getOrDefault(e.getKey(), 0);
                if (e.getValue() < 500 || other < 500) {
                    continue;
                }
                compared++;
                double loss = Math.abs(Math.log((double) e.getValue() / other));
                double chance = 4.5 * Math.sqrt(1.0 / e.getValue() + 1.0 / other);
                assertThat(loss).isLessThanOrEqualTo((double) n / d + chance);
            }
            assertThat(compared).isGreaterThan(5);
        }

        @Test
        void has_the_probabilities_of_the_discrete_Laplace_distribution() {
            Map<Long, Integer> drawn = histogram(0, new Epsilon(1, 2), 3);
            double q = Math.exp(-0.5);
            for (long y = -8; y <= 8; y++) {
                double p = (1 - q) / (1 + q) * Math.pow(q, Math.abs(y));
                assertThat(drawn.getOrDefault(y, 0) / (double) DRAWS).isCloseTo(p, within(5 * Math.sqrt(p / DRAWS)));
            }
        }
    }

    @Nested
    class Gaussian_noise {

        @Test
        void has_the_probabilities_of_the_discrete_Gaussian_distribution() {
            ExactNoise noise = new ExactNoise(new SplittableRandom(4));
            int draws = DRAWS / 5;
            Map<Long, Integer> drawn = new HashMap<>();
            for (int i = 0; i < draws; i++) {
                drawn.merge(noise.gaussian(9, 2), 1, Integer::sum);
            }
            double all = 0;
            for (long y = -60; y <= 60; y++) {
                all += Math.exp(-y * y / 9.0);
            }
            for (long y = -6; y <= 6; y++) {
                double p = Math.exp(-y * y / 9.0) / all;
                assertThat(drawn.getOrDefault(y, 0) / (double) draws).isCloseTo(p, within(5 * Math.sqrt(p / draws)));
            }
        }
    }

    @Nested
    class A_budget {

        private final List<String> cells = List.of("F", "M", "other");

        @Test
        void is_written_off_before_a_figure_is_told_and_refuses_when_spent() throws Exception {
            Ledger ledger = new Ledger(10_000);
            PrivateCounts counts = new PrivateCounts(ledger, new SplittableRandom(5));
            List<String> persons = Collections.nCopies(100, "F");
            assertThat(counts.of(cells, persons, new Epsilon(1, 2))).isPresent();
            assertThat(counts.of(cells, persons, new Epsilon(1, 2))).isPresent();
            assertThat(ledger.kept.leftTenThousandths()).isZero();
            assertThat(counts.of(cells, persons, new Epsilon(1, 1000))).isEmpty();
            assertThat(ledger.log).hasSize(2);
        }

        @Test
        void is_not_spent_on_an_answer_that_cannot_be_kept() {
            BudgetLedger full = new BudgetLedger() {
                @Override
                public PrivacyBudget budget() {
                    return new PrivacyBudget(10_000, 0);
                }

                @Override
                public void keep(PrivacyBudget budget, String what) throws java.io.IOException {
                    throw new java.io.IOException("disk full");
                }
            };
            assertThatThrownBy(() -> new PrivateCounts(full, new SplittableRandom(6))
                            .of(cells, List.of("F"), new Epsilon(1, 1)))
                    .isInstanceOf(java.io.IOException.class);
        }

        @Test
        void gives_every_cell_a_figure_those_without_persons_too() throws Exception {
            Map<String, Long> told = new PrivateCounts(new Ledger(1_000_000), new SplittableRandom(7))
                    .of(cells, List.of("F", "F", "elsewhere"), new Epsilon(10, 1))
                    .orElseThrow();
            assertThat(told).containsOnlyKeys("F", "M", "other").containsEntry("other", 1L);
        }
    }

    @Nested
    class An_epsilon {

        @Test
        void is_an_exact_fraction_of_the_decimal_a_person_writes() {
            assertThat(Epsilon.of(new BigDecimal("0.1"))).isEqualTo(new Epsilon(1, 10));
            assertThat(Epsilon.of(new BigDecimal("0.1")).tenThousandths()).isEqualTo(1000);
            assertThatThrownBy(() -> Epsilon.of(new BigDecimal("0"))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Epsilon.of(new BigDecimal("0.00001"))).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
