package loupe.core.segment.operation.outline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.region.EditRegion;
import loupe.core.segment.region.FlatOutline;
import loupe.core.segment.region.PlanePoint;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LivewireTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final double R = 30;

    private static GrayPicture picture(int side, ToDoubleBiFunction<Integer, Integer> value) {
        float[] v = new float[side * side];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) value.applyAsDouble(i % side, i / side);
        }
        return new GrayPicture(v, side, side, 0.5, 0.5);
    }

    /// A disc of 100 about (50, 50) in 0, its edge two pixels wide, with noise of 3.
    private static GrayPicture disc() {
        SplittableRandom random = new SplittableRandom(4);
        return picture(101, (c, r) -> 100 / (1 + Math.exp(2 * (Math.hypot(c - 50, r - 50) - R))) + random.nextDouble(-3, 3));
    }

    private static EdgeCosts costs(GrayPicture picture) {
        return EdgeCosts.of(picture, EdgeCosts.span(picture));
    }

    private static double fromEdge(PlanePoint p) {
        return Math.abs(Math.hypot(p.rightMm() / 0.5 - 50, p.downMm() / 0.5 - 50) - R);
    }

    @Nested
    class An_outline_round_a_disc {
        private final EdgeCosts costs = costs(disc());

        /// Clicks a pixel or two off the edge, at three places of four.
        private LivewireOutline threeClicks() {
            return LivewireOutline.begun(costs, 81, 50, JOB).clicked(50, 79, JOB).clicked(19, 51, JOB);
        }

        @Test
        void follows_the_edge_between_clicks_and_on_the_way_back() {
            FlatOutline.Polygon closed = threeClicks().closed().orElseThrow();
            assertThat(closed.points()).allSatisfy(p -> assertThat(fromEdge(p)).isLessThan(2));
            // The way back goes over the top, which was never clicked.
            assertThat(closed.points()).anySatisfy(p -> assertThat(p.downMm()).isCloseTo(10, within(1.0)));
        }

        @Test
        void holds_the_disc() {
            VoxelGrid grid = VoxelGrid.axial(101, 101, 1, new PatientPoint(0, 0, 0), 0.5, 1, "");
            long voxels = EditRegion.Prism.symmetric(Plane.ofSlice(grid, 0), threeClicks().closed().orElseThrow(), 0)
                    .voxels(grid)
                    .count();
            assertThat((double) voxels).isCloseTo(Math.PI * R * R, within(2 * Math.PI * R));
        }

        @Test
        void is_seen_before_the_click_and_stays_as_it_is_with_the_pointer_outside() {
            LivewireOutline begun = LivewireOutline.begun(costs, 81, 50, JOB);
            List<PlanePoint> preview = begun.preview(50, 80);
            assertThat(preview.getFirst()).isEqualTo(begun.points().getFirst());
            assertThat(preview.getLast()).isEqualTo(new PlanePoint(25, 40));
            assertThat(begun.preview(500, 80)).isEqualTo(begun.points());
            assertThat(begun.preview(-1, 0)).isEqualTo(begun.points());
            assertThat(begun.closed()).isEmpty();
        }

        @Test
        void begun_or_clicked_outside_goes_to_the_nearest_pixel() {
            PlanePoint at = LivewireOutline.begun(costs, -40, 900, JOB).points().getFirst();
            assertThat(at.rightMm()).isBetween(0.0, 1.0);
            assertThat(at.downMm()).isBetween(49.0, 50.0);
            assertThatThrownBy(() -> Livewire.from(costs, -1, 3, JOB)).hasMessageContaining("on the picture");
        }

        @Test
        void closes_near_its_first_click() {
            assertThat(threeClicks().closesAt(75, 48)).isTrue();
            assertThat(threeClicks().closesAt(50, 20)).isFalse();
            assertThat(LivewireOutline.begun(costs, 81, 50, JOB).closesAt(81, 50)).isFalse();
        }

        @Test
        void is_the_same_whatever_unit_and_scale_the_values_have() {
            GrayPicture plain = disc();
            float[] other = plain.values();
            for (int i = 0; i < other.length; i++) {
                other[i] = other[i] * 8 - 1024;
            }
            EdgeCosts scaled = costs(new GrayPicture(other, 101, 101, 0.5, 0.5));
            assertThat(Livewire.from(scaled, 80, 50, JOB).to(20, 50)).isEqualTo(Livewire.from(costs, 80, 50, JOB).to(20, 50));
        }

        @Test
        void stops_when_asked_to() {
            JobContext stopped = new JobContext() {
                @Override
                public void progress(long done, long total, String unit) {}

                @Override
                public boolean cancelled() {
                    return true;
                }

                @Override
                public Registration onCancel(Runnable action) {
                    return () -> {};
                }
            };
            EdgeCosts large = costs(picture(256, (c, r) -> c * r % 50));
            assertThatThrownBy(() -> Livewire.from(large, 1, 1, stopped)).isInstanceOf(CancelledException.class);
        }
    }

    @Nested
    class A_way {
        @Test
        void is_as_cheap_as_any_found_by_trying_all_steps_until_none_is_cheaper() {
            SplittableRandom random = new SplittableRandom(9);
            EdgeCosts costs = costs(picture(16, (c, r) -> random.nextInt(500)));
            double[] least = new double[256];
            Arrays.fill(least, 1e9);
            least[5 * 16 + 3] = 0;
            for (int round = 0; round < 256; round++) {
                for (int i = 0; i < 256; i++) {
                    for (int k = 0; k < 9; k++) {
                        int c = i % 16 + k % 3 - 1;
                        int r = i / 16 + k / 3 - 1;
                        if (k != 4 && c >= 0 && c < 16 && r >= 0 && r < 16) {
                            int to = r * 16 + c;
                            least[to] = Math.min(least[to], least[i] + costs.ofStep(i, to, k % 3 - 1, k / 3 - 1));
                        }
                    }
                }
            }
            Livewire ways = Livewire.from(costs, 3, 5, JOB);
            for (int i = 0; i < 256; i++) {
                int[] pixels = ways.pixels(i % 16, i / 16).orElseThrow();
                double sum = 0;
                for (int p = 1; p < pixels.length; p++) {
                    int right = pixels[p] % 16 - pixels[p - 1] % 16;
                    int down = pixels[p] / 16 - pixels[p - 1] / 16;
                    assertThat(Math.max(Math.abs(right), Math.abs(down))).isEqualTo(1);
                    sum += costs.ofStep(pixels[p - 1], pixels[p], right, down);
                }
                // Costs are counted in 1022ths, at most two of them a step.
                assertThat(sum).isCloseTo(least[i], within(2.0 / 1022 * (pixels.length + 8)));
            }
        }

        @Test
        void has_costs_between_0_and_1() {
            EdgeCosts costs = costs(disc());
            for (int i = 102; i < 101 * 100; i += 7) {
                for (int k = 0; k < 9; k++) {
                    if (k != 4 && i % 101 > 0 && i % 101 < 100) {
                        double cost = costs.ofStep(i, i + (k / 3 - 1) * 101 + k % 3 - 1, k % 3 - 1, k / 3 - 1);
                        assertThat(cost).isBetween(0.0, 0.971);
                    }
                }
            }
        }
    }

    @Nested
    class The_span_of_values {
        @Test
        void leaves_out_one_in_a_hundred_at_either_end_and_what_is_no_number() {
            GrayPicture p = picture(100, (c, r) -> r < 50 ? Double.NaN : r * 100 + c);
            assertThat(EdgeCosts.span(p)).isEqualTo(new ValueRange(5050, 9950));
            assertThat(EdgeCosts.span(picture(3, (c, r) -> Double.NaN))).isEqualTo(new ValueRange(0, 1));
        }

        @Test
        void of_one_value_or_one_pixel_is_no_obstacle() {
            EdgeCosts flat = costs(picture(9, (c, r) -> 7));
            assertThat(Livewire.from(flat, 0, 0, JOB).to(8, 8).orElseThrow()).hasSizeBetween(9, 17);
            EdgeCosts one = costs(picture(1, (c, r) -> 7));
            assertThat(Livewire.from(one, 0, 0, JOB).to(0, 0).orElseThrow()).hasSize(1);
        }
    }
}
