package loupe.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ViewportTest {
    /// 400 x 300 screen pixels on an image with columns of 0.5 mm and rows of 2 mm.
    private static final Viewport VIEW = new Viewport(400, 300, 4, 100, 60, 0.5, 2);

    @Test
    void shows_its_centre_column_and_row_in_the_middle_of_the_screen() {
        assertThat(VIEW.columnAt(200)).isEqualTo(100);
        assertThat(VIEW.rowAt(150)).isEqualTo(60);
    }

    @Test
    void spaces_columns_and_rows_by_their_millimetres() {
        assertThat(VIEW.xOf(101) - VIEW.xOf(100)).isEqualTo(2);
        assertThat(VIEW.yOf(61) - VIEW.yOf(60)).isEqualTo(8);
    }

    @Test
    void puts_the_centre_of_image_pixel_zero_in_the_middle_of_its_square_at_one_to_one() {
        Viewport v = Viewport.fit(10, 10, 10, 10, 1, 1);
        assertThat(v.pixelsPerMm()).isEqualTo(1);
        assertThat(v.columnAt(0.5)).isEqualTo(0);
        assertThat(v.columnAt(0)).isEqualTo(-0.5);
        assertThat(v.columnAt(10)).isEqualTo(9.5);
    }

    @Test
    void fits_the_longer_side_in_millimetres_not_in_pixels() {
        Viewport v = Viewport.fit(100, 100, 50, 50, 1, 2);
        assertThat(v.yOf(-0.5)).isCloseTo(0, within(1e-9));
        assertThat(v.yOf(49.5)).isCloseTo(100, within(1e-9));
        assertThat(v.xOf(-0.5)).isCloseTo(25, within(1e-9));
    }

    @Test
    void maps_back_and_forth_without_loss() {
        assertThat(VIEW.columnAt(VIEW.xOf(17.25))).isCloseTo(17.25, within(1e-9));
        assertThat(VIEW.rowAt(VIEW.yOf(3.75))).isCloseTo(3.75, within(1e-9));
    }

    @Test
    void keeps_the_place_under_the_pointer_while_zooming() {
        Viewport z = VIEW.zoomed(1.7, 33, 240);
        assertThat(z.columnAt(33)).isCloseTo(VIEW.columnAt(33), within(1e-9));
        assertThat(z.rowAt(240)).isCloseTo(VIEW.rowAt(240), within(1e-9));
        assertThat(z.pixelsPerMm()).isCloseTo(6.8, within(1e-12));
    }

    @Test
    void carries_the_image_along_with_a_drag() {
        Viewport p = VIEW.panned(12, -7);
        assertThat(p.columnAt(50 + 12)).isCloseTo(VIEW.columnAt(50), within(1e-9));
        assertThat(p.rowAt(50 - 7)).isCloseTo(VIEW.rowAt(50), within(1e-9));
    }

    @Test
    void refuses_an_empty_rectangle_and_a_scale_that_is_not_positive() {
        assertThatThrownBy(() -> new Viewport(0, 1, 1, 0, 0, 1, 1)).hasMessageContaining("at least one pixel");
        assertThatThrownBy(() -> new Viewport(1, 1, 0, 0, 0, 1, 1)).hasMessageContaining("positive");
    }
}
