package loupe.core.segment.operation.between;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.BiPredicate;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Phantom;
import loupe.core.segment.Mask;
import loupe.core.segment.Shapes;
import loupe.core.segment.region.EditRegion;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FillBetweenTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final VoxelGrid GRID = Phantom.cubic(64, 1);

    private static Mask flat(int slice, BiPredicate<Double, Double> in) {
        return Shapes.of(GRID, p -> p.zMm() == slice && in.test(p.xMm(), p.yMm()));
    }

    private static Mask disc(int slice, double x, double y, double r) {
        return flat(slice, (a, b) -> Math.hypot(a - x, b - y) <= r);
    }

    private static Mask on(Mask m, int slice) {
        return m.and(flat(slice, (a, b) -> true));
    }

    /// A slice's voxels put on another.
    private static Mask moved(Mask m, int from, int to) {
        Mask.Builder out = Mask.builder(GRID);
        return out.add(to, m.words(from)).build();
    }

    @Nested
    class By_shape {
        private Mask filled(Mask drawn) {
            return FillBetween.SHAPE.of(drawn, 2, JOB).mask();
        }

        @Test
        void the_middle_of_discs_about_one_centre_has_the_mean_area_within_a_shell() {
            Mask m = filled(disc(0, 32, 32, 10).or(disc(4, 32, 32, 20)));
            assertThat(m.count(0)).isEqualTo(317);
            assertThat(m.count(4)).isEqualTo(1257);
            // A ring of one pixel at the radius of that area, 15.8, has some 99 pixels.
            assertThat(m.count(2)).isBetween(787 - 50, 787 + 50);
            assertThat(m.count(1)).isBetween(552 - 50, 552 + 50);
            assertThat(m.count(3)).isBetween(1022 - 62, 1022 + 62);
        }

        @Test
        void between_equal_layers_all_are_equal() {
            Mask m = filled(disc(3, 30, 33, 9).or(disc(8, 30, 33, 9)));
            for (int s = 3; s <= 8; s++) {
                assertThat(m.words(s)).isEqualTo(disc(s, 30, 33, 9).words(s));
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void every_layer_holds_what_both_have_and_nothing_that_neither_has(long seed) {
            double wide = 4 + 3 * seed;
            Mask low = flat(2, (x, y) -> Math.abs(x - 30) <= wide && Math.abs(y - 30) <= 12 - seed);
            Mask high = flat(9, (x, y) -> Math.hypot(x - 30, y - 30) <= 11);
            Mask m = filled(low.or(high));
            Mask both = moved(low, 2, 5).and(moved(high, 9, 5));
            Mask either = moved(low, 2, 5).or(moved(high, 9, 5));
            for (int s = 3; s < 9; s++) {
                Mask layer = moved(m, s, 5);
                assertThat(both.andNot(layer).isEmpty()).isTrue();
                assertThat(layer.andNot(either).isEmpty()).isTrue();
                assertThat(layer.isEmpty()).isFalse();
            }
        }

        @Test
        void a_shape_that_moves_keeps_its_form_on_the_way() {
            Mask m = filled(disc(0, 20, 30, 8).or(disc(4, 28, 34, 8)));
            assertThat(m.words(2)).isEqualTo(disc(2, 24, 32, 8).words(2));
        }

        @Test
        void one_part_becomes_two() {
            Mask m = filled(flat(0, (x, y) -> Math.abs(x - 32) <= 20 && Math.abs(y - 32) <= 6)
                    .or(disc(6, 18, 32, 5))
                    .or(disc(6, 46, 32, 5)));
            assertThat(m.contains(18, 32, 3)).isTrue();
            assertThat(m.contains(46, 32, 3)).isTrue();
            assertThat(m.count(1)).isGreaterThan(m.count(3));
            assertThat(m.count(3)).isGreaterThan(m.count(5));
            assertThat(m.count(5)).isGreaterThan(157);
        }

        @Test
        void parts_that_meet_several_on_both_layers_are_shared_out_without_a_gap() {
            Mask low = flat(0, (x, y) -> Math.abs(y - 20) <= 4 && Math.abs(x - 32) <= 25)
                    .or(flat(0, (x, y) -> Math.abs(y - 44) <= 4 && Math.abs(x - 32) <= 25));
            Mask high = flat(4, (x, y) -> Math.abs(x - 16) <= 4 && Math.abs(y - 32) <= 20)
                    .or(flat(4, (x, y) -> Math.abs(x - 48) <= 4 && Math.abs(y - 32) <= 20));
            Mask m = filled(low.or(high));
            Mask both = moved(low, 0, 2).and(moved(high, 4, 2));
            assertThat(both.andNot(moved(m, 2, 2)).isEmpty()).isTrue();
            assertThat((double) m.count(2)).isCloseTo((low.count() + high.count()) / 2.0, within(160.0));
        }

        @Test
        void thousands_of_specks_take_no_thousand_canvases() {
            VoxelGrid wide = VoxelGrid.axial(512, 512, 9, new PatientPoint(0, 0, 0), 1, 1, "");
            Mask specks = Shapes.of(wide, p -> (p.zMm() == 0 || p.zMm() == 8) && p.xMm() % 6 < 2 && p.yMm() % 6 < 2);
            Mask m = FillBetween.SHAPE.of(specks, 2, JOB).mask();
            assertThat(m.words(4)).isEqualTo(specks.words(0));
        }

        @Test
        void a_part_that_meets_none_ends_in_a_point() {
            Mask m = filled(disc(0, 15, 15, 6).or(disc(0, 45, 45, 6)).or(disc(8, 45, 45, 6)));
            assertThat(on(m, 8)).isEqualTo(disc(8, 45, 45, 6));
            Mask corner = Shapes.cuboid(GRID, 0, 0, 0, 30, 30, 63);
            long before = 113;
            for (int s = 1; s < 8; s++) {
                long now = on(m, s).and(corner).count();
                assertThat(now).isLessThanOrEqualTo(before).isPositive();
                before = now;
            }
            assertThat(before).isLessThan(20);
        }
    }

    @Nested
    class By_distance {
        @Test
        void the_middle_of_discs_about_one_centre_has_the_mean_radius() {
            Mask m = FillBetween.DISTANCE.of(disc(0, 32, 32, 10).or(disc(4, 32, 32, 20)), 2, JOB).mask();
            // A disc of 15 has 709 pixels; a ring of one pixel there has 94.
            assertThat(m.count(2)).isBetween(709 - 47, 709 + 47);
        }

        @Test
        void between_equal_layers_all_are_equal() {
            Mask m = FillBetween.DISTANCE.of(disc(3, 30, 33, 9).or(disc(8, 30, 33, 9)), 2, JOB).mask();
            assertThat(m.words(5)).isEqualTo(disc(5, 30, 33, 9).words(5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_drawn_stays(FillBetween way) {
        Mask drawn = disc(0, 20, 20, 7).or(disc(5, 30, 30, 9)).or(disc(7, 25, 30, 4)).or(disc(20, 40, 40, 3));
        FilledGaps filled = way.of(drawn, 2, JOB);
        assertThat(filled.gaps()).isEqualTo(3);
        assertThat(drawn.andNot(filled.mask()).isEmpty()).isTrue();
        for (int s : new int[] {0, 5, 7, 20}) {
            assertThat(on(filled.mask(), s)).isEqualTo(on(drawn, s));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_a_ball_has_drawn_is_not_filled_between(FillBetween way) {
        Mask balls = new EditRegion.BallStroke(List.of(new PatientPoint(20, 20, 10)), 4)
                .voxels(GRID)
                .or(new EditRegion.BallStroke(List.of(new PatientPoint(20, 20, 30)), 4).voxels(GRID));
        FilledGaps filled = way.of(balls, 2, JOB);
        assertThat(filled).isEqualTo(new FilledGaps(balls, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void columns_and_rows_are_filled_along_too(int axis) {
        Mask drawn = Shapes.of(GRID, p -> {
            double along = axis == 0 ? p.xMm() : p.yMm();
            double across = axis == 0 ? p.yMm() : p.xMm();
            double r = along == 10 ? 10 : along == 14 ? 20 : -1;
            return Math.hypot(across - 32, p.zMm() - 30) <= r;
        });
        FilledGaps filled = FillBetween.SHAPE.of(drawn, axis, JOB);
        assertThat(filled.gaps()).isEqualTo(1);
        Mask middle = filled.mask().and(Shapes.of(GRID, p -> (axis == 0 ? p.xMm() : p.yMm()) == 12));
        assertThat(middle.count()).isBetween(787L - 50, 787L + 50);
    }

    @Test
    void slices_that_lie_apart_are_filled_in_millimetres() {
        VoxelGrid g = VoxelGrid.axial(64, 64, 9, new PatientPoint(0, 0, 0), 0.5, 3, "");
        Mask drawn = Shapes.of(g, p -> Math.hypot(p.xMm() - 16, p.yMm() - 16) <= (p.zMm() == 0 ? 4 : p.zMm() == 24 ? 12 : -1));
        Mask m = FillBetween.DISTANCE.of(drawn, 2, JOB).mask();
        assertThat(m.count(4) * 0.25).isBetween(Math.PI * 64 - 13, Math.PI * 64 + 13);
    }

    @Test
    void an_empty_mask_stays_empty_and_axes_are_checked() {
        assertThat(FillBetween.SHAPE.of(Mask.empty(GRID), 2, JOB)).isEqualTo(new FilledGaps(Mask.empty(GRID), 0));
        assertThatThrownBy(() -> FillBetween.SHAPE.of(Mask.empty(GRID), 3, JOB)).hasMessageContaining("axis");
    }
}
