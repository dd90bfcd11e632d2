package loupe.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// QA-1: agreement of two judges equals published worked examples, to their digits and to 1e-6 of the figure their published tables
/// give. Those figures were worked out apart from this code, in Python with exact fractions; square roots alone are floating.
class CohensKappaTest {
    private static final double[][] DIAGNOSES = {{75, 1, 4}, {5, 4, 1}, {0, 0, 10}};

    /// Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions, 3rd edition, Table 18.1 (100 patients; psychotic,
    /// neurotic, organic): κ = .68, standard error .087, where κ is 0 .076.
    @Nested
    class On_a_hundred_diagnoses_of_Fleiss_Levin_and_Paik {
        private final Kappa kappa = AgreementTable.of(DIAGNOSES).kappa();

        @Test
        void is_23_34ths() {
            assertThat(kappa.value()).isCloseTo(0.68, within(0.005)).isCloseTo(23.0 / 34, within(1e-12));
            assertThat(kappa.observed()).isCloseTo(0.89, within(1e-12));
            assertThat(kappa.expected()).isCloseTo(0.66, within(1e-12));
        }

        @Test
        void has_their_standard_errors() {
            assertThat(kappa.standardError()).isCloseTo(0.087, within(0.001)).isCloseTo(0.08770295347521248, within(1e-9));
            assertThat(kappa.nullStandardError()).isCloseTo(0.076, within(0.0005)).isCloseTo(0.07618725792346247, within(1e-9));
        }

        @Test
        void has_an_interval_of_196_standard_errors() {
            assertThat(kappa.interval().low()).isCloseTo(0.5045759580860857, within(1e-9));
            assertThat(kappa.interval().high()).isCloseTo(0.8483652183845026, within(1e-9));
        }
    }

    /// SAS/STAT User's Guide, FREQ procedure, agreement of two observers: simple κ .4842, error .1380, limits .2137 to .7547, under
    /// the hypothesis of none .1484, Z 3.2626; weighted .4701, .1457, .1845 to .7558, .1426. The printout stands in the tests of
    /// statsmodels (`test_inter_rater.py`).
    @Nested
    class On_the_example_of_SAS {
        private final AgreementTable table = AgreementTable.of(new double[][] {{0, 4, 1}, {0, 8, 0}, {0, 1, 5}});

        @Test
        void is_107_221sts_without_weights() {
            Kappa k = table.kappa();
            assertThat(k.value()).isCloseTo(0.4842, within(5e-5)).isCloseTo(107.0 / 221, within(1e-12));
            assertThat(k.standardError()).isCloseTo(0.1380, within(5e-5)).isCloseTo(0.1380135783058146, within(1e-9));
            assertThat(k.interval().low()).isCloseTo(0.2137, within(5e-5));
            assertThat(k.interval().high()).isCloseTo(0.7547, within(5e-5));
            assertThat(k.value() / k.nullStandardError()).isCloseTo(3.2626, within(5e-5));
        }

        @Test
        void is_118_251sts_with_linear_weights() {
            Kappa k = table.kappa(Weighting.LINEAR);
            assertThat(k.value()).isCloseTo(0.4701, within(5e-5)).isCloseTo(118.0 / 251, within(1e-12));
            assertThat(k.standardError()).isCloseTo(0.1457, within(5e-5)).isCloseTo(0.1457460451419257, within(1e-9));
            assertThat(k.interval().low()).isCloseTo(0.1845, within(5e-5));
            assertThat(k.interval().high()).isCloseTo(0.7558, within(5e-5));
            assertThat(k.nullStandardError()).isCloseTo(0.1426, within(5e-5));
        }
    }

    /// R's irr on the second and third rater of its anxiety data, categories 1, 2, 3, 4 and 6 (the same tests of statsmodels):
    /// κ -.006289308, linear .1459075, z 1.282472, quadratic .2520325, z 1.437451.
    @Test
    void equals_R_on_raters_of_anxiety_with_each_weighting() {
        int[] second = {3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4};
        int[] third = {2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2};
        List<Integer> order = List.of(1, 2, 3, 4, 6);
        List<AgreementTable.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < second.length; i++) {
            pairs.add(new AgreementTable.Pair(order.indexOf(second[i]), order.indexOf(third[i]), 1));
        }
        AgreementTable table = AgreementTable.of(pairs, order.size());
        assertThat(table.kappa().value()).isCloseTo(-0.006289308, within(1e-9));
        assertThat(table.kappa().value() / table.kappa().nullStandardError()).isCloseTo(-0.0604067, within(1e-6));
        Kappa linear = table.kappa(Weighting.LINEAR);
        assertThat(linear.value()).isCloseTo(0.1459075, within(1e-7));
        assertThat(linear.value() / linear.nullStandardError()).isCloseTo(1.282472, within(1e-6));
        Kappa quadratic = table.kappa(Weighting.QUADRATIC);
        assertThat(quadratic.value()).isCloseTo(0.2520325, within(1e-7));
        assertThat(quadratic.value() / quadratic.nullStandardError()).isCloseTo(1.437451, within(1e-6));
    }

    /// Feinstein & Cicchetti, Journal of Clinical Epidemiology 43:543, 1990, and Cicchetti & Feinstein, 43:551: both tables agree on
    /// 85 of 100, κ .70 and .32. The exact values are 291/416 and 7/22; positive 16/19 and 32/35, negative 6/7 and 2/5.
    @Nested
    class On_the_paradox_of_Feinstein_and_Cicchetti {
        private final AgreementTable even = AgreementTable.of(new double[][] {{40, 9}, {6, 45}});
        private final AgreementTable rare = AgreementTable.of(new double[][] {{80, 10}, {5, 5}});

        @Test
        void falls_where_one_answer_is_rare() {
            assertThat(even.kappa().value()).isCloseTo(0.70, within(0.005)).isCloseTo(291.0 / 416, within(1e-12));
            assertThat(rare.kappa().value()).isCloseTo(0.32, within(0.005)).isCloseTo(7.0 / 22, within(1e-12));
            assertThat(even.kappa().observed()).isEqualTo(rare.kappa().observed());
        }

        @Test
        void positive_and_negative_agreement_show_why() {
            assertThat(even.specificAgreement(0)).isCloseTo(16.0 / 19, within(1e-12));
            assertThat(even.specificAgreement(1)).isCloseTo(6.0 / 7, within(1e-12));
            assertThat(rare.specificAgreement(0)).isCloseTo(32.0 / 35, within(1e-12));
            assertThat(rare.specificAgreement(1)).isCloseTo(2.0 / 5, within(1e-12));
        }

        @Test
        void their_intervals_hold_them() {
            Interval positive = rare.specificInterval(0);
            assertThat(positive.low()).isCloseTo(0.8608557817647263, within(1e-9));
            assertThat(positive.high()).isCloseTo(0.9484282048259767, within(1e-9));
            Interval negative = rare.specificInterval(1);
            assertThat(negative.low()).isCloseTo(0.20121513541844974, within(1e-9));
            assertThat(negative.high()).isCloseTo(0.6382523286547838, within(1e-9));
        }
    }

    @Test
    void of_weighted_pairs_counts_an_effective_number() {
        List<AgreementTable.Pair> pairs = List.of(
                new AgreementTable.Pair(0, 0, 3), new AgreementTable.Pair(1, 1, 1), new AgreementTable.Pair(0, 1, 1),
                new AgreementTable.Pair(1, 0, 1));
        AgreementTable table = AgreementTable.of(pairs, 2);
        assertThat(table.total()).as("6 squared by 9 + 1 + 1 + 1").isCloseTo(3, within(1e-12));
        assertThat(table.kappa().value()).as("observed 4/6, expected 20/36").isCloseTo(0.25, within(1e-12));
    }

    @Test
    void three_categories_split_into_two() {
        AgreementTable two = AgreementTable.of(DIAGNOSES).split(1);
        assertThat(two.specificAgreement(0)).isCloseTo(2 * 85.0 / (90 + 85), within(1e-12));
        assertThat(two.specificAgreement(1)).isCloseTo(2 * 10.0 / (10 + 15), within(1e-12));
    }

    @Test
    void is_no_number_where_all_got_one_category() {
        AgreementTable one = AgreementTable.of(new double[][] {{7, 0}, {0, 0}});
        assertThat(one.kappa().value()).isNaN();
        assertThat(one.specificAgreement(0)).isEqualTo(1);
        assertThat(one.specificAgreement(1)).isNaN();
        assertThat(one.specificInterval(1).low()).isNaN();
    }

    @Test
    void wants_a_square_of_counts() {
        assertThatThrownBy(() -> AgreementTable.of(new double[][] {{1, 2}, {3}})).hasMessageContaining("as many columns");
        assertThatThrownBy(() -> AgreementTable.of(new double[][] {{1}})).hasMessageContaining("2 categories");
        assertThatThrownBy(() -> AgreementTable.of(new double[][] {{1, -1}, {0, 1}})).hasMessageContaining("count");
    }
}
