package loupe.core.segment.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.plane.Phantom;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.region.EditRegion;
import loupe.core.segment.region.FlatOutline;
import loupe.core.segment.region.PlanePoint;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LimitedChangeTest {
    private static final VoxelGrid GRID = Phantom.cubic(12, 1);

    /// Columns `from` to before `to`, rows 2 to 5 of slice 3, on the sides of voxels.
    private static EditRegion box(double from, double to) {
        return EditRegion.Prism.symmetric(
                Plane.ofSlice(GRID, 3),
                new FlatOutline.Rectangle(new PlanePoint(from - 0.5, 1.5), new PlanePoint(to - 0.5, 5.5)),
                0);
    }

    private static Mask mask(double from, double to) {
        return box(from, to).voxels(GRID);
    }

    @Nested
    class A_region {
        private final Mask before = mask(2, 6);
        private final EditRegion region = box(4, 8);

        private Mask after(RegionChange change) {
            return before.apply(change.of(before, region, EditLimits.none()));
        }

        @Test
        void adds_or_erases_inside_or_outside_within_its_layers() {
            assertThat(after(RegionChange.ADD)).isEqualTo(mask(2, 8));
            assertThat(after(RegionChange.ERASE)).isEqualTo(mask(2, 4));
            assertThat(after(RegionChange.ERASE_OUTSIDE)).isEqualTo(mask(4, 6));
            assertThat(after(RegionChange.FILL_OUTSIDE)).isEqualTo(before.or(region.outside(GRID)));
        }

        @Test
        void erases_outside_on_its_own_slices_alone() {
            Mask tall = before.or(Mask.builder(GRID).add(0, 0, 9).build());
            Mask cut = tall.apply(RegionChange.ERASE_OUTSIDE.of(tall, region, EditLimits.none()));
            assertThat(cut.contains(0, 0, 9)).isTrue();
        }
    }

    @Nested
    class Limits_keep {
        private final Mask before = mask(2, 4);

        private Mask added(EditLimits limits) {
            return before.apply(RegionChange.ADD.of(before, box(2, 10), limits));
        }

        @Test
        void what_is_locked() {
            EditLimits limits = new EditLimits(Optional.empty(), Optional.empty(), List.of(mask(5, 6), mask(8, 9)));
            assertThat(added(limits)).isEqualTo(mask(2, 5).or(mask(6, 8)).or(mask(9, 10)));
        }

        @Test
        void what_is_not_editable() {
            assertThat(added(new EditLimits(Optional.empty(), Optional.of(mask(0, 6)), List.of()))).isEqualTo(mask(2, 6));
        }

        @Test
        void what_has_other_values_in_the_images_unit() {
            try (Volume volume = Phantom.of(GRID, p -> p.xMm() * 100)) {
                ValueLimit values = new ValueLimit(new ValueRange(500, 700), VoxelField.of(volume));
                EditLimits limits = new EditLimits(Optional.of(values), Optional.empty(), List.of());
                assertThat(added(limits)).isEqualTo(before.or(mask(5, 8)));
                MaskDelta erased = RegionChange.ERASE.of(mask(2, 10), box(0, 12), limits);
                assertThat(mask(2, 10).apply(erased)).isEqualTo(mask(2, 5).or(mask(8, 10)));
            }
        }

        @Test
        void nothing_else() {
            assertThat(added(EditLimits.none())).isEqualTo(mask(2, 10));
        }
    }

    @Nested
    class Values {
        @Test
        void of_a_coarser_image_are_taken_at_the_centres_of_the_masks_voxels() {
            VoxelGrid fine = VoxelGrid.axial(20, 20, 20, new PatientPoint(-1, 1, 1), 0.5, 0.5, Phantom.FRAME);
            try (Volume volume = Phantom.of(GRID, p -> 3 * p.xMm() + 5 * p.yMm() - p.zMm())) {
                float[] slice = new float[400];
                VoxelField.of(volume, fine).slice(4, slice);
                assertThat(slice[7 * 20 + 9]).isEqualTo(3 * 3.5f + 5 * 4.5f - 3);
                assertThat(slice[0]).isNaN();
            }
        }

        @Test
        void that_are_no_numbers_lie_in_no_range() {
            assertThat(new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).contains(Double.NaN)).isFalse();
            assertThat(new ValueRange(1, 2).with(Double.NaN)).isEqualTo(new ValueRange(1, 2));
            assertThat(new ValueRange(1, 2).with(5)).isEqualTo(new ValueRange(1, 5));
            assertThatThrownBy(() -> new ValueRange(2, 1)).hasMessageContaining("go up");
            assertThatThrownBy(() -> new ValueRange(Double.NaN, 1)).hasMessageContaining("go up");
        }

        @Test
        void of_an_image_of_another_size_are_refused() {
            try (Volume volume = Phantom.of(Phantom.cubic(3, 1), p -> 0)) {
                ValueLimit limit = new ValueLimit(new ValueRange(0, 1), VoxelField.of(volume));
                assertThatThrownBy(() -> limit.within(mask(2, 3))).hasMessageContaining("one size");
            }
        }
    }

    @Nested
    class Of_several_segments {
        private final Map<Integer, Mask> masks = Map.of(1, mask(0, 3), 2, mask(3, 6), 3, mask(6, 9), 4, mask(9, 12));

        private List<SegmentChange> painted(OverlapPolicy policy) {
            return policy.changes(
                    1, RegionChange.ADD.of(mask(0, 3), box(2, 8), EditLimits.none()), masks, Set.of(1, 2, 4));
        }

        private Mask after(List<SegmentChange> changes, int segment) {
            return changes.stream()
                    .filter(c -> c.segment() == segment)
                    .findAny()
                    .map(c -> masks.get(segment).apply(c.delta()))
                    .orElse(masks.get(segment));
        }

        @Test
        void all_lose_what_one_gains() {
            List<SegmentChange> changes = painted(OverlapPolicy.OVERWRITE_ALL);
            assertThat(changes).extracting(SegmentChange::segment).containsExactly(1, 2, 3);
            assertThat(after(changes, 1)).isEqualTo(mask(0, 8));
            assertThat(after(changes, 2).isEmpty()).isTrue();
            assertThat(after(changes, 3)).isEqualTo(mask(8, 9));
        }

        @Test
        void only_those_in_sight_lose_it() {
            List<SegmentChange> changes = painted(OverlapPolicy.OVERWRITE_VISIBLE);
            assertThat(changes).extracting(SegmentChange::segment).containsExactly(1, 2);
        }

        @Test
        void none_loses_it_where_they_may_overlap() {
            assertThat(painted(OverlapPolicy.ALLOW)).extracting(SegmentChange::segment).containsExactly(1);
        }

        @Test
        void none_loses_what_one_gives_away() {
            MaskDelta erased = RegionChange.ERASE.of(mask(0, 3), box(0, 12), EditLimits.none());
            assertThat(OverlapPolicy.OVERWRITE_ALL.changes(1, erased, masks, Set.of()))
                    .containsExactly(new SegmentChange(1, erased));
        }

        @Test
        void one_must_be_there() {
            assertThatThrownBy(() -> OverlapPolicy.ALLOW.changes(9, MaskDelta.builder(144).build(), masks, Set.of()))
                    .hasMessageContaining("no segment 9");
        }
    }
}
