package loupe.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewportTest {
    /// 400 x 300 screen pixels on an image with columns of 0.5 mm and rows of 2 mm.
    private static final Viewport VIEW = new Viewport(400, 300, 4, 100, 60, 0.5, 2);

    @Test
    void shows_its_centre_column_and_row_in_the_middle_of_the_screen() {
        assertThat(VIEW.columnAt(200, 150)).isEqualTo(100);
        assertThat(VIEW.rowAt(200, 150)).isEqualTo(60);
    }

    @Test
    void spaces_columns_and_rows_by_their_millimetres() {
        assertThat(VIEW.xOf(101, 60) - VIEW.xOf(100, 60)).isEqualTo(2);
        assertThat(VIEW.yOf(100, 61) - VIEW.yOf(100, 60)).isEqualTo(8);
    }

    @Test
    void puts_the_centre_of_image_pixel_zero_in_the_middle_of_its_square_at_one_to_one() {
        Viewport v = Viewport.fit(10, 10, 10, 10, 1, 1);
        assertThat(v.pixelsPerMm()).isEqualTo(1);
        assertThat(v.columnAt(0.5, 5)).isEqualTo(0);
        assertThat(v.columnAt(0, 5)).isEqualTo(-0.5);
        assertThat(v.columnAt(10, 5)).isEqualTo(9.5);
    }

    @Test
    void fits_the_longer_side_in_millimetres_not_in_pixels() {
        Viewport v = Viewport.fit(100, 100, 50, 50, 1, 2);
        assertThat(v.yOf(0, -0.5)).isCloseTo(0, within(1e-9));
        assertThat(v.yOf(0, 49.5)).isCloseTo(100, within(1e-9));
        assertThat(v.xOf(-0.5, 0)).isCloseTo(25, within(1e-9));
    }

    @Test
    void maps_back_and_forth_without_loss() {
        assertThat(VIEW.columnAt(VIEW.xOf(17.25, 3.75), VIEW.yOf(17.25, 3.75))).isCloseTo(17.25, within(1e-9));
        assertThat(VIEW.rowAt(VIEW.xOf(17.25, 3.75), VIEW.yOf(17.25, 3.75))).isCloseTo(3.75, within(1e-9));
    }

    @Test
    void keeps_the_place_under_the_pointer_while_zooming() {
        Viewport z = VIEW.zoomed(1.7, 33, 240);
        assertThat(z.columnAt(33, 240)).isCloseTo(VIEW.columnAt(33, 240), within(1e-9));
        assertThat(z.rowAt(33, 240)).isCloseTo(VIEW.rowAt(33, 240), within(1e-9));
        assertThat(z.pixelsPerMm()).isCloseTo(6.8, within(1e-12));
    }

    @Test
    void carries_the_image_along_with_a_drag() {
        Viewport p = VIEW.panned(12, -7);
        assertThat(p.columnAt(50 + 12, 50 - 7)).isCloseTo(VIEW.columnAt(50, 50), within(1e-9));
        assertThat(p.rowAt(50 + 12, 50 - 7)).isCloseTo(VIEW.rowAt(50, 50), within(1e-9));
    }

    @Nested
    class Turned_and_mirrored {
        static Stream<SpatialTransform> all() {
            return IntStream.range(0, 8).mapToObj(i -> new SpatialTransform(i % 4, i > 3));
        }

        @ParameterizedTest
        @MethodSource("all")
        void maps_back_and_forth_without_loss(SpatialTransform t) {
            Viewport v = VIEW.with(t);
            for (double column = -20; column < 300; column += 17.3) {
                for (double row = -9; row < 200; row += 13.7) {
                    assertThat(v.columnAt(v.xOf(column, row), v.yOf(column, row))).isCloseTo(column, within(1e-9));
                    assertThat(v.rowAt(v.xOf(column, row), v.yOf(column, row))).isCloseTo(row, within(1e-9));
                }
            }
        }

        @ParameterizedTest
        @MethodSource("all")
        void keeps_lengths_the_middle_and_what_is_under_the_pointer(SpatialTransform t) {
            Viewport v = VIEW.with(t);
            double far = Math.hypot(v.xOf(110, 63) - v.xOf(100, 60), v.yOf(110, 63) - v.yOf(100, 60));
            assertThat(far).isCloseTo(4 * Math.hypot(10 * 0.5, 3 * 2), within(1e-9));
            assertThat(v.columnAt(200, 150)).isEqualTo(100);
            Viewport z = v.zoomed(1.7, 33, 240);
            assertThat(z.columnAt(33, 240)).isCloseTo(v.columnAt(33, 240), within(1e-9));
            assertThat(z.rowAt(33, 240)).isCloseTo(v.rowAt(33, 240), within(1e-9));
            Viewport p = v.panned(12, -7);
            assertThat(p.columnAt(62, 43)).isCloseTo(v.columnAt(50, 50), within(1e-9));
            assertThat(p.rowAt(62, 43)).isCloseTo(v.rowAt(50, 50), within(1e-9));
        }

        @Test
        void brings_the_left_edge_to_the_top_by_a_turn_to_the_right() {
            Viewport v = VIEW.with(SpatialTransform.NONE.turned(1));
            assertThat(v.yOf(90, 60)).isLessThan(v.yOf(110, 60));
            assertThat(v.xOf(100, 50)).isGreaterThan(v.xOf(100, 70));
        }

        @Test
        void turns_and_mirrors_as_it_is_seen_whatever_was_done_before() {
            all().forEach(t -> {
                Viewport v = VIEW.with(t);
                Viewport right = VIEW.with(t.turned(1));
                Viewport across = VIEW.with(t.flippedAcross());
                Viewport down = VIEW.with(t.flippedDown());
                double dx = v.xOf(120, 65) - 200;
                double dy = v.yOf(120, 65) - 150;
                assertThat(right.xOf(120, 65) - 200).isCloseTo(-dy, within(1e-9));
                assertThat(right.yOf(120, 65) - 150).isCloseTo(dx, within(1e-9));
                assertThat(across.xOf(120, 65) - 200).isCloseTo(-dx, within(1e-9));
                assertThat(across.yOf(120, 65) - 150).isCloseTo(dy, within(1e-9));
                assertThat(down.xOf(120, 65) - 200).isCloseTo(dx, within(1e-9));
                assertThat(down.yOf(120, 65) - 150).isCloseTo(-dy, within(1e-9));
                assertThat(t.turned(1).turned(-1)).isEqualTo(t);
            });
        }

        @Test
        void fits_the_whole_image_the_way_it_lies() {
            Viewport upright = Viewport.fit(400, 300, 100, 200, 1, 1);
            assertThat(upright.pixelsPerMm()).isEqualTo(1.5);
            assertThat(Viewport.fit(upright, 100, 200, SpatialTransform.NONE.turned(1)).pixelsPerMm()).isEqualTo(2);
        }

        @ParameterizedTest
        @MethodSource("all")
        void draws_each_pixel_where_the_viewport_says(SpatialTransform t) {
            float[] values = {0, 25, 50, 75, 100, 125, 150, 175, 200};
            Viewport v = Viewport.fit(Viewport.fit(15, 15, 3, 3, 1, 1), 3, 3, t);
            int[] argb = new int[15 * 15];
            SliceRenderer.render(
                    new RenderRequest(
                            new RasterImage.Gray(3, 3, values, false), 0, ValueWindow.of(127.5, 256), false, v,
                            new LayerStack(List.of())),
                    argb);
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    int x = (int) Math.floor(v.xOf(column, row));
                    int y = (int) Math.floor(v.yOf(column, row));
                    double near = (argb[y * 15 + x] & 0xff) - values[row * 3 + column];
                    assertThat(Math.abs(near)).as("pixel %d, %d", column, row).isLessThan(3);
                }
            }
        }
    }

    /// Weasis #717: actual pixel size failed on reformatted planes with more slices than rows or columns. Whatever the sides and
    /// spacings, a pixel of the finer axis takes one of the screen, and the middle stays where it is.
    @Test
    void shows_one_image_pixel_on_each_of_the_screen() {
        for (double[] mm : new double[][] {{0.7, 0.7}, {0.7, 5}, {3, 0.4}}) {
            Viewport v = Viewport.fit(300, 200, 16, 40, mm[0], mm[1]).panned(13, -9).actualPixels();
            double columns = v.columnAt(101, 50) - v.columnAt(100, 50);
            double rows = v.rowAt(100, 51) - v.rowAt(100, 50);
            assertThat(Math.max(columns, rows)).isCloseTo(1, within(1e-12));
            assertThat(columns * mm[0]).as("no picture is stretched").isCloseTo(rows * mm[1], within(1e-12));
            Viewport before = Viewport.fit(300, 200, 16, 40, mm[0], mm[1]).panned(13, -9);
            assertThat(v.columnAt(150, 100)).isCloseTo(before.columnAt(150, 100), within(1e-9));
        }
        float[] values = new float[30 * 50];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 37 % 251;
        }
        Viewport v = Viewport.fit(30, 50, 30, 50, 1.3, 1.3).actualPixels();
        int[] argb = new int[values.length];
        SliceRenderer.render(
                new RenderRequest(
                        new RasterImage.Gray(30, 50, values, false), 0,
                        new ValueWindow(127.5, 255, ValueWindow.Function.LINEAR_EXACT), false, v, new LayerStack(List.of())),
                argb);
        for (int i = 0; i < values.length; i++) {
            assertThat((double) (argb[i] & 0xff)).isCloseTo(values[i], within(1.0));
        }
    }

    @Test
    void refuses_an_empty_rectangle_and_a_scale_that_is_not_positive() {
        assertThatThrownBy(() -> new Viewport(0, 1, 1, 0, 0, 1, 1)).hasMessageContaining("at least one pixel");
        assertThatThrownBy(() -> new Viewport(1, 1, 0, 0, 0, 1, 1)).hasMessageContaining("positive");
    }
}
