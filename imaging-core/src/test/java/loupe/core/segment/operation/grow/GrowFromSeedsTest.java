package loupe.core.segment.operation.grow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.plane.Phantom;
import loupe.core.segment.Mask;
import loupe.core.segment.Shapes;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.operation.VoxelField;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowFromSeedsTest {
    private static final JobContext JOB = JobContext.unattended();

    private static Mask one(VoxelGrid g, int c, int r, int s) {
        return Mask.builder(g).add(c, r, s).build();
    }

    @Nested
    class Two_boxes {
        private final VoxelGrid grid = Phantom.cubic(24, 1);
        private final Mask bright = Shapes.cuboid(grid, 6, 7, 8, 15, 16, 17);

        private List<Mask> grown(Optional<Mask> within, Mask... seeds) {
            try (Volume v = Phantom.of(grid, p -> bright.contains((int) p.xMm(), (int) p.yMm(), (int) p.zMm()) ? 100 : 0)) {
                return new GrowFromSeeds(VoxelField.of(v), within, 0).of(List.of(seeds), JOB);
            }
        }

        @Test
        void of_0_and_100_are_parted_exactly_at_their_border() {
            List<Mask> grown = grown(Optional.empty(), one(grid, 10, 11, 12), one(grid, 1, 1, 1).or(one(grid, 22, 22, 22)));
            assertThat(grown.get(0)).isEqualTo(bright);
            assertThat(grown.get(1)).isEqualTo(bright.inverted());
        }

        @Test
        void are_grown_into_as_far_as_a_fifth_beyond_the_seeds() {
            Mask seeds = one(grid, 8, 8, 8);
            List<Mask> grown = grown(Optional.empty(), seeds, one(grid, 12, 12, 12));
            assertThat(grown.get(0).or(grown.get(1))).isEqualTo(Shapes.cuboid(grid, 5, 5, 5, 15, 15, 15));
        }

        @Test
        void are_grown_into_only_where_it_is_allowed() {
            Mask within = Shapes.cuboid(grid, 4, 4, 4, 19, 19, 12);
            List<Mask> grown = grown(Optional.of(within), one(grid, 10, 11, 12), one(grid, 4, 4, 4).or(one(grid, 19, 19, 14)));
            assertThat(grown.get(0)).isEqualTo(bright.and(within));
            assertThat(grown.get(1)).isEqualTo(within.andNot(bright).or(one(grid, 19, 19, 14)));
        }

        @Test
        void need_two_seeds() {
            assertThatThrownBy(() -> grown(Optional.empty(), one(grid, 1, 1, 1), Mask.empty(grid)))
                    .hasMessageContaining("two to 120");
            assertThatThrownBy(() -> grown(Optional.empty())).hasMessageContaining("two to 120");
        }
    }

    @Nested
    class Noise {
        private final VoxelGrid grid = Phantom.oblique(12, 11, 9);

        @ParameterizedTest
        @ValueSource(doubles = {0, 30})
        void is_shared_out_by_the_cheapest_ways(double perMm) {
            SplittableRandom random = new SplittableRandom(3);
            float[] values = new float[(int) grid.voxels()];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(400);
            }
            List<Mask> seeds = List.of(one(grid, 0, 0, 0), one(grid, 11, 10, 8), one(grid, 5, 5, 4).or(one(grid, 0, 10, 0)));
            try (Volume v = Phantom.of(grid, p -> {
                double[] at = grid.toIndex(p);
                return values[(int) grid.indexOf((int) Math.rint(at[0]), (int) Math.rint(at[1]), (int) Math.rint(at[2]))];
            })) {
                List<Mask> grown = new GrowFromSeeds(VoxelField.of(v), Optional.empty(), perMm).of(seeds, JOB);
                double[][] costs = seeds.stream().map(m -> costs(values, m, perMm)).toArray(double[][]::new);
                for (int i = 0; i < values.length; i++) {
                    int n = i;
                    double least = Arrays.stream(costs).mapToDouble(c -> c[n]).min().orElseThrow();
                    for (int m = 0; m < 3; m++) {
                        boolean has = grown.get(m).contains(i / (12 * 11), i % (12 * 11));
                        assertThat(!has || costs[m][i] <= least).isTrue();
                    }
                }
                assertThat(grown.stream().mapToLong(Mask::count).sum()).isEqualTo(grid.voxels());
            }
        }

        /// Costs from a mask to every voxel, made better until nothing gets better (Bellman-Ford).
        private double[] costs(float[] values, Mask from, double perMm) {
            double[] out = new double[values.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = from.contains(i / (12 * 11), i % (12 * 11)) ? 0 : Double.MAX_VALUE;
            }
            boolean better = true;
            while (better) {
                better = false;
                for (int i = 0; i < out.length; i++) {
                    for (int k = 0; k < 27; k++) {
                        int c = i % 12 + k % 3 - 1;
                        int r = i / 12 % 11 + k / 3 % 3 - 1;
                        int s = i / 132 + k / 9 - 1;
                        if (k != 13 && grid.contains(c, r, s)) {
                            int j = (s * 11 + r) * 12 + c;
                            PatientVector way = grid.toPatient(c, r, s).minus(grid.toPatient(i % 12, i / 12 % 11, i / 132));
                            double then = out[j] + Math.abs(values[i] - values[j]) + Math.rint(perMm * way.lengthMm());
                            if (then < out[i]) {
                                out[i] = then;
                                better = true;
                            }
                        }
                    }
                }
            }
            return out;
        }
    }

    @Nested
    class A_flat_image {
        private final VoxelGrid grid = Phantom.cubic(20, 1);

        @Test
        void is_halved_between_its_seeds() {
            try (Volume v = Phantom.of(grid, p -> 5)) {
                List<Mask> grown = new GrowFromSeeds(VoxelField.of(v), Optional.empty(), 0)
                        .of(List.of(Shapes.cuboid(grid, 0, 0, 0, 0, 19, 19), Shapes.cuboid(grid, 19, 0, 0, 19, 19, 19)), JOB);
                assertThat(grown.get(0)).isEqualTo(Shapes.cuboid(grid, 0, 0, 0, 9, 19, 19));
                assertThat(grown.get(1)).isEqualTo(Shapes.cuboid(grid, 10, 0, 0, 19, 19, 19));
            }
        }

        @Test
        void keeps_out_of_voxels_without_a_number() {
            try (Volume v = Phantom.of(grid, p -> p.xMm() == 10 ? Double.NaN : 0.25 * p.xMm())) {
                List<Mask> grown = new GrowFromSeeds(VoxelField.of(v), Optional.empty(), 0)
                        .of(List.of(one(grid, 1, 10, 10), one(grid, 18, 10, 10)), JOB);
                VoxelBox box = grown.get(0).box().orElseThrow();
                assertThat(box.last().column()).isEqualTo(9);
                assertThat(grown.get(1).box().orElseThrow().first().column()).isEqualTo(11);
            }
        }
    }

    @Test
    void a_region_beyond_memory_is_refused() {
        VoxelGrid huge = VoxelGrid.axial(1000, 1000, 400, new PatientPoint(0, 0, 0), 1, 1, "");
        VoxelField nothing = new VoxelField() {
            @Override
            public VoxelGrid grid() {
                return huge;
            }

            @Override
            public void slice(int slice, float[] into) {}
        };
        assertThatThrownBy(() -> new GrowFromSeeds(nothing, Optional.empty(), 0)
                        .of(List.of(one(huge, 0, 0, 0), one(huge, 999, 999, 399)), JOB))
                .hasMessageContaining("at most");
    }

    @Test
    void growing_stops_when_asked_to() {
        VoxelGrid grid = Phantom.cubic(40, 1);
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
        try (Volume v = Phantom.of(grid, p -> p.xMm())) {
            GrowFromSeeds grow = new GrowFromSeeds(VoxelField.of(v), Optional.empty(), 0);
            assertThatThrownBy(() -> grow.of(List.of(one(grid, 0, 0, 0), one(grid, 39, 39, 39)), stopped))
                    .isInstanceOf(CancelledException.class);
        }
    }
}
