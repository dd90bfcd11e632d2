package loupe.core.segment.operation.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Phantom;
import loupe.core.segment.Mask;
import loupe.core.segment.Shapes;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Against distances from every voxel to every other.
class MarginTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final VoxelGrid UNIT = Phantom.cubic(24, 1);

    private static List<VoxelGrid> grids() {
        return List.of(Phantom.oblique(17, 15, 11), Phantom.leaning(16, 18, 12), Phantom.cubic(14, 1));
    }

    private static List<PatientPoint> points(Mask m) {
        List<PatientPoint> out = new ArrayList<>();
        VoxelGrid g = m.grid();
        for (int s = 0; s < g.slices(); s++) {
            for (int i = 0; i < g.voxelsPerSlice(); i++) {
                if (m.contains(s, i)) {
                    out.add(g.toPatient(i % g.columns(), i / g.columns(), s));
                }
            }
        }
        return out;
    }

    private static Mask near(Mask m, double mm) {
        List<PatientPoint> points = points(m);
        return Shapes.of(m.grid(), p -> points.stream().anyMatch(q -> q.distanceMm(p) <= mm + 1e-7));
    }

    @Nested
    class A_grown_mask {
        @Test
        void has_every_voxel_within_the_distance_and_no_other() {
            for (VoxelGrid g : grids()) {
                for (double mm : new double[] {0, 0.7, 1.9, 3.2}) {
                    Mask m = Shapes.random(g, 0.004, 5);
                    assertThat(Margin.grown(m, mm, JOB)).isEqualTo(near(m, mm));
                }
            }
        }

        @Test
        void of_one_voxel_is_a_ball() {
            Mask one = Mask.builder(UNIT).add(12, 12, 12).build();
            assertThat(Margin.grown(one, 3, JOB).count()).isEqualTo(123);
            assertThat(Margin.grown(one, 5, JOB).count()).isEqualTo(515);
        }

        @Test
        void of_none_is_none() {
            assertThat(Margin.grown(Mask.empty(UNIT), 3, JOB).isEmpty()).isTrue();
            assertThat(Margin.shrunk(Mask.empty(UNIT), 3, JOB).isEmpty()).isTrue();
        }
    }

    @Nested
    class A_shrunk_mask {
        @Test
        void has_what_no_outer_voxel_is_near_to() {
            for (VoxelGrid g : grids()) {
                for (double mm : new double[] {0, 0.9, 1.9, 3.2}) {
                    Mask m = Shapes.random(g, 0.985, 6);
                    assertThat(Margin.shrunk(m, mm, JOB)).isEqualTo(m.andNot(near(m.inverted(), mm)));
                }
            }
        }

        @Test
        void keeps_what_lies_at_the_end_of_the_grid() {
            Mask all = Mask.empty(UNIT).inverted();
            assertThat(Margin.shrunk(all, 3, JOB)).isEqualTo(all);
        }
    }

    @Nested
    class There_and_back {
        @Test
        void leaves_a_cuboid_as_it_was() {
            Mask cuboid = Shapes.cuboid(UNIT, 6, 7, 8, 15, 13, 17);
            assertThat(Margin.shrunk(Margin.grown(cuboid, 3, JOB), 3, JOB)).isEqualTo(cuboid);
        }

        @Test
        void closes_what_a_ball_does_not_fit_into() {
            Mask u = Shapes.cuboid(UNIT, 5, 5, 5, 18, 18, 8).andNot(Shapes.cuboid(UNIT, 10, 5, 5, 12, 14, 8));
            List<PatientPoint> ball = points(Shapes.ball(UNIT, new PatientPoint(12, 12, 12), 3)).stream()
                    .map(p -> new PatientPoint(p.xMm() - 12, p.yMm() - 12, p.zMm() - 12))
                    .toList();
            // Every ball that holds a voxel of the closing meets the mask.
            Mask wide = near(u, 3);
            Mask closing = Shapes.of(UNIT, p -> ball.stream().allMatch(b -> {
                int c = (int) (p.xMm() + b.xMm());
                int r = (int) (p.yMm() + b.yMm());
                int s = (int) (p.zMm() + b.zMm());
                return !UNIT.contains(c, r, s) || wide.contains(c, r, s);
            }));
            assertThat(closing.count()).isGreaterThan(u.count());
            assertThat(Margin.shrunk(Margin.grown(u, 3, JOB), 3, JOB)).isEqualTo(closing);
        }
    }

    @Nested
    class A_shell {
        private final Mask ball = Shapes.ball(UNIT, new PatientPoint(12, 12, 12), 7);

        @Test
        void lies_in_around_or_on_the_surface() {
            Mask in = Shell.OUTSIDE_SURFACE.of(ball, 2, JOB);
            Mask around = Shell.INSIDE_SURFACE.of(ball, 2, JOB);
            Mask on = Shell.MEDIAL_SURFACE.of(ball, 2, JOB);
            assertThat(in.andNot(ball).isEmpty()).isTrue();
            assertThat(in.isEmpty()).isFalse();
            assertThat(around.and(ball).isEmpty()).isTrue();
            assertThat(around.or(ball)).isEqualTo(Margin.grown(ball, 2, JOB));
            assertThat(on.and(ball)).isEqualTo(Shell.OUTSIDE_SURFACE.of(ball, 1, JOB));
            assertThat(on.andNot(ball)).isEqualTo(Shell.INSIDE_SURFACE.of(ball, 1, JOB));
        }

        @Test
        void thicker_than_the_mask_fills_it() {
            assertThat(Shell.OUTSIDE_SURFACE.of(ball, 9, JOB)).isEqualTo(ball);
        }

        @Test
        void needs_a_thickness() {
            assertThatThrownBy(() -> Shell.MEDIAL_SURFACE.of(ball, 0, JOB)).hasMessageContaining("positive");
            assertThatThrownBy(() -> Margin.grown(ball, Double.NaN, JOB)).hasMessageContaining("0 to 100");
        }
    }

    @Nested
    class Set_operations {
        private final Mask a = Shapes.cuboid(UNIT, 1, 1, 1, 5, 5, 5);
        private final Mask b = Shapes.cuboid(UNIT, 4, 4, 4, 9, 9, 9);

        @Test
        void have_the_counts_of_their_boxes() {
            assertThat(SetOperation.COPY.of(a, b)).isEqualTo(b);
            assertThat(SetOperation.ADD.of(a, b).count()).isEqualTo(125 + 216 - 8);
            assertThat(SetOperation.SUBTRACT.of(a, b).count()).isEqualTo(117);
            assertThat(SetOperation.INTERSECT.of(a, b).count()).isEqualTo(8);
            assertThat(SetOperation.INVERT.of(a, b).count()).isEqualTo(24 * 24 * 24 - 125);
            assertThat(SetOperation.CLEAR.of(a, b).isEmpty()).isTrue();
            assertThat(SetOperation.FILL.of(a, b).count()).isEqualTo(24 * 24 * 24);
        }
    }
}
