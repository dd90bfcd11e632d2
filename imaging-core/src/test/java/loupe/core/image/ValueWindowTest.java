package loupe.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The pseudo-code and notes of DICOM PS3.3 C.11.2.1.2 and C.11.2.1.3, with an output range of 0 to 1.
class ValueWindowTest {
    private static ValueWindow linear(double c, double w) {
        return new ValueWindow(c, w, ValueWindow.Function.LINEAR);
    }

    private static ValueWindow exact(double c, double w) {
        return new ValueWindow(c, w, ValueWindow.Function.LINEAR_EXACT);
    }

    @Nested
    class A_linear_window {
        @Test
        void of_centre_2048_and_width_4096_maps_0_to_black_and_4095_to_white() {
            assertThat(linear(2048, 4096).brightness(0)).isEqualTo(0);
            assertThat(linear(2048, 4096).brightness(4095)).isEqualTo(1);
            assertThat(linear(2048, 4096).brightness(2047)).isCloseTo(2047 / 4095.0, within(1e-12));
        }

        @Test
        void of_width_1_is_a_threshold_at_its_centre_less_a_half() {
            assertThat(linear(2048, 1).brightness(2047)).isEqualTo(0);
            assertThat(linear(2048, 1).brightness(2047.5)).isEqualTo(0);
            assertThat(linear(2048, 1).brightness(2048)).isEqualTo(1);
        }

        @Test
        void of_centre_0_and_width_100_spans_minus_50_to_49() {
            assertThat(linear(0, 100).brightness(-50)).isEqualTo(0);
            assertThat(linear(0, 100).brightness(49)).isCloseTo(1, within(1e-12));
            assertThat(linear(0, 100).brightness(-0.5)).isCloseTo(0.5, within(1e-12));
        }

        @Test
        void is_refused_below_a_width_of_1() {
            assertThatThrownBy(() -> linear(0, 0.5)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class A_linear_exact_window {
        @Test
        void of_centre_0_and_width_100_spans_minus_50_to_50() {
            assertThat(exact(0, 100).brightness(-50)).isEqualTo(0);
            assertThat(exact(0, 100).brightness(50)).isEqualTo(1);
            assertThat(exact(0, 100).brightness(0)).isEqualTo(0.5);
        }

        @Test
        void may_be_narrower_than_1_but_not_empty() {
            assertThat(exact(0.5, 1e-3).brightness(0.5)).isEqualTo(0.5);
            assertThatThrownBy(() -> exact(0, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class A_sigmoid_window {
        private final ValueWindow w = new ValueWindow(40, 400, ValueWindow.Function.SIGMOID);

        @Test
        void is_half_bright_at_its_centre_and_symmetric_about_it() {
            assertThat(w.brightness(40)).isEqualTo(0.5);
            assertThat(w.brightness(140) + w.brightness(-60)).isCloseTo(1, within(1e-12));
        }

        @Test
        void has_the_slope_of_a_linear_window_at_its_centre() {
            double slope = (w.brightness(40.001) - w.brightness(39.999)) / 0.002;
            assertThat(slope).isCloseTo(1 / 400.0, within(1e-9));
        }
    }
}
