package loupe.core.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ViewRasterTest {
    private static final int SIDE = 64;
    private static final int NOTHING = 0;
    private static final int GREY = 0xff808080;

    /// A tile of level 0 whose pixels say where they are.
    private static ViewRaster.TilePixels tile(int column, int row) {
        int[] argb = new int[SIDE * SIDE];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = pixel(column * SIDE + i % SIDE, row * SIDE + i / SIDE);
        }
        double x = column * SIDE;
        double y = row * SIDE;
        return new ViewRaster.TilePixels(argb, SIDE, new SlideView.Box(x, y, x + SIDE, y + SIDE));
    }

    private static int pixel(int x, int y) {
        return 0xff000000 | (x & 0xff) << 16 | (y & 0xff) << 8 | x * 31 + y * 17 & 0xff;
    }

    private static int[] drawn(SlideView v, ViewRaster.TilePixels... tiles) {
        int[] out = new int[v.width() * v.height()];
        Arrays.fill(out, 0xffff0000);
        ViewRaster r = new ViewRaster(v, out);
        Arrays.stream(tiles).forEach(t -> r.put(t, t.shows()));
        return out;
    }

    @Nested
    class One_for_one {
        @Test
        void every_pixel_of_the_slide_stands_where_it_belongs_over_tiles_and_edges() {
            SplittableRandom random = new SplittableRandom(3);
            for (int i = 0; i < 300; i++) {
                int width = 2 * (1 + random.nextInt(60));
                int height = 2 * (1 + random.nextInt(60));
                SlideView v = new SlideView(random.nextInt(-20, 150), random.nextInt(-20, 150), 1, width, height);
                int[] out = drawn(v, tile(0, 0), tile(1, 0), tile(0, 1), tile(1, 1));
                for (int k = 0; k < out.length; k++) {
                    int x = (int) v.slideX(k % width);
                    int y = (int) v.slideY(Math.floorDiv(k, width));
                    boolean in = v.slideX(k % width) >= 0 && v.slideY(Math.floorDiv(k, width)) >= 0 && x < 2 * SIDE && y < 2 * SIDE;
                    assertThat(out[k]).isEqualTo(in ? pixel(x, y) : NOTHING);
                }
            }
        }

        @Test
        void a_part_of_a_tile_is_put_down_alone() {
            SlideView v = new SlideView(32, 32, 1, 64, 64);
            int[] out = new int[64 * 64];
            new ViewRaster(v, out).put(tile(0, 0), new SlideView.Box(10, 20, 30, 25));
            for (int k = 0; k < out.length; k++) {
                boolean in = k % 64 >= 10 && k % 64 < 30 && k / 64 >= 20 && k / 64 < 25;
                assertThat(out[k]).isEqualTo(in ? pixel(k % 64, k / 64) : NOTHING);
            }
        }
    }

    @Nested
    class At_other_scales {
        @Test
        void enlarged_beyond_two_a_pixel_is_a_square() {
            SlideView v = new SlideView(5, 5, 0.25, 40, 40);
            int[] out = drawn(v, tile(0, 0));
            for (int k = 0; k < out.length; k++) {
                assertThat(out[k]).isEqualTo(pixel(k % 40 / 4, k / 40 / 4));
            }
        }

        @Test
        void a_ramp_stays_a_ramp_and_no_seam_shows_between_tiles() {
            int[] left = new int[SIDE * SIDE];
            int[] right = new int[SIDE * SIDE];
            for (int i = 0; i < left.length; i++) {
                left[i] = 0xff000000 | i % SIDE;
                right[i] = 0xff000000 | SIDE + i % SIDE;
            }
            SlideView.Box a = new SlideView.Box(0, 0, SIDE, SIDE);
            SlideView.Box b = new SlideView.Box(SIDE, 0, 2 * SIDE, SIDE);
            for (double scale : new double[] {0.6, 0.77, 1.3, 1.7, 1.99}) {
                SlideView v = new SlideView(SIDE, SIDE / 2.0, scale, 40, 10);
                int[] out = drawn(v, new ViewRaster.TilePixels(left, SIDE, a), new ViewRaster.TilePixels(right, SIDE, b));
                for (int x = 0; x < 40; x++) {
                    double is = v.slideX(x + 0.5) - 0.5;
                    assertThat(out[5 * 40 + x] >>> 24).isEqualTo(255);
                    assertThat((double) (out[5 * 40 + x] & 0xff)).isBetween(is - 1.2, is + 1.2);
                }
            }
        }

        @Test
        void a_coarser_tile_stands_for_a_finer_one() {
            int[] even = new int[SIDE * SIDE];
            Arrays.fill(even, GREY);
            SlideView v = new SlideView(100, 100, 1, 60, 60);
            int[] out = new int[60 * 60];
            new ViewRaster(v, out).put(
                    new ViewRaster.TilePixels(even, SIDE, new SlideView.Box(0, 0, 512, 512)), new SlideView.Box(64, 64, 128, 128));
            for (int k = 0; k < out.length; k++) {
                double x = v.slideX(k % 60);
                double y = v.slideY(Math.floorDiv(k, 60));
                assertThat(out[k]).isEqualTo(x >= 64 && y >= 64 && x < 128 && y < 128 ? GREY : NOTHING);
            }
        }
    }

    @Nested
    class Laid_over {
        @Test
        void colours_mix_by_how_clear_they_are_within_a_level() {
            SplittableRandom random = new SplittableRandom(9);
            int[] under = new int[SIDE * SIDE];
            int[] over = new int[SIDE * SIDE];
            for (int i = 0; i < under.length; i++) {
                under[i] = 0xff000000 | random.nextInt(1 << 24);
                int alpha = i % 5 == 0 ? 0 : i % 5 == 1 ? 255 : random.nextInt(256);
                over[i] = alpha << 24 | random.nextInt(alpha + 1) << 16 | random.nextInt(alpha + 1) << 8 | random.nextInt(alpha + 1);
            }
            SlideView v = new SlideView(SIDE / 2.0, SIDE / 2.0, 1, SIDE, SIDE);
            int[] out = new int[SIDE * SIDE];
            ViewRaster r = new ViewRaster(v, out);
            SlideView.Box box = new SlideView.Box(0, 0, SIDE, SIDE);
            r.put(new ViewRaster.TilePixels(under, SIDE, box), box);
            r.over(new ViewRaster.TilePixels(over, SIDE, box), box);
            for (int i = 0; i < out.length; i++) {
                for (int shift = 0; shift <= 24; shift += 8) {
                    double wanted = (over[i] >>> shift & 0xff) + (under[i] >>> shift & 0xff) * (255 - (over[i] >>> 24)) / 255.0;
                    assertThat((double) (out[i] >>> shift & 0xff)).isBetween(wanted - 0.51, wanted + 0.51);
                }
            }
        }
    }
}
