package loupe.core.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.Voxel;
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

    @Nested
    class Two_masks {
        private final Mask a = random(1);
        private final Mask b = random(2);

        @Test
        void combine_as_sets_do() {
            BitSet and = bits(a);
            and.and(bits(b));
            BitSet or = bits(a);
            or.or(bits(b));
            BitSet less = bits(a);
            less.andNot(bits(b));
            BitSet one = bits(a);
            one.xor(bits(b));
            BitSet not = bits(a);
            not.flip(0, 4 * 143);
            assertThat(bits(a.and(b))).isEqualTo(and);
            assertThat(bits(a.or(b))).isEqualTo(or);
            assertThat(bits(a.andNot(b))).isEqualTo(less);
            assertThat(bits(a.xor(b))).isEqualTo(one);
            assertThat(bits(a.inverted())).isEqualTo(not);
            assertThat(a.inverted().inverted()).isEqualTo(a);
        }

        @Test
        void made_of_masks_that_were_counted_are_counted_right() {
            SplittableRandom random = new SplittableRandom(3);
            Mask now = a;
            for (int i = 0; i < 200; i++) {
                assertThat(now.count()).isEqualTo(bits(now).cardinality());
                Mask one = Mask.builder(GRID).add(random.nextInt(4), random.nextInt(143)).build();
                now = switch (random.nextInt(4)) {
                    case 0 -> now.or(one);
                    case 1 -> now.andNot(one);
                    case 2 -> now.apply(one.asDelta());
                    default -> i % 50 == 0 ? Mask.empty(GRID).or(now) : now.xor(one);
                };
            }
        }

        @Test
        void of_which_one_is_empty_or_both_are_one_combine_too() {
            Mask none = Mask.empty(GRID);
            assertThat(a.or(none)).isEqualTo(a);
            assertThat(none.or(a)).isEqualTo(a);
            assertThat(a.and(none)).isEqualTo(none);
            assertThat(a.andNot(none)).isEqualTo(a);
            assertThat(none.andNot(a)).isEqualTo(none);
            assertThat(a.xor(a)).isEqualTo(none);
            assertThat(a.and(a)).isEqualTo(a);
            assertThat(a.andNot(a).isEmpty()).isTrue();
        }

        @Test
        void of_other_sizes_are_refused() {
            Mask other = Mask.empty(VoxelGrid.axial(13, 11, 5, new PatientPoint(0, 0, 0), 0.5, 2, ""));
            assertThatThrownBy(() -> a.or(other)).hasMessageContaining("one size");
        }
    }

    @Nested
    class The_box_of_a_mask {
        @Test
        void is_the_smallest_that_holds_its_voxels() {
            Mask m = Mask.builder(GRID).add(3, 4, 1).add(7, 2, 2).build();
            assertThat(m.box()).contains(new VoxelBox(new Voxel(3, 2, 1), new Voxel(7, 4, 2)));
            assertThat(Mask.empty(GRID).box()).isEmpty();
            assertThat(Mask.empty(GRID).inverted().box()).contains(VoxelBox.of(GRID));
        }

        @Test
        void cuts_a_mask_to_the_voxels_in_it() {
            VoxelBox box = new VoxelBox(new Voxel(2, 3, 1), new Voxel(9, 7, 2));
            Mask want = random(3);
            Mask.Builder b = Mask.builder(GRID);
            for (int i = 0; i < 4 * 143; i++) {
                if (want.contains(i / 143, i % 143) && box.contains(i % 13, i / 13 % 11, i / 143)) {
                    b.add(i / 143, i % 143);
                }
            }
            assertThat(want.cut(box)).isEqualTo(b.build());
            assertThat(want.cut(VoxelBox.of(GRID))).isEqualTo(want);
        }

        @Test
        void spans_a_run_that_goes_on_in_the_next_row() {
            Mask m = Mask.builder(GRID).add(12, 4, 1).add(0, 5, 1).build();
            assertThat(m.box()).contains(new VoxelBox(new Voxel(0, 4, 1), new Voxel(12, 5, 1)));
        }
    }

    @Nested
    class A_builder {
        @Test
        void begun_from_a_mask_leaves_that_as_it_was() {
            Mask before = random(1);
            BitSet bits = bits(before);
            Mask after = before.toBuilder().removeRun(0, 0, 143).addRun(2, 60, 70).repeat(2, 3).build();
            assertThat(bits(before)).isEqualTo(bits);
            assertThat(after.isEmpty(0)).isTrue();
            assertThat(after.contains(3, 60) && after.contains(3, 129)).isTrue();
            assertThat(after.words(1)).isEqualTo(before.words(1));
        }

        @Test
        void does_not_write_through_from_one_repeated_slice_to_another() {
            Mask m = Mask.builder(GRID).addRun(0, 5, 3).repeat(0, 1).add(0, 100).add(1, 50).build();
            assertThat(m.count(0)).isEqualTo(4);
            assertThat(m.contains(1, 100)).isFalse();
            assertThat(m.contains(0, 50)).isFalse();
        }
    }
}
