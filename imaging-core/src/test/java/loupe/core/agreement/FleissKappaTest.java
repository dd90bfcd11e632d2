package loupe.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/// QA-1: agreement of several judges equals the example of Fleiss, Psychological Bulletin 76:378, 1971, Table 1: 30 patients, 6
/// psychiatrists each; depression, personality disorder, schizophrenia, neurosis, other. The published κ is .430; R's irr gives
/// 0.4302445, z 17.65183. The exact value, worked out in Python with fractions, is 5437/12637.
class FleissKappaTest {
    private static final int[][] PATIENTS = {
        {0, 0, 0, 6, 0}, {0, 3, 0, 0, 3}, {0, 1, 4, 0, 1}, {0, 0, 0, 0, 6}, {0, 3, 0, 3, 0}, {2, 0, 4, 0, 0},
        {0, 0, 4, 0, 2}, {2, 0, 3, 1, 0}, {2, 0, 0, 4, 0}, {0, 0, 0, 0, 6}, {1, 0, 0, 5, 0}, {1, 1, 0, 4, 0},
        {0, 3, 3, 0, 0}, {1, 0, 0, 5, 0}, {0, 2, 0, 3, 1}, {0, 0, 5, 0, 1}, {3, 0, 0, 1, 2}, {5, 1, 0, 0, 0},
        {0, 2, 0, 4, 0}, {1, 0, 2, 0, 3}, {0, 0, 0, 0, 6}, {0, 1, 0, 5, 0}, {0, 2, 0, 1, 3}, {2, 0, 0, 4, 0},
        {1, 0, 0, 4, 1}, {0, 5, 0, 1, 0}, {4, 0, 0, 0, 2}, {0, 2, 0, 4, 0}, {1, 0, 5, 0, 0}, {0, 0, 0, 0, 6}
    };

    private final FleissKappa kappa = FleissKappa.of(PATIENTS);

    @Test
    void is_as_published() {
        assertThat(kappa.value()).isCloseTo(0.430, within(0.0005)).isCloseTo(0.4302445, within(1e-7))
                .isCloseTo(5437.0 / 12637, within(1e-12));
    }

    @Test
    void of_each_category_is_as_published() {
        List<Double> published = List.of(0.245, 0.245, 0.520, 0.471, 0.566);
        List<Double> exact = List.of(35.0 / 143, 35.0 / 143, 0.52, 0.47112727272727273, 0.5661178068239687);
        for (int j = 0; j < published.size(); j++) {
            assertThat(kappa.categories().get(j)).isCloseTo(published.get(j), within(0.0005)).isCloseTo(exact.get(j), within(1e-9));
        }
    }

    @Test
    void is_tested_against_none_as_R_does() {
        assertThat(kappa.value() / kappa.nullStandardError()).isCloseTo(17.65183, within(1e-5));
    }

    /// Gwet's linearised error in fractions; leaving out a patient at a time (jackknife) gives 0.05505.
    @Test
    void has_an_interval_from_the_patients_as_a_sample() {
        assertThat(kappa.standardError()).isCloseTo(0.05419893551533276, within(1e-9)).isCloseTo(0.05505, within(0.001));
        assertThat(kappa.interval().low()).isCloseTo(0.3240165584496798, within(1e-9));
        assertThat(kappa.interval().high()).isCloseTo(0.5364724816706019, within(1e-9));
    }

    @Test
    void of_judges_who_always_agree_is_one_with_an_interval_whatever_rounding_does() {
        for (int things = 3; things < 60; things++) {
            int[][] counts = new int[things][2];
            for (int i = 0; i < things; i++) {
                counts[i][i % 7 < 4 ? 0 : 1] = 2;
            }
            counts[0] = new int[] {0, 2};
            FleissKappa perfect = FleissKappa.of(counts);
            assertThat(perfect.value()).isCloseTo(1, within(1e-12));
            assertThat(perfect.interval().high()).isCloseTo(1, within(1e-12)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void wants_as_many_judges_on_each_thing() {
        assertThatThrownBy(() -> FleissKappa.of(new int[][] {{2, 1}, {2, 2}})).hasMessageContaining("as many");
        assertThatThrownBy(() -> FleissKappa.of(new int[][] {{2, 1}})).hasMessageContaining("at least 2 things");
    }
}
