package loupe.core.segment.operation.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.plane.Phantom;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.VoxelField;
import loupe.core.segment.region.EditRegion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Two classes of 0 and 100 HU with a deviation of 10, parted at column 20; at column 30 to 32 a wall of 0 in the second.
class ThresholdBrushTest {
    private static final VoxelGrid GRID = Phantom.cubic(40, 1);

    private final SplittableRandom random = new SplittableRandom(12);
    private final Volume volume = Phantom.of(GRID, p -> (bright(p.xMm()) ? 100 : 0) + 10 * gauss());
    private final VoxelField field = VoxelField.of(volume);

    private static boolean bright(double column) {
        return column >= 20 && (column < 30 || column > 32);
    }

    private double gauss() {
        return IntStream.range(0, 12).mapToDouble(i -> random.nextDouble()).sum() - 6;
    }

    @AfterEach
    void close() {
        volume.close();
    }

    private static EditRegion.DiscStroke stroke(double radius, PatientPoint... trail) {
        return new EditRegion.DiscStroke(Plane.ofSlice(GRID, 7), List.of(trail), radius, 0);
    }

    private static long dark(Mask m) {
        long n = 0;
        for (int i = 0; i < GRID.voxelsPerSlice(); i++) {
            n += m.contains(7, i) && !bright(i % 40) ? 1 : 0;
        }
        return n;
    }

    @Nested
    class A_fixed_range {
        @Test
        void marks_what_lies_in_it_under_the_brush_alone() {
            ThresholdBrush brush = new ThresholdBrush(field, new BrushRange.Fixed(new ValueRange(50, 150)), false);
            Mask m = brush.voxels(stroke(8, new PatientPoint(20, 20, 7)));
            Mask under = stroke(8, new PatientPoint(20, 20, 7)).voxels(GRID);
            assertThat(dark(m)).isZero();
            assertThat(m.andNot(under).isEmpty()).isTrue();
            assertThat(m.count()).isGreaterThan(under.count() / 2 - 1);
        }

        @Test
        void keeps_only_what_hangs_together_with_the_press_where_that_is_asked() {
            BrushRange range = new BrushRange.Fixed(new ValueRange(50, 150));
            EditRegion.DiscStroke wide = stroke(14, new PatientPoint(25, 20, 7));
            assertThat(new ThresholdBrush(field, range, false).voxels(wide).contains(35, 20, 7)).isTrue();
            Mask part = new ThresholdBrush(field, range, true).voxels(wide);
            assertThat(part.contains(35, 20, 7)).isFalse();
            assertThat(part.contains(25, 20, 7)).isTrue();
            assertThat(new ThresholdBrush(field, range, true).voxels(stroke(14, new PatientPoint(10, 20, 7))).isEmpty())
                    .isTrue();
        }
    }

    @Nested
    class A_dynamic_range {
        private final ThresholdBrush brush = new ThresholdBrush(field, new BrushRange.Dynamic(2), false);

        @Test
        void flips_no_voxel_of_the_other_class() {
            EditRegion.DiscStroke along = stroke(9, new PatientPoint(25, 8, 7), new PatientPoint(26, 33, 7));
            Mask m = brush.voxels(along);
            assertThat(dark(m)).isZero();
            assertThat(m.count()).isGreaterThan(200);
        }

        @Test
        void goes_from_least_to_greatest_in_the_small_circle_of_the_press() {
            ValueRange range = brush.values(stroke(9, new PatientPoint(25, 20, 7))).orElseThrow();
            double[] inner = IntStream.range(0, GRID.voxelsPerSlice())
                    .filter(i -> Math.hypot(i % 40 - 25, i / 40 - 20) <= 2)
                    .mapToDouble(i -> volume.value(i % 40, i / 40, 7))
                    .sorted()
                    .toArray();
            assertThat(inner).hasSize(13);
            assertThat(range).isEqualTo(new ValueRange(inner[0], inner[12]));
        }

        @Test
        void is_widened_by_what_the_middle_goes_through_however_it_is_sampled() {
            PatientPoint from = new PatientPoint(25.2, 8, 7);
            PatientPoint to = new PatientPoint(12.3, 30, 7);
            ValueRange range = brush.values(stroke(9, from, to)).orElseThrow();
            assertThat(range.contains(volume.value(12, 30, 7))).isTrue();
            PatientPoint[] many = IntStream.rangeClosed(0, 50)
                    .mapToObj(i -> from.plus(to.minus(from).times(i / 50.0)))
                    .toArray(PatientPoint[]::new);
            assertThat(brush.values(stroke(9, many))).contains(range);
        }

        @Test
        void of_a_ball_reaches_over_slices() {
            Mask m = brush.voxels(new EditRegion.BallStroke(List.of(new PatientPoint(25, 20, 7)), 4));
            assertThat(m.isEmpty(4)).isFalse();
            assertThat(dark(m)).isZero();
        }

        @Test
        void where_there_is_no_number_marks_nothing() {
            try (Volume none = Phantom.of(GRID, p -> Double.NaN)) {
                ThresholdBrush blind = new ThresholdBrush(VoxelField.of(none), new BrushRange.Dynamic(2), true);
                assertThat(blind.voxels(stroke(5, new PatientPoint(5, 5, 7))).isEmpty()).isTrue();
            }
        }
    }
}
