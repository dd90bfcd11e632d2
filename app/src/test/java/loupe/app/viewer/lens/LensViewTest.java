package loupe.app.viewer.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.render.LayerStack;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.SpatialTransform;
import loupe.core.render.Toning;
import loupe.core.render.Viewport;
import org.junit.jupiter.api.Test;

class LensViewTest {
    private static final Viewport VIEW = new Viewport(800, 600, 3.2, 100, 80, 0.5, 0.7);

    @Test
    void keeps_the_pixel_under_the_pointer_under_it_also_at_the_border_turned_and_mirrored() {
        for (SpatialTransform t : new SpatialTransform[] {SpatialTransform.NONE, new SpatialTransform(1, false), new SpatialTransform(3, true)}) {
            Viewport v = VIEW.with(t);
            for (double[] p : new double[][] {{400, 300}, {3, 2}, {798, 599}, {0, 300}, {400, 600}}) {
                LensView lens = LensView.of(v, p[0], p[1], 260, 3);
                assertThat(lens.left()).isBetween(0, 800 - 260);
                assertThat(lens.top()).isBetween(0, 600 - 260);
                assertThat(lens.part().columnAt(p[0] - lens.left(), p[1] - lens.top())).isCloseTo(v.columnAt(p[0], p[1]), within(1e-9));
                assertThat(lens.part().rowAt(p[0] - lens.left(), p[1] - lens.top())).isCloseTo(v.rowAt(p[0], p[1]), within(1e-9));
                assertThat(lens.part().pixelsPerMm()).isEqualTo(3 * 3.2);
            }
        }
    }

    @Test
    void is_larger_than_a_view_that_has_no_room_for_it() {
        LensView lens = LensView.of(new Viewport(120, 120, 1, 10, 10, 1, 1), 60, 60, 260, 2);
        assertThat(lens.left()).isZero();
        assertThat(lens.part().columnAt(60, 60)).isCloseTo(10, within(1e-9));
    }

    /// Two pixels that fall on one pixel of the screen are told apart in the lens.
    @Test
    void shows_pixels_the_screen_has_no_room_for() {
        float[] stripes = new float[64 * 64];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = i % 2 == 0 ? 0 : 255;
        }
        RasterImage image = new RasterImage.Gray(64, 64, stripes, false);
        Viewport half = new Viewport(32, 32, 0.5, 31.5, 31.5, 1, 1);
        ValueWindow window = new ValueWindow(127.5, 255, ValueWindow.Function.LINEAR_EXACT);
        RenderRequest drawn = new RenderRequest(image, 0, Toning.gray(window), Optional.empty(), half, LayerStack.none());
        int[] screen = new int[32 * 32];
        SliceRenderer.render(drawn, screen);
        assertThat(screen[16 * 32 + 16] & 0xff).isBetween(120, 135);
        int[] lens = new int[32 * 32];
        SliceRenderer.render(drawn.in(LensView.of(half, 16, 16, 32, 4).part()), lens);
        int least = 255;
        int most = 0;
        for (int p : lens) {
            least = Math.min(least, p & 0xff);
            most = Math.max(most, p & 0xff);
        }
        assertThat(least).isLessThan(70);
        assertThat(most).isGreaterThan(185);
    }
}
