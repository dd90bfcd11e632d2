package loupe.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Ranks of the interval as tables of the binomial distribution have them (Conover, table A3): n = 6: 1 and 6; 10: 2 and 9; 20: 6 and 15;
/// 100: 40 and 61.
class MedianTest {
    private static List<Double> oneTo(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> (double) (n + 1 - i)).toList();
    }

    @Test
    void the_interval_has_the_ranks_of_the_table() {
        assertThat(Median.of(oneTo(6))).isEqualTo(new Median(3.5, new Interval(1, 6), 6));
        assertThat(Median.of(oneTo(10))).isEqualTo(new Median(5.5, new Interval(2, 9), 10));
        assertThat(Median.of(oneTo(20))).isEqualTo(new Median(10.5, new Interval(6, 15), 20));
        assertThat(Median.of(oneTo(100))).isEqualTo(new Median(50.5, new Interval(40, 61), 100));
    }

    @Test
    void fewer_than_six_have_a_median_and_no_interval_and_none_has_neither() {
        assertThat(Median.of(oneTo(5)).value()).isEqualTo(3);
        assertThat(Median.of(oneTo(5)).interval().low()).isNaN();
        assertThat(Median.of(List.of()).value()).isNaN();
        assertThatThrownBy(() -> Median.of(List.of(Double.NaN))).isInstanceOf(IllegalArgumentException.class);
    }
}
