package loupe.inference.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.card.InputSpec;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplingAVolumeTest {
    private static final String[] AXES = {"LR", "PA", "SI"};

    /// All 48 ways in which three axes can lie along the patient's.
    static Stream<String> orders() {
        List<String> all = new ArrayList<>();
        int[][] permutations = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] p : permutations) {
            for (int flips = 0; flips < 8; flips++) {
                all.add("" + AXES[p[0]].charAt(flips & 1) + AXES[p[1]].charAt(flips >> 1 & 1)
                        + AXES[p[2]].charAt(flips >> 2));
            }
        }
        return all.stream();
    }

    private static PatientVector step(char letter) {
        return switch (letter) {
            case 'L' -> new PatientVector(2, 0, 0);
            case 'R' -> new PatientVector(-2, 0, 0);
            case 'P' -> new PatientVector(0, 2, 0);
            case 'A' -> new PatientVector(0, -2, 0);
            case 'S' -> new PatientVector(0, 0, 2);
            default -> new PatientVector(0, 0, -2);
        };
    }

    private static InputSpec spec(String axes, double mm) {
        return new InputSpec(axes, List.of(mm, mm, mm), List.of(), 1, List.of(0), List.of(), -7);
    }

    /// A value that tells where in the patient it is.
    private static double truth(PatientPoint p) {
        return 3 * p.xMm() + 5 * p.yMm() - 2 * p.zMm();
    }

    private static Volume ramp(VoxelGrid g) {
        Volume.Builder v = Volume.builder(g, Volume.SampleType.FLOAT32, "");
        for (int s = 0; s < g.slices(); s++) {
            for (int i = 0; i < g.voxelsPerSlice(); i++) {
                double value = truth(g.toPatient(i % g.columns(), i / g.columns(), s));
                v.sliceSamples(s).setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) value);
            }
        }
        return v.build();
    }

    /// 5 x 6 x 7 voxels of 2 mm; letters are the directions of columns, rows and slices.
    private static Volume volume(String letters) {
        return ramp(new VoxelGrid(5, 6, 7, new PatientPoint(10, -20, 30), step(letters.charAt(0)),
                step(letters.charAt(1)), step(letters.charAt(2)), ""));
    }

    private static PatientPoint place(VoxelGrid g, int i) {
        return g.toPatient(i % g.columns(), i / g.columns() % g.rows(), i / g.voxelsPerSlice());
    }

    @Nested
    class With_any_of_48_axis_orders {
        @ParameterizedTest
        @MethodSource("loupe.inference.tensor.ResamplingAVolumeTest#orders")
        void gives_the_model_each_value_at_its_place_in_the_patient(String letters) {
            try (Volume v = volume(letters)) {
                for (String axes : List.of("SPL", "LIA", "SAR")) {
                    VoxelGrid g = ModelGrid.of(v.grid(), spec(axes, 2));
                    Field f = Resampler.sample(v, g, -7, JobContext.unattended());
                    assertThat(f.values()).hasSize(5 * 6 * 7);
                    for (int i = 0; i < f.values().length; i++) {
                        assertThat(f.values()[i]).isEqualTo((float) truth(place(g, i)));
                    }
                }
            }
        }

        @ParameterizedTest
        @MethodSource("loupe.inference.tensor.ResamplingAVolumeTest#orders")
        void brings_every_voxel_back_to_where_it_was(String letters) {
            try (Volume v = volume(letters)) {
                VoxelGrid g = ModelGrid.of(v.grid(), spec("LIA", 2));
                Field f = Resampler.sample(v, g, -7, JobContext.unattended());
                double level = truth(v.grid().toPatient(2, 3, 3)) + 0.5;
                Mask back = PatientGrid.atLeast(f, level, v.grid(), JobContext.unattended());
                assertThat(back.count()).isBetween(1L, 209L);
                for (int i = 0; i < 210; i++) {
                    boolean in = truth(place(v.grid(), i)) >= level;
                    assertThat(back.contains(i % 5, i / 5 % 6, i / 30)).isEqualTo(in);
                }
            }
        }
    }

    @Nested
    class To_another_spacing {
        @Test
        void keeps_a_ramp_a_ramp_when_finer() {
            try (Volume v = volume("LPS")) {
                VoxelGrid g = ModelGrid.of(v.grid(), spec("SPL", 0.5));
                Field f = Resampler.sample(v, g, -7, JobContext.unattended());
                for (int i = 0; i < f.values().length; i += 11) {
                    assertThat(Math.abs(f.values()[i] - truth(place(g, i)))).isLessThan(1e-3);
                }
            }
        }

        @Test
        void averages_when_coarser_so_that_a_single_bright_voxel_is_not_skipped() {
            VoxelGrid g = VoxelGrid.axial(9, 1, 1, new PatientPoint(0, 0, 0), 1, 1, "");
            Volume.Builder b = Volume.builder(g, Volume.SampleType.FLOAT32, "");
            b.sliceSamples(0).setAtIndex(ValueLayout.JAVA_FLOAT, 3, 100);
            try (Volume v = b.build()) {
                InputSpec coarse = new InputSpec("SPL", List.of(1.0, 1.0, 2.0), List.of(), 1, List.of(0), List.of(), 0);
                Field f = Resampler.sample(v, ModelGrid.of(g, coarse), 0, JobContext.unattended());
                assertThat(f.values()[1]).isEqualTo(25);
                assertThat(f.values()[2]).isEqualTo(25);
            }
        }
    }

    @Test
    void interpolates_a_tilted_series_along_the_patients_axes() {
        VoxelGrid g = new VoxelGrid(20, 20, 20, new PatientPoint(0, 0, 0), new PatientVector(1.9, 0.3, 0.2),
                new PatientVector(-0.3, 1.9, 0.1), new PatientVector(-0.2, -0.1, 1.95), "");
        try (Volume v = ramp(g)) {
            VoxelGrid to = ModelGrid.of(g, spec("LIA", 2));
            Field f = Resampler.sample(v, to, -7, JobContext.unattended());
            PatientPoint middle = g.toPatient(9.5, 9.5, 9.5);
            double[] at = to.toIndex(middle);
            assertThat(Math.abs(f.linear(at[0], at[1], at[2]) - truth(middle))).isLessThan(1e-2);
        }
    }

    @Test
    void pads_a_fixed_size_evenly_with_the_value_for_outside() {
        try (Volume v = volume("LPS")) {
            InputSpec fixed = new InputSpec("SPL", List.of(2.0, 2.0, 2.0), List.of(11, 10, 9), 1, List.of(0), List.of(), -7);
            Field f = Resampler.sample(v, ModelGrid.of(v.grid(), fixed), -7, JobContext.unattended());
            assertThat(f.values()).hasSize(990);
            assertThat(f.values()[0]).isEqualTo(-7);
            assertThat(f.values()[(2 * 10 + 2) * 9 + 2]).isEqualTo(v.value(0, 0, 0));
        }
    }
}
