package loupe.app.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TestPatternTest {
    private final TestPattern pattern = TestPattern.drawn();

    /// Values of the table in DICOM PS3.14, Annex B.
    @Test
    void the_gray_function_has_the_standards_luminances() {
        assertThat(GrayFunction.luminance(1)).isCloseTo(0.0500, within(0.0001));
        assertThat(GrayFunction.luminance(2)).isCloseTo(0.0547, within(0.0001));
        assertThat(GrayFunction.luminance(1023)).isCloseTo(3993.404, within(0.5));
        assertThat(GrayFunction.index(GrayFunction.luminance(412.5))).isCloseTo(412.5, within(1e-6));
        assertThatThrownBy(() -> GrayFunction.luminance(0)).hasMessageContaining("1 to 1023");
    }

    @Test
    void sixteen_patches_go_from_black_to_white_in_even_steps() {
        for (int i = 0; i < TestPattern.PATCHES; i++) {
            assertThat(pattern.at(64 + i % 8 * 64 + 32, 28 + i / 8 * 64 + 32)).isEqualTo(17 * i);
        }
    }

    @Test
    void inlays_are_five_of_a_hundred_off_black_and_white() {
        assertThat(pattern.at(64 + 5, 28 + 128 + 16 + 5)).isZero();
        assertThat(pattern.at(64 + 48, 28 + 128 + 16 + 36)).isEqualTo(13);
        assertThat(pattern.at(64 + 112 + 5, 28 + 128 + 16 + 5)).isEqualTo(255);
        assertThat(pattern.at(64 + 160, 28 + 128 + 16 + 36)).isEqualTo(242);
    }

    @Test
    void ramps_leave_out_no_value() {
        for (int v = 0; v < 256; v++) {
            assertThat(pattern.at(64 + 2 * v, 28 + 128 + 104)).isEqualTo(v);
            assertThat(pattern.at(64 + 2 * v, 28 + 128 + 144)).isEqualTo(255 - v);
        }
    }

    @Test
    void lines_are_one_pixel_and_two_pixels_wide() {
        int y = 28 + 128 + 16 + 10;
        int one = 64 + 224;
        int two = one + 152;
        for (int i = 0; i < 20; i++) {
            assertThat(pattern.at(one + i, y)).isEqualTo(i % 2 == 0 ? 0 : 255);
            assertThat(pattern.at(two + i, y)).isEqualTo(i / 2 % 2 == 0 ? 0 : 255);
        }
    }

    @Test
    void steps_rise_from_black_to_white_and_are_dense_where_eyes_are_sharp() {
        assertThat(TestPattern.step(0)).isZero();
        assertThat(TestPattern.step(15)).isEqualTo(255);
        for (int i = 1; i < 16; i++) {
            assertThat(TestPattern.step(i)).isGreaterThan(TestPattern.step(i - 1) + 5);
        }
    }

    @Test
    void a_line_of_one_pixel_goes_around_all() {
        assertThat(pattern.at(0, 200)).isEqualTo(255);
        assertThat(pattern.at(1, 200)).isNotEqualTo(255);
        assertThat(pattern.at(639, 200)).isEqualTo(255);
        assertThat(pattern.at(300, 0)).isEqualTo(255);
        assertThat(pattern.at(300, 469)).isEqualTo(255);
    }
}
