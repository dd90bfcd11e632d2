package loupe.core.segment.operation.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.plane.Phantom;
import loupe.core.segment.Mask;
import loupe.core.segment.Shapes;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.VoxelField;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Histograms of two Gaussians (400 at 15 ± 4 and 150 at 44 ± 6; 900 at 6 ± 2.5 and 40 at 25 ± 12). Places by scikit-image 0.25 for
/// Otsu, isodata, triangle and Yen; for the others by the papers' definitions written down with numpy.
class ThresholdTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final String TWO = "0,0,2,4,9,17,31,54,86,129,183,242,301,352,387,400,387,353,301,242,183,129,86,54,32,18,10,7,6,7,10,"
            + "14,20,27,37,48,61,75,90,105,120,132,141,147,150,147,141,132,120,105,90,75,61,48,37,27,20,14,9,6,4,2,1,0";
    private static final String TAIL = "55,127,256,445,662,840,911,843,668,454,268,142,72,42,31,29,30,32,33,35,36,37,38,39,39,40,39,39,38,"
            + "37,36,35,33,32,30,28,26,24,22,20,18,16,14,12,11,9,8,7,6,5,4,3,3,2,2,1,1,1,0,0,0,0,0,0";

    private static long[] counts(String text) {
        return Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
    }

    @Nested
    class A_method {
        @ParameterizedTest
        @CsvSource({
            "OTSU, 29, 18", "ISODATA, 29, 18", "TRIANGLE, 25, 13", "YEN, 21, 12", "MAXIMUM_ENTROPY, 23, 13", "MOMENTS, 32, 19",
            "HUANG, 29, 15"
        })
        void parts_where_an_independent_program_does(ThresholdMethod method, int two, int tail) {
            assertThat(method.lastLow(counts(TWO))).isEqualTo(two);
            assertThat(method.lastLow(counts(TAIL))).isEqualTo(tail);
        }

        @ParameterizedTest
        @EnumSource
        void parts_two_values_between_them(ThresholdMethod method) {
            assertThat(method.lastLow(new long[] {0, 700, 0, 0, 0, 300, 0})).isBetween(1, 4);
        }

        @ParameterizedTest
        @EnumSource
        void takes_one_value_or_none_as_it_is(ThresholdMethod method) {
            assertThat(method.lastLow(new long[] {0, 0, 9, 0})).isBetween(0, 3);
            assertThat(method.lastLow(new long[] {5})).isZero();
            assertThat(method.lastLow(new long[3])).isBetween(0, 2);
        }
    }

    @Nested
    class An_image {
        private final VoxelGrid grid = Phantom.cubic(16, 1);

        @Test
        void is_parted_into_the_voxels_of_a_range_with_both_ends() {
            try (Volume v = Phantom.of(grid, p -> p.xMm() * 10)) {
                Mask m = Threshold.of(VoxelField.of(v), new ValueRange(30, 50), JOB);
                assertThat(m).isEqualTo(Shapes.cuboid(grid, 3, 0, 0, 5, 15, 15));
            }
        }

        @Test
        void of_two_tissues_is_parted_exactly_by_every_method_in_its_own_unit() {
            Mask bone = Shapes.cuboid(grid, 4, 4, 4, 12, 12, 12);
            try (Volume v = Phantom.of(grid, p -> bone.contains((int) p.xMm(), (int) p.yMm(), (int) p.zMm()) ? 700 : -50)) {
                ValueHistogram h = ValueHistogram.of(VoxelField.of(v), JOB);
                for (ThresholdMethod method : ThresholdMethod.values()) {
                    assertThat(h.threshold(method)).isGreaterThan(-50).isLessThanOrEqualTo(700);
                    assertThat(Threshold.of(VoxelField.of(v), h.above(method), JOB)).isEqualTo(bone);
                }
            }
        }

        @Test
        void of_whole_numbers_has_bins_of_whole_width_and_every_voxel_in_one() {
            try (Volume v = Phantom.of(grid, p -> p.xMm() * 300 - 1000)) {
                ValueHistogram h = ValueHistogram.of(VoxelField.of(v), JOB);
                assertThat(h.width()).isEqualTo(5);
                assertThat(h.low()).isEqualTo(-1000);
                assertThat(Arrays.stream(h.counts()).sum()).isEqualTo(4096);
                long[] counts = h.counts();
                assertThat(IntStream.range(0, 16).allMatch(i -> counts[i * 60] == 256)).isTrue();
            }
        }

        @Test
        void of_one_value_or_of_no_numbers_has_one_bin() {
            try (Volume one = Phantom.of(grid, p -> 7); Volume none = Phantom.of(grid, p -> Double.NaN)) {
                assertThat(ValueHistogram.of(VoxelField.of(one), JOB).counts()).containsExactly(4096);
                assertThat(ValueHistogram.of(VoxelField.of(none), JOB).counts()).containsExactly(0);
                assertThat(ValueHistogram.of(VoxelField.of(none), JOB).threshold(ThresholdMethod.OTSU)).isFinite();
            }
        }
    }
}
