package loupe.core.segment.operation.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Phantom;
import loupe.core.segment.Mask;
import loupe.core.segment.Shapes;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SmoothingTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final VoxelGrid UNIT = Phantom.cubic(50, 1);
    private static final PatientPoint MIDDLE = new PatientPoint(24, 25, 25);

    @Nested
    class A_median {
        @ParameterizedTest
        @CsvSource({"20, 0.02", "10, 0.04"})
        void keeps_the_volume_of_a_ball(double radius, double share) {
            Mask ball = Shapes.ball(UNIT, MIDDLE, radius);
            long after = Smoothing.MEDIAN.of(ball, 3, JOB).count();
            assertThat((double) after / ball.count()).isCloseTo(1, within(share));
        }

        @Test
        void is_as_most_of_the_voxels_about_each_are() {
            VoxelGrid g = VoxelGrid.axial(14, 13, 9, new PatientPoint(0, 0, 0), 0.7, 2, "");
            Mask m = Shapes.random(g, 0.4, 2);
            // 5 mm are 7 columns and rows of 0.7 mm and 3 slices of 2 mm.
            Mask want = Shapes.of(g, p -> {
                double[] at = g.toIndex(p);
                int in = 0;
                int all = 0;
                for (int s = -1; s <= 1; s++) {
                    for (int r = -3; r <= 3; r++) {
                        for (int c = -3; c <= 3; c++) {
                            int x = (int) Math.rint(at[0]) + c;
                            int y = (int) Math.rint(at[1]) + r;
                            int z = (int) Math.rint(at[2]) + s;
                            if (g.contains(x, y, z)) {
                                all++;
                                in += m.contains(x, y, z) ? 1 : 0;
                            }
                        }
                    }
                }
                return 2 * in > all
                        || 2 * in == all
                                && m.contains((int) Math.rint(at[0]), (int) Math.rint(at[1]), (int) Math.rint(at[2]));
            });
            assertThat(Smoothing.MEDIAN.of(m, 5, JOB)).isEqualTo(want);
        }

        @Test
        void takes_specks_and_fills_pinholes() {
            Mask m = Shapes.cuboid(UNIT, 10, 10, 10, 20, 20, 20)
                    .toBuilder()
                    .removeRun(15, 15 * 50 + 15, 1)
                    .add(40, 40, 40)
                    .build();
            Mask after = Smoothing.MEDIAN.of(m, 3, JOB);
            assertThat(after.contains(15, 15, 15)).isTrue();
            assertThat(after.contains(40, 40, 40)).isFalse();
        }

        @Test
        void narrower_than_a_voxel_changes_nothing() {
            Mask m = Shapes.random(UNIT, 0.3, 1);
            assertThat(Smoothing.MEDIAN.of(m, 0.5, JOB)).isEqualTo(m);
        }
    }

    @Nested
    class A_gaussian {
        @Test
        void leaves_a_flat_side_where_it_was() {
            Mask half = Shapes.cuboid(UNIT, 0, 0, 0, 22, 49, 49);
            assertThat(Smoothing.GAUSSIAN.of(half, 2.5, JOB)).isEqualTo(half);
        }

        @Test
        void keeps_the_volume_of_a_ball_but_for_its_curvature() {
            Mask ball = Shapes.ball(UNIT, MIDDLE, 20);
            // A ball of 20 blurred by 3 has one half at 19.5430, from the closed form of the convolution.
            double want = 4.0 / 3 * Math.PI * Math.pow(19.5430, 3);
            assertThat(Smoothing.GAUSSIAN.of(ball, 3, JOB).count() / want).isCloseTo(1, within(0.01));
        }

        @Test
        void takes_specks() {
            Mask m = Mask.builder(UNIT).add(5, 5, 5).build();
            assertThat(Smoothing.GAUSSIAN.of(m, 1, JOB).isEmpty()).isTrue();
        }
    }

    @Nested
    class Opening_and_closing {
        private final Mask plates = Shapes.cuboid(UNIT, 10, 10, 10, 30, 30, 18).or(Shapes.cuboid(UNIT, 10, 10, 21, 30, 30, 29));
        private final Mask rod = Shapes.cuboid(UNIT, 31, 20, 14, 45, 21, 15);

        @Test
        void take_a_thin_rod_and_close_a_thin_gap() {
            Mask m = plates.or(rod);
            Mask opened = Smoothing.OPENING.of(m, 5, JOB);
            assertThat(opened.andNot(m).isEmpty()).isTrue();
            assertThat(opened.contains(40, 20, 14)).isFalse();
            assertThat(opened.contains(20, 20, 14)).isTrue();
            Mask closed = Smoothing.CLOSING.of(m, 5, JOB);
            assertThat(m.andNot(closed).isEmpty()).isTrue();
            assertThat(closed.contains(20, 20, 19)).isTrue();
        }

        @Test
        void done_twice_change_nothing_more() {
            Mask m = Shapes.random(Phantom.oblique(20, 22, 12), 0.6, 3);
            for (Smoothing s : List.of(Smoothing.OPENING, Smoothing.CLOSING)) {
                Mask once = s.of(m, 2.2, JOB);
                assertThat(s.of(once, 2.2, JOB)).isEqualTo(once);
            }
        }
    }

    @Nested
    class Several_segments_together {
        private final Mask one = Shapes.of(UNIT, p -> p.distanceMm(MIDDLE) < 14 && p.xMm() <= 24 + 2 * Math.sin(p.yMm() * 2));
        private final Mask two = Shapes.ball(UNIT, MIDDLE, 14).andNot(one);

        @Test
        void leave_no_gap_and_do_not_overlap() {
            List<Mask> after = JointSmoothing.of(List.of(one, two), 1.5, JOB);
            Mask both = after.get(0).or(after.get(1));
            assertThat(after.get(0).and(after.get(1)).isEmpty()).isTrue();
            assertThat(Shapes.ball(UNIT, MIDDLE, 12).andNot(both).isEmpty()).isTrue();
            // Each alone does leave gaps along the ragged border.
            Mask apart = Smoothing.GAUSSIAN.of(one, 1.5, JOB).or(Smoothing.GAUSSIAN.of(two, 1.5, JOB));
            assertThat(both.count()).isGreaterThanOrEqualTo(apart.count());
        }

        @Test
        void smooth_the_border_between_them() {
            List<Mask> after = JointSmoothing.of(List.of(one, two), 1.5, JOB);
            assertThat(border(after.get(0), after.get(1))).isLessThan(border(one, two) * 3 / 4);
        }

        /// Pairs of neighbours along columns and rows of which one is in each.
        private long border(Mask a, Mask b) {
            long n = 0;
            for (int s = 15; s < 35; s++) {
                for (int r = 15; r < 35; r++) {
                    for (int c = 15; c < 35; c++) {
                        n += a.contains(c, r, s) && b.contains(c + 1, r, s) || b.contains(c, r, s) && a.contains(c + 1, r, s) ? 1 : 0;
                        n += a.contains(c, r, s) && b.contains(c, r + 1, s) || b.contains(c, r, s) && a.contains(c, r + 1, s) ? 1 : 0;
                    }
                }
            }
            return n;
        }

        @Test
        void leave_flat_sides_where_they_were() {
            Mask left = Shapes.cuboid(UNIT, 0, 0, 0, 20, 49, 49);
            Mask right = Shapes.cuboid(UNIT, 21, 0, 0, 35, 49, 49);
            assertThat(JointSmoothing.of(List.of(left, right), 2, JOB)).containsExactly(left, right);
        }

        @Test
        void may_be_one_or_empty() {
            assertThat(JointSmoothing.of(List.of(Mask.empty(UNIT)), 1, JOB)).containsExactly(Mask.empty(UNIT));
            assertThatThrownBy(() -> JointSmoothing.of(List.of(), 1, JOB)).hasMessageContaining("no mask");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_brush_smooths_what_lies_under_it_as_the_whole_would_be(Smoothing smoothing) {
        VoxelGrid g = Phantom.oblique(40, 38, 22);
        Mask m = Shapes.random(g, 0.5, 7);
        Mask under = Shapes.ball(g, g.toPatient(18, 20, 10), 4);
        Mask after = smoothing.within(m, under, 1.3, JOB);
        assertThat(after.andNot(under)).isEqualTo(m.andNot(under));
        assertThat(after.and(under)).isEqualTo(smoothing.of(m, 1.3, JOB).and(under));
        assertThat(smoothing.within(m, Mask.empty(g), 1.3, JOB)).isEqualTo(m);
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_mask_stays_empty_and_lengths_are_checked(Smoothing smoothing) {
        assertThat(smoothing.of(Mask.empty(UNIT), 3, JOB).isEmpty()).isTrue();
        assertThatThrownBy(() -> smoothing.of(Mask.empty(UNIT), 0, JOB)).hasMessageContaining("0 to 100");
    }
}
