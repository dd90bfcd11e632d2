package loupe.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Quantiles of F equal printed tables, and scipy 1.17 to nine digits, for whole and broken degrees of freedom.
class FisherFTest {
    /// The printed column: NIST/SEMATECH e-Handbook 1.3.6.7.3 and tables of statistics textbooks.
    @ParameterizedTest
    @CsvSource({
        "0.95, 5, 10, 3.326, 3.3258345304130104", "0.99, 3, 12, 5.953, 5.952544681545868", "0.95, 5, 18, 2.773, 2.7728531529978304",
        "0.95, 1, 1, 161.448, 161.4476387975882", "0.975, 5, 15, 3.576, 3.5764153492790607", "0.975, 1, 30, 5.568, 5.567534996510771",
        "0.975, 15, 5, 6.428, 6.427728167078779", "0.975, 5, 18, 3.382, 3.381967805875243"
    })
    void are_those_of_tables(double probability, double of, double against, double printed, double exact) {
        double f = FisherF.quantile(probability, of, against);
        assertThat(f).isCloseTo(printed, within(0.0006)).isCloseTo(exact, within(1e-9 * exact));
    }

    @ParameterizedTest
    @CsvSource({
        "0.975, 5, 4.785143862212763, 7.498627593144806", "0.975, 4.785143862212763, 5, 7.190737169238159",
        "0.975, 200, 600, 1.2464684310342524", "0.975, 18, 5, 6.361883204654352"
    })
    void hold_for_broken_and_many_degrees_of_freedom(double probability, double of, double against, double exact) {
        assertThat(FisherF.quantile(probability, of, against)).isCloseTo(exact, within(1e-9 * exact));
    }

    /// With 2 degrees of freedom above, P(F > f) = (1 + 2 f / m)^(−m/2), so that quantiles have a closed form.
    @Test
    void equal_their_closed_form_where_there_is_one() {
        for (double m : new double[] {1, 2, 3.5, 7, 40}) {
            double exact = m / 2 * (Math.pow(0.025, -2 / m) - 1);
            assertThat(FisherF.quantile(0.975, 2, m)).isCloseTo(exact, within(1e-9 * exact));
        }
    }

    @Test
    void turn_the_probability_round() {
        for (double f : new double[] {0.1, 0.5, 1, 2, 9}) {
            assertThat(FisherF.cdf(f, 3, 8.5) + FisherF.cdf(1 / f, 8.5, 3)).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void are_asked_for_sensibly() {
        assertThatThrownBy(() -> FisherF.quantile(1, 2, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FisherF.quantile(0.5, 0, 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
