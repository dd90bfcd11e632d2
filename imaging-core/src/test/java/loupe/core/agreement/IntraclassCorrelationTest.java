package loupe.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// QA-1: intraclass correlations equal those of Shrout & Fleiss, Psychological Bulletin 86:420, 1979, Tables 2 and 4 (6 targets, 4
/// judges): .17, .29 and .71. Limits for the same data, as R's psych prints them: -.133 to .72, .019 to .76, .342 to .95. The exact
/// values are 448/2703, 184/635 and 920/1287 (Python, fractions); the limits to more digits are from the same formulas with quantiles
/// of F by scipy 1.17.
class IntraclassCorrelationTest {
    private static final double[][] RATINGS = {
        {9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}
    };

    private final IntraclassCorrelation icc = IntraclassCorrelation.of(RATINGS);

    private static void holds(IntraclassCorrelation.Estimate e, double value, double low, double high) {
        assertThat(e.value()).isCloseTo(value, within(1e-9));
        assertThat(e.interval().low()).isCloseTo(low, within(1e-9));
        assertThat(e.interval().high()).isCloseTo(high, within(1e-9));
    }

    @Test
    void one_way_is_as_published() {
        assertThat(icc.oneWay().value()).isCloseTo(0.17, within(0.005));
        assertThat(icc.oneWay().interval().low()).isCloseTo(-0.133, within(0.0005));
        assertThat(icc.oneWay().interval().high()).isCloseTo(0.72, within(0.005));
        holds(icc.oneWay(), 448.0 / 2703, -0.13293232487475098, 0.722560062328121);
    }

    @Test
    void two_way_random_is_as_published() {
        assertThat(icc.twoWayRandom().value()).isCloseTo(0.29, within(0.005));
        assertThat(icc.twoWayRandom().interval().low()).isCloseTo(0.019, within(0.0005));
        assertThat(icc.twoWayRandom().interval().high()).isCloseTo(0.76, within(0.005));
        holds(icc.twoWayRandom(), 184.0 / 635, 0.018786513374712027, 0.7610843696489529);
    }

    @Test
    void two_way_mixed_is_as_published() {
        assertThat(icc.twoWayMixed().value()).isCloseTo(0.71, within(0.005));
        assertThat(icc.twoWayMixed().interval().low()).isCloseTo(0.342, within(0.0005));
        assertThat(icc.twoWayMixed().interval().high()).isCloseTo(0.95, within(0.005));
        holds(icc.twoWayMixed(), 920.0 / 1287, 0.3424647650339255, 0.9458582599553595);
    }

    @Test
    void of_judges_who_measure_alike_is_one() {
        IntraclassCorrelation same = IntraclassCorrelation.of(new double[][] {{1, 1}, {2, 2}, {5, 5}});
        for (IntraclassCorrelation.Estimate e :
                new IntraclassCorrelation.Estimate[] {same.oneWay(), same.twoWayRandom(), same.twoWayMixed()}) {
            assertThat(e.value()).isEqualTo(1);
            assertThat(e.interval()).isEqualTo(new Interval(1, 1));
        }
    }

    @Test
    void a_judge_who_measures_larger_by_the_same_is_consistent_and_does_not_agree() {
        IntraclassCorrelation shifted = IntraclassCorrelation.of(new double[][] {{1, 4}, {2, 5}, {5, 8}});
        assertThat(shifted.twoWayMixed().value()).isEqualTo(1);
        assertThat(shifted.twoWayRandom().value()).isLessThan(0.6);
    }

    @Test
    void of_targets_all_alike_to_each_judge_is_nothing_with_no_interval() {
        IntraclassCorrelation alike = IntraclassCorrelation.of(new double[][] {{1, 4}, {1, 4}, {1, 4}});
        assertThat(alike.twoWayRandom().value()).isZero();
        assertThat(alike.twoWayRandom().interval().low()).isNaN();
    }

    @Test
    void wants_all_measurements() {
        assertThatThrownBy(() -> IntraclassCorrelation.of(new double[][] {{1, 2}})).hasMessageContaining("2 targets");
        assertThatThrownBy(() -> IntraclassCorrelation.of(new double[][] {{1, 2}, {1}})).hasMessageContaining("every target");
        assertThatThrownBy(() -> IntraclassCorrelation.of(new double[][] {{1, 2}, {1, Double.NaN}})).hasMessageContaining("finite");
        assertThatThrownBy(() -> IntraclassCorrelation.of(new double[][] {{3, 3}, {3, 3}})).hasMessageContaining("alike");
    }
}
