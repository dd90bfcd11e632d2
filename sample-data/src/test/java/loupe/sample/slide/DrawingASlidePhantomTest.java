package loupe.sample.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawingASlidePhantomTest {
    private static final SlidePhantom SLIDE = SlidePhantom.generate(7, 4000, 3000);

    @Test
    void a_region_comes_out_the_same_alone_and_as_part_of_a_larger_one() {
        int[] large = SLIDE.rgb(new SlideRegion(1500, 1200, 0.5, 300, 200));
        int[] small = SLIDE.rgb(new SlideRegion(1550, 1225, 0.5, 100, 60));
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 100; x++) {
                assertThat(small[y * 100 + x]).isEqualTo(large[(y + 50) * 300 + x + 100]);
            }
        }
    }

    @Test
    void nuclei_take_as_many_labelled_pixels_as_their_ellipses_are_large() {
        SlideRegion all = new SlideRegion(0, 0, 0.5, 4000, 3000);
        List<Nucleus> nuclei = SLIDE.nuclei(all);
        int[] labels = SLIDE.labels(all);
        int[] pixels = new int[nuclei.size() + 1];
        IntStream.of(labels).forEach(l -> pixels[l]++);
        long alone = IntStream.range(0, nuclei.size())
                .filter(k -> Math.abs(pixels[k + 1] * 0.25
                                - Math.PI * nuclei.get(k).longUm() * nuclei.get(k).shortUm())
                        < 0.06 * Math.PI * nuclei.get(k).longUm() * nuclei.get(k).shortUm() + 1)
                .count();
        assertThat(nuclei.size()).isGreaterThan(2000);
        assertThat(alone).as("not under another one").isGreaterThan(nuclei.size() / 2);
    }

    @Test
    void nuclei_are_darker_than_what_is_around_them_and_lie_in_tissue() {
        SlideRegion all = new SlideRegion(0, 0, 1, 3000, 2000);
        int[] rgb = SLIDE.rgb(all);
        int[] labels = SLIDE.labels(all);
        boolean[] tissue = SLIDE.tissue(all);
        double inside = mean(rgb, i -> labels[i] > 0);
        double around = mean(rgb, i -> labels[i] == 0 && tissue[i]);
        double empty = mean(rgb, i -> !tissue[i]);
        assertThat(inside).isLessThan(around - 30);
        assertThat(around).isLessThan(empty - 20);
        assertThat(empty).isCloseTo(238, within(15.0));
    }

    private static double mean(int[] rgb, java.util.function.IntPredicate in) {
        return IntStream.range(0, rgb.length).filter(in).map(i -> rgb[i] >> 16).average().orElse(-1);
    }
}
