package loupe.app.viewer.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import javafx.scene.image.Image;
import loupe.core.render.PixelBox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// What stands on the screen is what was drawn, whether all of it is shown anew or a part over what was there.
@ExtendWith(ApplicationExtension.class)
@Tag("display")
class FramesTest {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 90;

    private final Frames frames = new Frames();

    /// Drawn beside the toolkit's thread and shown on it.
    private Frames.Standing shown(int[] pixels, int width, int height) {
        Frames.Half half = frames.back(width, height);
        System.arraycopy(pixels, 0, half.argb(), 0, pixels.length);
        Frames.Change change = frames.change(Optional.empty());
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> frames.show(change, true));
    }

    private static int[] read(Frames.Standing s) {
        Image whole = s.whole();
        int width = (int) whole.getWidth();
        int[] out = new int[width * (int) whole.getHeight()];
        for (int i = 0; i < out.length; i++) {
            out[i] = whole.getPixelReader().getArgb(i % width, i / width);
        }
        s.part().ifPresent(p -> {
            for (int y = 0; y < p.pixels().height(); y++) {
                for (int x = 0; x < p.pixels().width(); x++) {
                    out[(p.y() + y) * width + p.x() + x] = p.pixels().image().getPixelReader().getArgb(x, y);
                }
            }
        });
        return out;
    }

    private static int[] plain(int rgb) {
        int[] out = new int[WIDTH * HEIGHT];
        Arrays.fill(out, 0xff000000 | rgb);
        return out;
    }

    private static void fill(int[] pixels, int x, int y, int width, int height, int rgb) {
        for (int row = y; row < y + height; row++) {
            Arrays.fill(pixels, row * WIDTH + x, row * WIDTH + x + width, 0xff000000 | rgb);
        }
    }

    @Test
    void is_what_was_drawn_after_any_steps() {
        SplittableRandom random = new SplittableRandom(4);
        int[] pixels = plain(0x101010);
        int parts = 0;
        for (int i = 0; i < 500; i++) {
            if (random.nextInt(25) == 0) {
                pixels = plain(random.nextInt(1 << 24));
            }
            int x = random.nextInt(WIDTH);
            int y = random.nextInt(HEIGHT);
            fill(pixels, x, y, 1 + random.nextInt(Math.min(30, WIDTH - x)), 1 + random.nextInt(Math.min(30, HEIGHT - y)), random.nextInt(1 << 24));
            Frames.Standing s = shown(pixels, WIDTH, HEIGHT);
            assertThat(read(s)).as("step " + i).isEqualTo(pixels);
            parts += s.part().isPresent() ? 1 : 0;
        }
        assertThat(parts).isGreaterThan(50);
    }

    @Test
    void keeps_the_whole_picture_while_little_changes_and_shows_no_more_than_that() {
        int[] pixels = plain(0x333333);
        Image whole = shown(pixels, WIDTH, HEIGHT).whole();
        fill(pixels, 10, 20, 7, 5, 0xff0000);
        Frames.Standing stroke = shown(pixels, WIDTH, HEIGHT);
        assertThat(stroke.whole()).isSameAs(whole);
        Frames.Part part = stroke.part().orElseThrow();
        assertThat(new int[] {part.x(), part.y(), part.pixels().width(), part.pixels().height()}).containsExactly(10, 20, 7, 5);
        fill(pixels, 117, 20, 3, 1, 0x00ff00);
        Frames.Part longer = shown(pixels, WIDTH, HEIGHT).part().orElseThrow();
        assertThat(new int[] {longer.x(), longer.y(), longer.pixels().width(), longer.pixels().height()}).containsExactly(10, 20, 110, 5);
        Frames.Standing taken = shown(plain(0x333333), WIDTH, HEIGHT);
        assertThat(taken.whole()).isSameAs(whole);
        assertThat(taken.part()).as("nothing differs any more").isEmpty();
    }

    /// Told where alone the half differs from what it held, nothing is compared; what stands is the same.
    @Test
    void is_what_was_drawn_where_the_drawing_says_what_it_changed() {
        SplittableRandom random = new SplittableRandom(5);
        int[] pixels = plain(0x202020);
        Optional<PixelBox> changed = Optional.empty();
        int whole = 0;
        for (int i = 0; i < 500; i++) {
            Frames.Half half = frames.back(WIDTH, HEIGHT);
            System.arraycopy(pixels, 0, half.argb(), 0, pixels.length);
            Frames.Change change = frames.change(changed);
            Frames.Standing s = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> frames.show(change, true));
            assertThat(read(s)).as("step " + i).isEqualTo(pixels);
            whole += change.few() ? 0 : 1;
            int x = random.nextInt(WIDTH - 20);
            int y = random.nextInt(HEIGHT - 20);
            fill(pixels, x, y, 8, 6, random.nextInt(1 << 24));
            // After all was shown anew the half to draw on holds something older: nobody can say what changed in it.
            changed = change.few() ? Optional.of(new PixelBox(x, y, x + 7, y + 5)) : Optional.empty();
        }
        assertThat(whole).isBetween(2, 250);
    }

    @Test
    void shows_all_anew_where_much_changes_or_the_size_does() {
        Image first = shown(plain(1), WIDTH, HEIGHT).whole();
        Frames.Standing second = shown(plain(2), WIDTH, HEIGHT);
        assertThat(second.whole()).isNotSameAs(first);
        assertThat(second.part()).isEqualTo(Optional.empty());
        int[] small = new int[40 * 30];
        Arrays.fill(small, 0xff000002);
        assertThat(read(shown(small, 40, 30))).isEqualTo(small);
    }

    @Test
    void shows_all_anew_where_a_part_would_not_stand_pixel_for_pixel() {
        int[] pixels = plain(0x333333);
        shown(pixels, WIDTH, HEIGHT);
        fill(pixels, 10, 20, 7, 5, 0xff0000);
        Frames.Half half = frames.back(WIDTH, HEIGHT);
        System.arraycopy(pixels, 0, half.argb(), 0, pixels.length);
        Frames.Change change = frames.change(Optional.empty());
        assertThat(change.few()).isTrue();
        Frames.Standing all = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> frames.show(change, false));
        assertThat(all.part()).isEmpty();
        assertThat(read(all)).isEqualTo(pixels);
        fill(pixels, 30, 40, 5, 5, 0x00ff00);
        assertThat(read(shown(pixels, WIDTH, HEIGHT))).as("and a part again at a whole scale").isEqualTo(pixels);
        assertThat(ScreenView.takesParts(1) && ScreenView.takesParts(2)).isTrue();
        assertThat(ScreenView.takesParts(1.25) || ScreenView.takesParts(1.5)).isFalse();
    }

    @Test
    void is_black_once_it_is_to_be() {
        int[] pixels = plain(0x445566);
        shown(pixels, WIDTH, HEIGHT);
        fill(pixels, 3, 3, 4, 4, 0xffffff);
        Frames.Standing s = shown(pixels, WIDTH, HEIGHT);
        frames.blacken();
        assertThat(read(s)).containsOnly(0xff000000);
    }
}
