package loupe.core.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlideViewTest {
    private final ZoomLevels slide = new ZoomLevels(100_000, 80_000);

    @Test
    void a_zoom_keeps_what_is_under_the_pointer() {
        SlideView v = new SlideView(5000, 4000, 4, 1000, 800);
        SlideView near = v.zoomed(1.2, 900, 100);
        assertThat(near.downsampling()).isCloseTo(4 / 1.2, within(1e-12));
        assertThat(near.slideX(900)).isCloseTo(v.slideX(900), within(1e-9));
        assertThat(near.slideY(100)).isCloseTo(v.slideY(100), within(1e-9));
        assertThat(near.screenX(near.slideX(17))).isCloseTo(17, within(1e-9));
    }

    @Test
    void a_slide_has_a_level_for_every_halving_down_to_one_tile() {
        assertThat(slide.coarsest()).isEqualTo(8); // 100,000 / 256 = 391 pixels
        assertThat(slide.levelFor(0.25)).isZero();
        assertThat(slide.levelFor(1)).isZero();
        assertThat(slide.levelFor(1.99)).isZero();
        assertThat(slide.levelFor(2)).isEqualTo(1);
        assertThat(slide.levelFor(5000)).isEqualTo(8);
    }

    @Test
    void the_whole_slide_and_a_coarse_picture_come_before_what_is_in_view_and_what_comes_next() {
        SlideView v = new SlideView(50_000, 40_000, 1, 1000, 800);
        List<ZoomLevels.Tile> still = slide.wanted(v, 0, 0).tiles();
        assertThat(still.getFirst().level()).isEqualTo(8);
        assertThat(still.stream().map(ZoomLevels.Tile::level).distinct()).containsExactly(8, 2, 0);
        assertThat(still.getLast().level()).isZero();
        long inView = still.stream().filter(t -> t.level() == 0).count();
        assertThat(inView).isBetween(6L, 12L);
        List<ZoomLevels.Tile> leftwards = slide.wanted(v, -50, 0).tiles(); // the slide went left: what lies right comes next
        assertThat(leftwards).startsWith(still.toArray(ZoomLevels.Tile[]::new)).hasSizeGreaterThan(still.size());
        assertThat(leftwards.getLast().box().right()).isGreaterThan(v.box().right());
    }

    @Test
    void of_fields_beside_one_another_the_whole_next_one_comes_after_the_one_in_view() {
        SlideView v = new SlideView(50_000, 40_000, 1, 1000, 800);
        List<ZoomLevels.Tile> wanted = slide.wanted(v, -1000, 0).tiles();
        assertThat(wanted).startsWith(slide.wanted(v, 0, 0).tiles().toArray(ZoomLevels.Tile[]::new))
                .containsAll(slide.touching(v.moved(-1000, 0).box(), 0));
        assertThat(v.moved(-1000, 0).box().left()).isEqualTo(v.box().right());
    }

    @Test
    void forty_times_is_a_quarter_of_a_micrometre() {
        assertThat(Magnification.of(0.00025, 1)).isCloseTo(40, within(1e-9));
        assertThat(Magnification.downsampling(0.0005, 5)).isCloseTo(4, within(1e-9));
        assertThat(Magnification.text(1.25)).isEqualTo("1.25×");
        assertThat(Magnification.text(40)).isEqualTo("40×");
        assertThat(Magnification.bar(0.0005, 1, 180)).isEqualTo(new Magnification.Bar(100, "50 µm"));
        assertThat(Magnification.bar(0, 2, 180).text()).isEqualTo("200 px");
    }
}
