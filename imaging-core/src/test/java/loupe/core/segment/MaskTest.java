package loupe.core.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MaskTest {
    /// 13 x 11 voxels a slice, so that rows do not fall on word borders.
    private static final VoxelGrid GRID = VoxelGrid.axial(13, 11, 4, new PatientPoint(0, 0, 0), 0.5, 2, "");

    private static Mask random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Mask.Builder b = Mask.builder(GRID);
        for (int i = 0; i < 150; i++) {
            b.add(random.nextInt(4), random.nextInt(143));
        }
        return b.build();
    }

    private static BitSet bits(Mask m) {
        BitSet out = new BitSet();
        for (int s = 0; s < 4; s++) {
            for (int r = 0; r < 11; r++) {
                for (int c = 0; c < 13; c++) {
                    out.set((s * 11 + r) * 13 + c, m.contains(c, r, s));
                }
            }
        }
        return out;
    }

    @Nested
    class A_mask {
        @Test
        void holds_the_voxels_that_were_added_and_no_other() {
            Mask m = Mask.builder(GRID).add(12, 10, 3).add(0, 0, 0).build();
            assertThat(bits(m).stream()).containsExactly(0, 4 * 143 - 1);
            assertThat(m.count()).isEqualTo(2);
            assertThat(m.count(3)).isEqualTo(1);
            assertThat(m.isEmpty(1)).isTrue();
        }

        @Test
        void numbers_the_voxels_of_a_slice_row_by_row() {
            assertThat(Mask.builder(GRID).add(1, 2 * 13 + 5).build().contains(5, 2, 1)).isTrue();
        }

        @Test
        void has_the_volume_of_its_voxels() {
            assertThat(random(1).millilitres()).isCloseTo(bits(random(1)).cardinality() * 0.0005, within(1e-12));
        }

        @Test
        void refuses_voxels_outside_its_grid() {
            assertThatThrownBy(() -> Mask.builder(GRID).add(13, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> Mask.builder(GRID).add(0, 143)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> Mask.empty(GRID).contains(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        }

        @Test
        void overlaps_another_by_twice_the_common_voxels_over_all_voxels() {
            Mask a = Mask.builder(GRID).add(0, 0, 0).add(1, 0, 0).add(2, 0, 0).build();
            Mask b = Mask.builder(GRID).add(2, 0, 0).build();
            assertThat(a.dice(b)).isEqualTo(0.5);
            assertThat(a.dice(a)).isEqualTo(1);
            assertThat(Mask.empty(GRID).dice(Mask.empty(GRID))).isEqualTo(1);
        }

        @Test
        void equals_one_whose_voxels_came_another_way() {
            Mask direct = Mask.builder(GRID).add(3, 3, 1).build();
            Mask drawn = Mask.builder(GRID).add(3, 3, 1).add(4, 4, 2).build();
            Mask erased = drawn.apply(drawn.deltaTo(direct));
            assertThat(erased).isEqualTo(direct).hasSameHashCodeAs(direct);
        }
    }

    @Nested
    class Applying_a_delta {
        @Test
        void turns_a_mask_into_the_one_the_delta_was_made_to() {
            assertThat(random(1).apply(random(1).deltaTo(random(2)))).isEqualTo(random(2));
        }

        @Test
        void takes_itself_back_when_applied_again() {
            MaskDelta d = random(1).deltaTo(random(2));
            assertThat(random(1).apply(d).apply(d)).isEqualTo(random(1));
        }

        @Test
        void flips_exactly_the_voxels_in_which_the_masks_differ() {
            BitSet differ = bits(random(1));
            differ.xor(bits(random(2)));
            assertThat(random(1).deltaTo(random(2)).count()).isEqualTo(differ.cardinality());
        }

        @Test
        void leaves_the_mask_it_was_applied_to_as_it_was() {
            Mask before = random(1);
            BitSet bits = bits(before);
            before.apply(before.deltaTo(random(2)));
            assertThat(bits(before)).isEqualTo(bits);
        }

        @Test
        void is_refused_where_the_delta_fits_another_grid() {
            MaskDelta other = MaskDelta.builder(99).flip(0, 1).build();
            MaskDelta beyond = MaskDelta.builder(143).flip(4, 1).build();
            assertThatThrownBy(() -> Mask.empty(GRID).apply(other)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Mask.empty(GRID).apply(beyond)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
