package loupe.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.segment.Mask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SliceRendererTest {
    private static final ValueWindow BYTE = new ValueWindow(127.5, 255, ValueWindow.Function.LINEAR_EXACT);
    private static final VoxelGrid GRID = VoxelGrid.axial(6, 6, 2, new PatientPoint(0, 0, 0), 1, 1, "");

    private static RasterImage.Gray ramp(boolean whiteIsLow) {
        return new RasterImage.Gray(4, 1, new float[] {0, 85, 170, 255}, whiteIsLow);
    }

    private static int[] render(RasterImage image, boolean inverted, int width, int height, Layer... layers) {
        int[] out = new int[width * height];
        Viewport v = Viewport.fit(width, height, image.columns(), image.rows(), 1, 1);
        SliceRenderer.render(new RenderRequest(image, 0, BYTE, inverted, v, new LayerStack(List.of(layers))), out);
        return out;
    }

    private static int level(int argb) {
        assertThat(argb >>> 24).isEqualTo(255);
        assertThat(argb >> 16 & 0xff).isEqualTo(argb & 0xff).isEqualTo(argb >> 8 & 0xff);
        return argb & 0xff;
    }

    @Nested
    class A_gray_slice {
        @Test
        void shows_each_value_at_its_brightness_in_the_window() {
            int[] out = render(ramp(false), false, 4, 1);
            assertThat(level(out[0])).isBetween(0, 1);
            assertThat(level(out[1])).isBetween(84, 86);
            assertThat(level(out[2])).isBetween(169, 171);
            assertThat(level(out[3])).isBetween(254, 255);
        }

        @Test
        void is_shown_dark_for_bright_where_the_file_or_the_reader_asks_but_not_for_both() {
            assertThat(level(render(ramp(true), false, 4, 1)[0])).isBetween(254, 255);
            assertThat(level(render(ramp(false), true, 4, 1)[3])).isBetween(0, 1);
            assertThat(level(render(ramp(true), true, 4, 1)[3])).isBetween(254, 255);
        }

        @Test
        void is_interpolated_between_pixel_centres() {
            int[] out = render(ramp(false), false, 8, 2);
            assertThat(level(out[1])).isBetween(20, 22);
            assertThat(level(out[2])).isBetween(63, 65);
        }

        @Test
        void is_black_outside_the_image() {
            int[] out = render(ramp(false), true, 4, 3);
            assertThat(out).startsWith(0xff000000, 0xff000000, 0xff000000, 0xff000000);
            assertThat(out).endsWith(0xff000000, 0xff000000, 0xff000000, 0xff000000);
        }
    }

    @Test
    void shows_the_colours_of_a_colour_image_unchanged() {
        int[] argb = {0xff112233, 0xff445566};
        assertThat(render(new RasterImage.Colour(2, 1, argb), false, 2, 1)).containsExactly(argb);
        assertThat(render(new RasterImage.Colour(2, 1, argb), true, 2, 1)).containsExactly(0xffeeddcc, 0xffbbaa99);
    }

    @Nested
    class A_mask_layer {
        private final RasterImage black = new RasterImage.Gray(6, 6, new float[36], false);
        private final Mask square = square();

        private static Mask square() {
            Mask.Builder b = Mask.builder(GRID);
            for (int r = 1; r < 5; r++) {
                for (int c = 1; c < 5; c++) {
                    b.add(c, r, 0);
                }
            }
            return b.build();
        }

        @Test
        void has_an_opaque_outline_and_a_filling_of_its_opacity() {
            int[] out = render(black, false, 6, 6, new Layer.MaskLayer(square, 0x00ff00, 0.5, Layer.Style.SOLID));
            assertThat(out[1 * 6 + 1]).isEqualTo(0xff00ff00);
            assertThat(out[2 * 6 + 2] & 0xff00ff).isBetween(0, 0x010001);
            assertThat(out[2 * 6 + 2] >> 8 & 0xff).isBetween(126, 128);
            assertThat(level(out[0])).isBetween(0, 1);
        }

        @Test
        void is_not_drawn_on_a_slice_it_has_no_voxel_on() {
            Mask other = Mask.builder(GRID).add(2, 2, 1).build();
            Layer layer = new Layer.MaskLayer(other, 0x00ff00, 1, Layer.Style.SOLID);
            assertThat(render(black, false, 6, 6, layer)).isEqualTo(render(black, false, 6, 6));
        }

        @Test
        void looks_different_in_each_of_its_styles() {
            List<int[]> pictures = List.of(Layer.Style.values()).stream()
                    .map(s -> render(black, false, 48, 48, new Layer.MaskLayer(square, 0xff0000, 0.3, s)))
                    .toList();
            assertThat(pictures.get(0)).isNotEqualTo(pictures.get(1));
            assertThat(pictures.get(1)).isNotEqualTo(pictures.get(2));
            assertThat(pictures.get(0)).isNotEqualTo(pictures.get(2));
        }
    }

    @Test
    void draws_a_ring_at_its_radius_about_its_centre_on_its_slice_only() {
        RasterImage black = new RasterImage.Gray(40, 40, new float[1600], false);
        int[] out = render(black, false, 40, 40, new Layer.RingLayer(20, 20, 0, 10, 0xff0000, false));
        for (int i = 0; i < out.length; i++) {
            double away = Math.hypot(i % 40 + 0.5 - 20.5, i / 40 + 0.5 - 20.5);
            if (out[i] == 0xffff0000) {
                assertThat(away).isBetween(9.0, 12.0);
            }
        }
        assertThat(out).contains(0xffff0000);
        int[] elsewhere = render(black, false, 40, 40, new Layer.RingLayer(20, 20, 1, 10, 0xff0000, false));
        assertThat(elsewhere).doesNotContain(0xffff0000);
    }
}
