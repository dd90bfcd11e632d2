package loupe.app.viewer.tool;

import static org.assertj.core.api.Assertions.assertThat;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BrushTest {
    private final VoxelGrid grid = VoxelGrid.axial(64, 64, 3, new PatientPoint(0, 0, 0), 2, 5, "");
    private final Mask empty = Mask.empty(grid);

    @Nested
    class A_dab {
        @Test
        void covers_a_disc_of_its_radius_in_millimetres() {
            MaskDelta dab = new Brush(20, true).stroke(Trail.from(32, 32), empty, 1);
            assertThat(dab.count() * 2.0 * 2.0).isBetween(0.95 * Math.PI * 400, 1.05 * Math.PI * 400);
        }

        @Test
        void smaller_than_a_voxel_still_takes_the_voxel_under_it() {
            Mask painted = empty.apply(new Brush(0.2, true).stroke(Trail.from(10.4, 20.4), empty, 0));
            assertThat(painted.count()).isEqualTo(1);
            assertThat(painted.contains(10, 20, 0)).isTrue();
        }

        @Test
        void outside_the_image_flips_nothing() {
            assertThat(new Brush(3, true).stroke(Trail.from(-30, -30), empty, 0).isEmpty()).isTrue();
        }
    }

    @Nested
    class A_stroke {
        private final Trail across = Trail.from(10, 30).to(50, 30);

        @Test
        void leaves_no_gap_between_two_events() {
            Mask painted = empty.apply(new Brush(4, true).stroke(across, empty, 1));
            for (int column = 10; column <= 50; column++) {
                assertThat(painted.contains(column, 30, 1)).isTrue();
            }
            assertThat(painted.isEmpty(0)).as("other slices are left alone").isTrue();
        }

        @Test
        void over_what_is_painted_already_flips_nothing() {
            Mask painted = empty.apply(new Brush(4, true).stroke(across, empty, 1));
            assertThat(new Brush(4, true).stroke(across, painted, 1).isEmpty()).isTrue();
        }

        @Test
        void of_the_eraser_takes_away_what_the_brush_gave() {
            Mask painted = empty.apply(new Brush(4, true).stroke(across, empty, 1));
            assertThat(painted.apply(new Brush(4, false).stroke(across, painted, 1))).isEqualTo(empty);
        }

        @Test
        void applied_twice_is_undone() {
            MaskDelta stroke = new Brush(4, true).stroke(across, empty, 1);
            assertThat(empty.apply(stroke).apply(stroke)).isEqualTo(empty);
        }
    }
}
