package loupe.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Sampler.Interpolation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SamplerTest {
    private static final int COLUMNS = 9;
    private static final int ROWS = 7;
    private static final int SLICES = 5;

    private static Volume noise(Volume.SampleType type) {
        Volume.Builder b = Volume.builder(VoxelGrid.axial(COLUMNS, ROWS, SLICES, new PatientPoint(0, 0, 0), 1, 1, ""), type, "1");
        SplittableRandom random = new SplittableRandom(7);
        for (int s = 0; s < SLICES; s++) {
            b.rescale(s, 0.5 + s, 3.0 * s);
            for (int i = 0; i < COLUMNS * ROWS; i++) {
                if (type == Volume.SampleType.FLOAT32) {
                    b.sliceSamples(s).setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble(-9, 9));
                } else {
                    b.sliceSamples(s).setAtIndex(ValueLayout.JAVA_SHORT, i, (short) random.nextInt());
                }
            }
        }
        return b.build();
    }

    @Nested
    class Values_along_a_line {
        @ParameterizedTest
        @EnumSource(Volume.SampleType.class)
        void are_those_of_its_places_one_by_one(Volume.SampleType type) {
            try (Volume v = noise(type)) {
                for (Interpolation how : Interpolation.values()) {
                    Sampler sampler = new Sampler(v, how);
                    SplittableRandom random = new SplittableRandom(11);
                    for (int n = 0; n < 4000; n++) {
                        double[] first = {random.nextDouble(-2, 10), random.nextDouble(-1, 8), random.nextDouble(-1, 6)};
                        boolean straight = n % 4 == 0;
                        boolean flat = straight || n % 4 == 1;
                        double[] step = {
                            random.nextDouble(-2, 2), straight ? 0 : random.nextDouble(-1, 1), flat ? 0 : random.nextDouble(-1, 1)};
                        double[] into = new double[1 + random.nextInt(12)];
                        sampler.along(first, step, into);
                        for (int i = 0; i < into.length; i++) {
                            double one = sampler.at(
                                    first[0] + i * step[0], first[1] + i * step[1], first[2] + i * step[2]);
                            if (Double.isNaN(one)) {
                                assertThat(into[i]).isNaN();
                            } else {
                                assertThat(into[i]).isCloseTo(one, within(1e-8));
                            }
                        }
                    }
                }
            }
        }

        @ParameterizedTest
        @EnumSource(Volume.SampleType.class)
        void are_the_voxels_own_to_the_last_bit_where_it_runs_over_centres_from_corner_to_corner(Volume.SampleType type) {
            try (Volume v = noise(type)) {
                for (Interpolation how : Interpolation.values()) {
                    Sampler sampler = new Sampler(v, how);
                    for (int n = 0; n < 8; n++) {
                        int[] sign = {(n & 1) == 0 ? 1 : -1, (n & 2) == 0 ? 1 : -1, (n & 4) == 0 ? 1 : -1};
                        double[] into = new double[SLICES];
                        int c0 = sign[0] > 0 ? 0 : COLUMNS - 1;
                        int r0 = sign[1] > 0 ? 0 : ROWS - 1;
                        int s0 = sign[2] > 0 ? 0 : SLICES - 1;
                        sampler.along(new double[] {c0, r0, s0}, new double[] {sign[0], sign[1], sign[2]}, into);
                        for (int i = 0; i < SLICES; i++) {
                            assertThat(into[i])
                                    .isEqualTo(sampler.voxel(c0 + i * sign[0], r0 + i * sign[1], s0 + i * sign[2]));
                        }
                    }
                }
            }
        }

        @Test
        void are_the_voxels_own_to_the_last_bit_on_their_centres() {
            try (Volume v = noise(Volume.SampleType.UINT16)) {
                Sampler sampler = new Sampler(v, Interpolation.LINEAR);
                for (int s = 0; s < SLICES; s++) {
                    for (int r = 0; r < ROWS; r++) {
                        double[] into = new double[COLUMNS];
                        sampler.along(new double[] {COLUMNS - 1, r, s}, new double[] {-1, 0, 0}, into);
                        for (int c = 0; c < COLUMNS; c++) {
                            assertThat(into[COLUMNS - 1 - c]).isEqualTo(sampler.voxel(c, r, s));
                        }
                    }
                }
            }
        }
    }
}
