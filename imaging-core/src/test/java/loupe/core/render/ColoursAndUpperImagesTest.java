package loupe.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.render.colour.ColourMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ColoursAndUpperImagesTest {
    private static final ValueWindow BYTE = new ValueWindow(127.5, 255, ValueWindow.Function.LINEAR_EXACT);

    private static RasterImage.Gray row(boolean whiteIsLow, float... values) {
        return new RasterImage.Gray(values.length, 1, values, whiteIsLow);
    }

    private static int[] draw(RasterImage base, Toning toning, Optional<UpperImage> upper) {
        int[] out = new int[base.columns()];
        Viewport v = Viewport.fit(base.columns(), 1, base.columns(), 1, 1, 1);
        SliceRenderer.render(new RenderRequest(base, 0, toning, upper, v, LayerStack.none()), out);
        return out;
    }

    @Nested
    class A_colour_map {
        @Test
        void gives_each_level_its_colour() {
            int[] out = draw(row(false, 0, 51, 204, 255), new Toning(BYTE, false, ColourMap.HOT_IRON), Optional.empty());
            assertThat(out[0]).isEqualTo(0xff000000);
            assertThat(out[1] >> 16 & 0xff).isBetween(100, 104);
            assertThat(out[1] & 0xffff).isZero();
            assertThat(out[3]).isEqualTo(0xffffffff);
        }

        @Test
        void is_laid_over_what_is_seen_so_an_inverted_or_monochrome1_image_has_the_low_values_in_the_bright_colours() {
            int[] usual = draw(row(false, 0, 51, 204, 255), new Toning(BYTE, false, ColourMap.PET), Optional.empty());
            int[] low = draw(row(true, 255, 204, 51, 0), new Toning(BYTE, false, ColourMap.PET), Optional.empty());
            int[] inverted = draw(row(false, 255, 204, 51, 0), new Toning(BYTE, true, ColourMap.PET), Optional.empty());
            assertThat(low).isEqualTo(usual);
            assertThat(inverted).isEqualTo(usual);
        }
    }

    @Nested
    class An_upper_image {
        private final RasterImage base = row(false, 100, 100, 100, 100);

        private int[] over(double opacity, float... values) {
            return draw(base, Toning.gray(BYTE), Optional.of(new UpperImage(row(false, values), Toning.gray(BYTE), opacity)));
        }

        @Test
        void is_mixed_in_by_its_opacity() {
            for (double opacity : new double[] {0, 0.25, 0.5, 1}) {
                int[] out = over(opacity, 0, 50, 200, 255);
                for (int i = 0; i < 4; i++) {
                    double upper = new double[] {0, 50, 200, 255}[i];
                    assertThat((double) (out[i] & 0xff)).isCloseTo(100 + opacity * (upper - 100), within(1.5));
                }
            }
        }

        @Test
        void leaves_the_first_alone_where_it_has_no_value() {
            int[] out = over(1, Float.NaN, 50, Float.NaN, 255);
            assertThat(out[0] & 0xff).isBetween(99, 101);
            assertThat(out[1] & 0xff).isBetween(49, 51);
            assertThat(out[2] & 0xff).isBetween(99, 101);
        }

        @Test
        void is_clear_up_to_a_value_and_seen_above_it() {
            int[] out = draw(base, Toning.gray(BYTE), Optional.of(new UpperImage(row(false, 0, 50, 51, 255), Toning.gray(BYTE), 1, 50)));
            assertThat(out[0] & 0xff).isBetween(99, 101);
            assertThat(out[1] & 0xff).isBetween(99, 101);
            assertThat(out[2] & 0xff).isBetween(50, 52);
            assertThat(out[3] & 0xff).isEqualTo(255);
        }

        /// An ADC in m2/s: all of the window is narrower than a millionth.
        @Test
        void has_every_level_of_a_window_however_narrow() {
            ValueWindow narrow = new ValueWindow(1e-9, 2e-9, ValueWindow.Function.LINEAR_EXACT);
            int[] out = draw(base, Toning.gray(BYTE), Optional.of(
                    new UpperImage(row(false, 0, 0.5e-9f, 1.5e-9f, 2e-9f), Toning.gray(narrow), 1)));
            assertThat(out[0] & 0xff).isZero();
            assertThat(out[1] & 0xff).isBetween(63, 65);
            assertThat(out[2] & 0xff).isBetween(190, 192);
            assertThat(out[3] & 0xff).isEqualTo(255);
        }

        @Test
        void lies_over_colour_images_too() {
            RasterImage colour = new RasterImage.Colour(2, 1, new int[] {0xff800000, 0xff008000});
            int[] out = draw(colour, Toning.gray(BYTE), Optional.of(new UpperImage(row(false, 255, 255), Toning.gray(BYTE), 0.5)));
            assertThat(out[0]).isEqualTo(0xffbf7f7f);
            assertThat(out[1]).isEqualTo(0xff7fbf7f);
        }

        @Test
        void must_have_as_many_pixels() {
            assertThatThrownBy(() -> over(1, 1, 2, 3)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
