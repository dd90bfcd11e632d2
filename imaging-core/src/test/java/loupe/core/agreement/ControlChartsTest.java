package loupe.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// QA-1: control limits equal published worked examples.
class ControlChartsTest {
    /// Montgomery, Introduction to Statistical Quality Control, 6th edition, example 7.1: nonconforming cans of frozen orange juice
    /// concentrate in 30 samples of 50. p̄ = .2313, limits .4102 and .0524, samples 15 and 23 outside.
    @Nested
    class Shares_of_Montgomerys_cans {
        private final List<Share> cans = Arrays.stream(new int[] {
                    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6})
                .mapToObj(c -> new Share(c, 50))
                .toList();

        @Test
        void have_his_limits() {
            ControlPoint p = PChart.of(cans).getFirst();
            assertThat(p.centre()).isCloseTo(0.2313, within(5e-5)).isCloseTo(347.0 / 1500, within(1e-12));
            assertThat(p.high()).isCloseTo(0.4102, within(5e-5)).isCloseTo(0.41023911859473844, within(1e-9));
            assertThat(p.low()).isCloseTo(0.0524, within(5e-5)).isCloseTo(0.05242754807192823, within(1e-9));
        }

        @Test
        void are_outside_where_his_are() {
            List<ControlPoint> all = PChart.of(cans);
            assertThat(IntStream.range(0, 30).filter(i -> all.get(i).outside()).map(i -> i + 1)).containsExactly(15, 23);
        }
    }

    @Test
    void groups_of_unlike_size_have_limits_of_their_own_within_0_and_1() {
        List<ControlPoint> points = PChart.around(0.1, List.of(new Share(1, 9), new Share(10, 100), new Share(40, 100)));
        assertThat(points.get(0).low()).isZero();
        assertThat(points.get(0).high()).isCloseTo(0.4, within(1e-12));
        assertThat(points.get(1).high()).isCloseTo(0.19, within(1e-12));
        assertThat(points.get(1).outside()).isFalse();
        assertThat(points.get(2).outside()).isTrue();
        assertThatThrownBy(() -> PChart.around(0.1, List.of(new Share(0, 0)))).hasMessageContaining("empty");
    }

    /// NIST/SEMATECH e-Handbook of Statistical Methods 6.3.2.4: λ = 0.3, target 50, s = 2.0539; limits 52.5884 and 47.4115 once
    /// they stand still.
    @Nested
    class Moving_averages_of_the_handbook_of_NIST {
        private final double[] data = {
            52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1
        };
        private final double[] published = {
            50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73,
            51.23, 51.94, 51.99
        };
        private final List<ControlPoint> points = new EwmaChart(0.3, 3)
                .of(50, Arrays.stream(data).mapToObj(x -> new EwmaChart.Observed(x, 2.0539)).toList());

        @Test
        void are_theirs() {
            for (int i = 0; i < data.length; i++) {
                assertThat(points.get(i).value()).as("point " + (i + 1)).isCloseTo(published[i], within(0.005));
            }
            assertThat(points.getLast().value()).as("in fractions").isCloseTo(51.98824325864462, within(1e-9));
        }

        @Test
        void come_to_their_limits_and_stay_within() {
            assertThat(points.getLast().high()).isCloseTo(52.5884, within(2e-4));
            assertThat(points.getLast().low()).isCloseTo(47.4115, within(2e-4));
            double still = 3 * Math.sqrt(0.3 / 1.7) * 2.0539;
            assertThat(points.getLast().high() - 50).isCloseTo(still * Math.sqrt(1 - Math.pow(0.7, 40)), within(1e-9));
            assertThat(points).noneMatch(ControlPoint::outside);
        }
    }

    /// Montgomery, the same book, example 9.2: λ = 0.10, L = 2.7, mean 10, standard deviation 1; limits 10.27 and 9.73 at the first
    /// point, 10.36 and 9.64 at the second, 10.62 and 9.38 in the end; points 29 and 30 lie above. His averages to five digits.
    @Nested
    class Moving_averages_of_Montgomery {
        private final double[] data = {
            9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51, 9.40, 10.08, 9.37, 10.62, 10.31,
            8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52
        };
        private final double[] published = {
            9.945, 9.7495, 9.70355, 9.8992, 10.1253, 10.1307, 9.92167, 10.0755, 9.98796, 10.0232, 9.92384, 10.0785, 10.1216, 10.0495,
            10.0525, 9.98426, 10.0478, 10.074, 9.91864, 10.0108, 10.0997, 10.0227, 10.2495, 10.3745, 10.3971, 10.4654, 10.4568,
            10.5731, 10.6468, 10.6341
        };
        private final List<ControlPoint> points =
                new EwmaChart(0.1, 2.7).of(10, Arrays.stream(data).mapToObj(x -> new EwmaChart.Observed(x, 1)).toList());

        @Test
        void are_his() {
            for (int i = 0; i < data.length; i++) {
                assertThat(points.get(i).value()).as("point " + (i + 1)).isCloseTo(published[i], within(5.1e-5));
            }
        }

        @Test
        void have_his_limits_from_the_first_point_on() {
            assertThat(points.get(0).high()).isCloseTo(10.27, within(1e-9));
            assertThat(points.get(0).low()).isCloseTo(9.73, within(1e-9));
            assertThat(points.get(1).high()).isCloseTo(10.36, within(0.005)).isCloseTo(10.36324784927099, within(1e-9));
            assertThat(points.get(1).low()).isCloseTo(9.64, within(0.005)).isCloseTo(9.63675215072901, within(1e-9));
            assertThat(points.getLast().high()).isCloseTo(10.62, within(0.005));
            assertThat(points.getLast().low()).isCloseTo(9.38, within(0.005));
        }

        @Test
        void are_outside_where_his_are() {
            assertThat(IntStream.range(0, 30).filter(i -> points.get(i).outside()).map(i -> i + 1)).containsExactly(29, 30);
        }
    }

    @Test
    void moving_averages_of_shares_see_a_small_lasting_change_before_shares_do() {
        List<Share> weeks = IntStream.range(0, 24).mapToObj(i -> new Share(i < 12 ? 10 : 17, 100)).toList();
        assertThat(PChart.around(0.1, weeks)).noneMatch(ControlPoint::outside);
        List<ControlPoint> averages = EwmaChart.USUAL.ofShares(0.1, weeks);
        assertThat(averages.subList(0, 12)).noneMatch(ControlPoint::outside);
        assertThat(averages.subList(12, 24)).anyMatch(ControlPoint::outside);
        assertThat(averages).allMatch(p -> p.low() >= 0 && p.high() <= 1);
    }

    @Test
    void weights_of_the_newest_lie_above_0() {
        assertThatThrownBy(() -> new EwmaChart(0, 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
