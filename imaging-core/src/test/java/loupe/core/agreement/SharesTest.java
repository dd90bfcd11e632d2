package loupe.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// QA-1: intervals of shares and sizes of samples equal published ones.
class SharesTest {
    /// Newcombe, Statistics in Medicine 17:857, 1998, Table I, method 3 (score, no correction): to four digits as printed; to 1e-9 as
    /// the formula gives in Python.
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662, 0.2552885199, 0.3662095770", "15, 148, 0.0624, 0.1605, 0.0623863995, 0.1604872417",
        "0, 20, 0.0000, 0.1611, 0.0000000000, 0.1611251581", "1, 29, 0.0061, 0.1718, 0.0061132143, 0.1717552188"
    })
    void have_the_intervals_of_Newcombes_table(int count, int of, double low, double high, double lowest, double highest) {
        Share s = new Share(count, of);
        assertThat(s.low()).isCloseTo(low, within(5e-5)).isCloseTo(lowest, within(1e-9));
        assertThat(s.high()).isCloseTo(high, within(5e-5)).isCloseTo(highest, within(1e-9));
    }

    @Test
    void of_nothing_have_none() {
        assertThat(new Share(0, 0).value()).isNaN();
        assertThat(new Share(0, 0).interval().low()).isNaN();
        assertThatThrownBy(() -> new Share(3, 2)).hasMessageContaining("0 to 2");
    }

    @Test
    void of_a_weighted_sample_count_what_units_stand_for() {
        WeightedShare s = WeightedShare.of(List.of(
                new WeightedShare.Unit(10, true), new WeightedShare.Unit(10, false), new WeightedShare.Unit(1, false),
                new WeightedShare.Unit(1, false)));
        assertThat(s.value()).isCloseTo(10.0 / 22, within(1e-12));
        assertThat(s.effective()).isCloseTo(22.0 * 22 / 202, within(1e-12));
        assertThat(s.interval()).isEqualTo(Wilson.of(10.0 / 22, 22.0 * 22 / 202));
    }

    @Test
    void of_units_that_weigh_alike_are_plain_shares() {
        WeightedShare s = WeightedShare.of(List.of(
                new WeightedShare.Unit(7, true), new WeightedShare.Unit(7, false), new WeightedShare.Unit(7, false)));
        Share plain = new Share(1, 3);
        assertThat(s.value()).isCloseTo(plain.value(), within(1e-12));
        assertThat(s.interval().low()).isCloseTo(plain.low(), within(1e-12));
        assertThat(s.interval().high()).isCloseTo(plain.high(), within(1e-12));
    }

    /// Krejcie & Morgan, Educational and Psychological Measurement 30:607, 1970, Table 1 (p = .5, d = .05), which rounds to the nearest.
    @ParameterizedTest
    @CsvSource({"100, 80", "500, 217", "1000, 278", "2000, 322", "10000, 370"})
    void are_known_to_a_width_by_samples_of_Krejcie_and_Morgan(int population, int size) {
        assertThat(SampleSize.forHalfWidth(0.5, 0.05, population)).isBetween(size, size + 1);
    }

    @Test
    void of_an_endless_population_ask_for_Cochrans_385() {
        assertThat(SampleSize.forHalfWidth(0.5, 0.05, 1_000_000_000)).isEqualTo(385);
        assertThat(SampleSize.forHalfWidth(0.5, 0.1, 1_000_000_000)).isEqualTo(97);
        assertThat(SampleSize.forHalfWidth(0.5, 0.01, 12)).isEqualTo(12);
        assertThat(SampleSize.forHalfWidth(0.5, 0.1, 1)).isEqualTo(1);
        assertThat(SampleSize.forHalfWidth(0.5, 0.1, 0)).isZero();
        assertThatThrownBy(() -> SampleSize.forHalfWidth(0.5, 0, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
