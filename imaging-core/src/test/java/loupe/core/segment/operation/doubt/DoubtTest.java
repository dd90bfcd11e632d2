package loupe.core.segment.operation.doubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.plane.Phantom;
import loupe.core.segment.Mask;
import loupe.core.segment.Shapes;
import loupe.core.segment.operation.VoxelField;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DoubtTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final VoxelGrid GRID = VoxelGrid.axial(30, 30, 20, new PatientPoint(0, 0, 0), 0.5, 2, "");

    @Nested
    class Two_masks {
        private final Mask body = Shapes.cuboid(GRID, 5, 5, 5, 15, 15, 10);
        private final Mask speck = Shapes.cuboid(GRID, 25, 25, 2, 26, 26, 2);
        private final Mask slab = Shapes.cuboid(GRID, 16, 5, 5, 17, 15, 10);

        @Test
        void differ_in_places_the_largest_first_with_who_has_them() {
            List<DoubtfulPlace> places =
                    Differences.of(body.or(speck), body.or(slab), new Differences.Floor(0, 10), JOB);
            assertThat(places).extracting(DoubtfulPlace::kind)
                    .containsExactly(DoubtfulPlace.Kind.ONLY_SECOND, DoubtfulPlace.Kind.ONLY_FIRST);
            assertThat(places).extracting(DoubtfulPlace::mm3).containsExactly(132 * 0.5, 4 * 0.5);
            Voxel at = places.getFirst().voxel();
            assertThat(slab.contains(at.column(), at.row(), at.slice())).isTrue();
            assertThat(at.row()).isEqualTo(10);
            assertThat(places.getFirst().at()).isEqualTo(GRID.toPatient(at.column(), at.row(), at.slice()));
        }

        @Test
        void differ_in_no_place_where_they_are_the_same_or_the_places_are_too_small() {
            assertThat(Differences.of(body, body, new Differences.Floor(0, 10), JOB)).isEmpty();
            assertThat(Differences.of(body, body.or(speck), new Differences.Floor(3, 10), JOB)).isEmpty();
            assertThat(Differences.of(speck, body.or(slab), new Differences.Floor(0, 1), JOB)).hasSize(1);
        }
    }

    @Nested
    class A_border {
        private final Mask ball = Shapes.cuboid(GRID, 5, 5, 5, 20, 20, 14);

        @Test
        void is_the_voxels_on_both_sides_of_it() {
            Mask outer = Shapes.cuboid(GRID, 5, 5, 5, 20, 20, 14);
            long inside = 16 * 16 * 10 - 14 * 14 * 8;
            long outside = 2 * 16 * 16 + 4 * 16 * 10;
            Mask border = DoubtfulBorder.border(outer, JOB);
            assertThat(border.and(outer).count()).isEqualTo(inside);
            assertThat(border.andNot(outer).count()).isEqualTo(outside);
        }

        @Test
        void is_doubtful_where_the_probability_is_about_a_half_the_heaviest_place_first() {
            try (Volume p = Phantom.of(GRID, at -> {
                double[] v = GRID.toIndex(at);
                boolean left = v[0] < 6.5 && v[1] > 8 && v[1] < 17;
                boolean right = v[0] > 18.5 && v[1] > 11 && v[1] < 14;
                boolean middle = v[0] > 11 && v[0] < 14 && v[1] > 11 && v[1] < 14;
                return left ? 0.5 : right ? 0.4 : middle ? 0.5 : 0.99;
            })) {
                List<DoubtfulPlace> places = new DoubtfulBorder(new BinaryEntropy(VoxelField.of(p)), 0.9)
                        .of(ball, new Differences.Floor(0, 10), JOB);
                // The middle column meets the border at the first and the last slice alone.
                assertThat(places).hasSize(4);
                assertThat(places).isSortedAccordingTo((a, b) -> Double.compare(b.weight(), a.weight()));
                DoubtfulPlace first = places.getFirst();
                assertThat(first.voxel().column()).isBetween(4, 6);
                assertThat(first.weight()).isCloseTo(first.mm3(), within(1e-6));
                double bits = -(0.4 * Math.log(0.4) + 0.6 * Math.log(0.6)) / Math.log(2);
                assertThat(places.get(1).weight()).isCloseTo(places.get(1).mm3() * bits, within(1e-5));
                assertThat(places.get(1).voxel().column()).isBetween(19, 21);
            }
        }

        @Test
        void of_a_sure_model_or_an_empty_mask_has_no_place() {
            try (Volume p = Phantom.of(GRID, at -> 1)) {
                DoubtfulBorder border = new DoubtfulBorder(new BinaryEntropy(VoxelField.of(p)), 0.5);
                assertThat(border.of(ball, new Differences.Floor(0, 5), JOB)).isEmpty();
                assertThat(border.of(Mask.empty(GRID), new Differences.Floor(0, 5), JOB)).isEmpty();
            }
        }
    }
}
