package loupe.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import org.junit.jupiter.api.Test;

/// A phantom of 20 x 10 pixels whose values are 0 to 199 in reading order.
class AutoWindowTest {
    private static final PixelBox WHOLE = PixelBox.whole(20, 10);

    private static RasterImage.Gray counted(boolean whiteIsLow) {
        float[] values = new float[200];
        for (int i = 0; i < 200; i++) {
            values[i] = i;
        }
        return new RasterImage.Gray(20, 10, values, whiteIsLow);
    }

    private static ValueWindow all(RasterImage.Gray image) {
        return AutoWindow.of(image, WHOLE, (c, r) -> true).orElseThrow();
    }

    @Test
    void goes_from_the_first_to_the_last_hundredth_of_all_values() {
        ValueWindow w = all(counted(false));
        assertThat(w.from()).isEqualTo(2);
        assertThat(w.to()).isEqualTo(198);
        assertThat(w.brightness(2)).isZero();
        assertThat(w.brightness(100)).isCloseTo(0.5, within(1e-12));
        assertThat(w.brightness(198)).isEqualTo(1);
        assertThat(all(counted(true))).as("which end is bright is not the window's matter").isEqualTo(w);
    }

    @Test
    void asks_the_pixels_of_the_box_alone() {
        PixelBox box = PixelBox.between(4.5, 1.2, 7.4, 3.0, WHOLE).orElseThrow();
        assertThat(box).isEqualTo(new PixelBox(5, 2, 7, 3));
        ValueWindow w = AutoWindow.of(counted(false), box, (c, r) -> true).orElseThrow();
        assertThat(w.from()).as("the least of 45 46 47 65 66 67").isEqualTo(45);
        assertThat(w.to()).as("number floor(5.94) of six").isEqualTo(67);
    }

    @Test
    void leaves_out_a_line_of_metal_and_what_is_no_number() {
        RasterImage.Gray image = counted(false);
        image.values()[0] = Float.NaN;
        image.values()[199] = 30_000;
        ValueWindow w = all(image);
        assertThat(w.to()).isLessThan(200);
        assertThat(w.from()).isGreaterThan(1);
    }

    @Test
    void leaves_out_what_lies_outside() {
        ValueWindow w = AutoWindow.of(counted(false), WHOLE, (c, r) -> r == 4 && c < 2).orElseThrow();
        assertThat(w.from()).isEqualTo(80);
        assertThat(w.to()).isEqualTo(81);
        assertThat(AutoWindow.of(counted(false), WHOLE, (c, r) -> false)).isEmpty();
    }

    @Test
    void is_one_wide_where_all_values_are_equal() {
        RasterImage.Gray flat = counted(false);
        Arrays.fill(flat.values(), 7);
        assertThat(all(flat)).isEqualTo(new ValueWindow(7, 1, ValueWindow.Function.LINEAR_EXACT));
    }

    @Test
    void of_a_film_of_many_pixels_is_that_of_rows_spread_over_it() {
        float[] values = new float[3000 * 1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 3000;
        }
        ValueWindow w = AutoWindow.of(new RasterImage.Gray(3000, 1000, values, true), PixelBox.whole(3000, 1000), (c, r) -> true)
                .orElseThrow();
        assertThat(w.from()).isCloseTo(10, within(3.0));
        assertThat(w.to()).isCloseTo(990, within(3.0));
    }

    @Test
    void a_box_beside_the_image_or_between_pixels_is_none() {
        assertThat(PixelBox.between(-9, -9, -2, -2, WHOLE)).isEqualTo(Optional.empty());
        assertThat(PixelBox.between(3.1, 3.1, 3.9, 3.9, WHOLE)).isEmpty();
    }
}
