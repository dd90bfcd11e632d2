package loupe.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.BiPredicate;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.Quantity.Kind;
import loupe.core.plane.Phantom;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;

class LesionDiametersTest {
    private static Mask on(VoxelGrid g, int slice, BiPredicate<Integer, Integer> in) {
        Mask.Builder b = Mask.builder(g);
        for (int i = 0; i < g.voxelsPerSlice(); i++) {
            if (in.test(i % g.columns(), i / g.columns())) {
                b.add(slice, i);
            }
        }
        return b.build();
    }

    private static double[] axes(Mask mask) {
        Measure m = LesionDiameters.of(mask, new Scale.Patient(), JobContext.unattended()).orElseThrow();
        double[] out = new double[2];
        for (Quantity q : m.quantities()) {
            out[q.kind() == Kind.LONG_AXIS ? 0 : 1] = q.value();
        }
        return out;
    }

    @Test
    void a_bar_is_as_long_and_as_thick_as_its_pixels() {
        VoxelGrid g = Phantom.oblique(40, 40, 4);
        double[] one = axes(on(g, 2, (c, r) -> r == 7 && c >= 5 && c < 25));
        assertThat(one[0]).isCloseTo(20 * 0.7, within(1e-9));
        assertThat(one[1]).isCloseTo(0.9, within(1e-9));
        double[] down = axes(on(g, 2, (c, r) -> c == 7 && r >= 5 && r < 25));
        assertThat(down[0]).isCloseTo(20 * 0.9, within(1e-9));
        assertThat(down[1]).isCloseTo(0.7, within(1e-9));
        double[] dot = axes(on(g, 2, (c, r) -> c == 7 && r == 7));
        assertThat(dot[0]).isCloseTo(0.9, within(1e-9));
        assertThat(dot[1]).isCloseTo(0.7, within(1e-9));
    }

    @Test
    void a_rectangle_reaches_from_the_middle_of_a_side_pixel_to_that_opposite() {
        VoxelGrid g = Phantom.cubic(40, 1);
        double[] is = axes(on(g, 3, (c, r) -> c >= 5 && c < 25 && r >= 10 && r < 20));
        // Outline's farthest midpoints: 20 wide and 9 high, or 19 and 10.
        assertThat(is[0]).isCloseTo(Math.hypot(20, 9), within(1e-9));
    }

    @Test
    void an_ellipse_has_its_two_diameters_within_a_pixel_whichever_way_it_lies() {
        VoxelGrid g = Phantom.cubic(64, 1);
        for (int degrees = 0; degrees < 180; degrees += 15) {
            double cos = Math.cos(Math.toRadians(degrees));
            double sin = Math.sin(Math.toRadians(degrees));
            double[] is = axes(on(g, 5, (c, r) -> {
                double u = ((c - 31.3) * cos + (r - 30.8) * sin) / 20;
                double v = (-(c - 31.3) * sin + (r - 30.8) * cos) / 12;
                return u * u + v * v <= 1;
            }));
            assertThat(is[0]).isCloseTo(40, within(1.0));
            // The long axis may turn by a pixel at its ends, and the short one with it.
            assertThat(is[1]).isCloseTo(24, within(1.5));
        }
    }

    @Test
    void lines_stay_in_the_mask_and_lie_on_its_longest_slice() {
        VoxelGrid g = Phantom.cubic(40, 1);
        // An L: the line between its ends would leave it; the longest within goes from an arm's end to the outer corner.
        Mask l = on(g, 4, (c, r) -> c >= 5 && c < 30 && r >= 5 && r < 8 || c >= 5 && c < 8 && r >= 5 && r < 30);
        double[] is = axes(l);
        assertThat(is[0]).isBetween(25.0, Math.hypot(25, 3));
        Mask.Builder both = Mask.builder(g);
        both.add(4, l.words(4));
        for (int c = 2; c < 32; c++) {
            both.add(c, 20, 9);
        }
        Measure longest = LesionDiameters.of(both.build(), new Scale.Patient(), JobContext.unattended()).orElseThrow();
        assertThat(longest.quantities().getFirst().value()).isCloseTo(30, within(1e-9));
        assertThat(longest.space().plane().origin().zMm()).isEqualTo(9);
    }

    @Test
    void on_a_leaning_or_film_grid_numbers_keep_their_unit_and_an_empty_mask_has_none() {
        VoxelGrid g = Phantom.leaning(30, 30, 5);
        assertThat(LesionDiameters.of(Mask.empty(g), new Scale.Patient(), JobContext.unattended())).isEmpty();
        Mask disc = on(g, 2, (c, r) -> (c - 15) * (c - 15) + (r - 15) * (r - 15) <= 9.3 * 9.3);
        double[] is = axes(disc);
        assertThat(is[0]).isCloseTo(18.6 * 0.8, within(0.8));
        assertThat(is[1]).isCloseTo(18.6 * 0.8, within(0.8));
        Measure px = LesionDiameters.of(disc, new Scale.Pixels(), JobContext.unattended()).orElseThrow();
        assertThat(px.quantities()).extracting(Quantity::unit).containsOnly("px");
    }
}
