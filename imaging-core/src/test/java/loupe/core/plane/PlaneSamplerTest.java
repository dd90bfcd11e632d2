package loupe.core.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Fidelity;
import loupe.core.image.Sampler.Interpolation;
import loupe.core.image.Volume;
import loupe.core.plane.PlaneRequest.Reading;
import loupe.core.plane.Slab.Projection;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlaneSamplerTest {
    private static final float OUTSIDE = -5000;

    private static float[] cut(Volume v, Slab slab, Raster raster) {
        return cut(v, PlaneRequest.full(slab, raster, OUTSIDE));
    }

    private static float[] cut(Volume v, PlaneRequest request) {
        float[] out = new float[request.raster().pixels()];
        new PlaneSampler(v).sample(request, out, JobContext.unattended());
        return out;
    }

    /// Written apart from the product: eight neighbours and their shares, held at the outermost centres.
    private static double trilinear(Volume v, PatientPoint p) {
        VoxelGrid g = v.grid();
        double[] at = g.toIndex(p);
        int[] size = {g.columns(), g.rows(), g.slices()};
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            double share = 1;
            int[] voxel = new int[3];
            for (int k = 0; k < 3; k++) {
                if (at[k] < -0.5 || at[k] > size[k] - 0.5) {
                    return OUTSIDE;
                }
                double held = Math.max(0, Math.min(at[k], size[k] - 1));
                int low = Math.min((int) Math.floor(held), Math.max(size[k] - 2, 0));
                int bit = corner >> k & 1;
                voxel[k] = Math.min(low + bit, size[k] - 1);
                share *= bit == 1 ? held - low : 1 - (held - low);
            }
            sum += share * v.value(voxel[0], voxel[1], voxel[2]);
        }
        return sum;
    }

    @Nested
    class A_plane_on_voxel_centres {
        @Test
        void has_the_stored_values_to_the_last_bit_whatever_the_type_and_the_direction() {
            VoxelGrid g = Phantom.oblique(23, 17, 11);
            for (Volume.SampleType type : Volume.SampleType.values()) {
                try (Volume v = Phantom.noise(g, type, 7)) {
                    float[] slice = cut(v, Slab.thin(Plane.ofSlice(g, 4)), Raster.ofSlice(g));
                    Plane side = new Plane(g.toPatient(9, 0, 10), g.rowStep(), g.sliceStep().times(-1), Phantom.FRAME);
                    float[] sagittal = cut(v, Slab.thin(side), new Raster(17, 11, 0.9, 1.6, 0, 0));
                    Plane front = new Plane(g.toPatient(0, 6, 10), g.columnStep(), g.sliceStep().times(-1), Phantom.FRAME);
                    float[] coronal = cut(v, Slab.thin(front), new Raster(23, 11, 0.7, 1.6, 0, 0));
                    for (int s = 0; s < 11; s++) {
                        for (int r = 0; r < 17; r++) {
                            for (int c = 0; c < 23; c++) {
                                if (s == 4) {
                                    assertThat(slice[r * 23 + c]).isEqualTo(v.value(c, r, s));
                                }
                                if (c == 9) {
                                    assertThat(sagittal[(10 - s) * 17 + r]).isEqualTo(v.value(c, r, s));
                                }
                                if (r == 6) {
                                    assertThat(coronal[(10 - s) * 23 + c]).isEqualTo(v.value(c, r, s));
                                }
                            }
                        }
                    }
                }
            }
        }

        @Test
        void has_the_values_that_reading_a_slice_at_once_gives() {
            VoxelGrid g = Phantom.oblique(23, 17, 11);
            for (Volume.SampleType type : Volume.SampleType.values()) {
                try (Volume v = Phantom.noise(g, type, 8)) {
                    float[] direct = new float[g.voxelsPerSlice()];
                    for (int s = 0; s < 11; s++) {
                        v.slice(s, direct);
                        assertThat(cut(v, Slab.thin(Plane.ofSlice(g, s)), Raster.ofSlice(g))).containsExactly(direct);
                    }
                }
            }
        }

        @Test
        void is_not_touched_by_neighbours_that_are_not_numbers() {
            VoxelGrid g = Phantom.cubic(6, 1);
            try (Volume v = Phantom.of(g, p -> p.zMm() == 3 || p.xMm() == 4 ? Double.NaN : p.xMm())) {
                float[] out = cut(v, Slab.thin(Plane.ofSlice(g, 2)), Raster.ofSlice(g));
                for (int i = 0; i < out.length; i++) {
                    assertThat(out[i]).isEqualTo(i % 6 == 4 ? OUTSIDE : i % 6);
                }
            }
        }
    }

    @Nested
    class A_plane_anywhere {
        @Test
        void is_the_trilinear_mixture_of_the_eight_voxels_around() {
            SplittableRandom random = new SplittableRandom(11);
            for (VoxelGrid g : new VoxelGrid[] {Phantom.oblique(19, 21, 13), Phantom.leaning(19, 21, 13)}) {
                try (Volume v = Phantom.noise(g, Volume.SampleType.INT16, 12)) {
                    for (int i = 0; i < 40; i++) {
                        PatientPoint middle = g.toPatient(random.nextDouble(19), random.nextDouble(21), random.nextDouble(13));
                        Plane plane = Phantom.plane(middle, random);
                        Raster raster = Raster.centred(15, 12, random.nextDouble(0.3, 1.2));
                        float[] out = cut(v, Slab.thin(plane), raster);
                        for (int k = 0; k < out.length; k++) {
                            PatientPoint p = raster.toPatient(plane, k % 15, k / 15);
                            assertThat((double) out[k]).isCloseTo(trilinear(v, p), within(5e-3));
                        }
                    }
                }
            }
        }

        @Test
        void has_the_values_of_a_linear_field_on_leaning_and_turned_grids() {
            ToDoubleFunction<PatientPoint> field = p -> 3 * p.xMm() - 2 * p.yMm() + 0.5 * p.zMm() + 7;
            SplittableRandom random = new SplittableRandom(13);
            for (VoxelGrid g : new VoxelGrid[] {Phantom.oblique(40, 44, 30), Phantom.leaning(40, 44, 30)}) {
                try (Volume v = Phantom.of(g, field)) {
                    for (int i = 0; i < 20; i++) {
                        Plane plane = Phantom.plane(g.toPatient(20, 22, 15), random);
                        Raster raster = Raster.centred(12, 9, 0.5);
                        float[] out = cut(v, Slab.thin(plane), raster);
                        for (int k = 0; k < out.length; k++) {
                            PatientPoint p = raster.toPatient(plane, k % 12, k / 12);
                            // Single-precision voxels of some hundreds.
                            assertThat((double) out[k]).isCloseTo(field.applyAsDouble(p), within(3e-4));
                        }
                    }
                }
            }
        }

        @Test
        void takes_whole_voxels_where_asked_to() {
            VoxelGrid g = Phantom.oblique(20, 16, 9);
            try (Volume v = Phantom.noise(g, Volume.SampleType.INT16, 14)) {
                Plane between = Plane.ofSlice(g, 4).moved(0.4 * 1.6);
                Raster raster = new Raster(20, 16, 0.7, 0.9, -0.3, -0.3);
                float[] direct = new float[320];
                v.slice(4, direct);
                PlaneRequest nearest = new PlaneRequest(Slab.thin(between), raster, new Reading(Interpolation.NEAREST, -1, 1));
                assertThat(cut(v, nearest)).containsExactly(direct);
            }
        }

        @Test
        void shows_what_was_stated_outside_of_the_volume() {
            VoxelGrid g = Phantom.cubic(8, 1);
            try (Volume v = Phantom.of(g, p -> 1)) {
                float[] away = cut(v, Slab.thin(Plane.ofSlice(g, 7).moved(0.51)), Raster.ofSlice(g));
                assertThat(away).containsOnly(OUTSIDE);
                float[] edge = cut(v, Slab.thin(Plane.ofSlice(g, 7).moved(0.5)), new Raster(10, 1, 1, 1, 1, 0));
                assertThat(edge).containsExactly(OUTSIDE, 1, 1, 1, 1, 1, 1, 1, 1, OUTSIDE);
            }
        }
    }

    @Nested
    class A_slab {
        private final VoxelGrid grid = Phantom.cubic(21, 1);
        private final Plane middle = Plane.of(Axis.AXIAL, new PatientPoint(10, 10, 10), Phantom.FRAME);
        private final Raster raster = Raster.centred(5, 5, 1);

        @Test
        void reaches_exactly_half_its_thickness_to_both_sides_whatever_the_thickness() {
            try (Volume v = Phantom.of(grid, PatientPoint::zMm)) {
                for (double mm : new double[] {0.4, 1, 2, 2.3, 5.01, 6, 19.7}) {
                    assertThat(cut(v, new Slab(middle, mm, Projection.MAXIMUM), raster)).containsOnly((float) (10 + mm / 2));
                    assertThat(cut(v, new Slab(middle, mm, Projection.MINIMUM), raster)).containsOnly((float) (10 - mm / 2));
                    for (float mean : cut(v, new Slab(middle, mm, Projection.MEAN), raster)) {
                        assertThat(mean).isCloseTo(10, within(1e-5f));
                    }
                }
            }
        }

        @Test
        void reaches_as_far_along_an_oblique_normal() {
            try (Volume v = Phantom.of(grid, p -> 2 * p.xMm() + p.yMm() - 2 * p.zMm())) {
                // The field grows by 3 a millimetre along (2, 1, -2) / 3.
                Plane plane = new Plane(
                        new PatientPoint(10, 10, 10), new PatientVector(1, 2, 2), new PatientVector(2, -2, 1), Phantom.FRAME);
                double to = plane.normal().dot(new PatientVector(2, 1, -2));
                assertThat(Math.abs(to)).isCloseTo(3, within(1e-12));
                float[] most = cut(v, new Slab(plane, 7.3, Projection.MAXIMUM), Raster.centred(1, 1, 1));
                float[] least = cut(v, new Slab(plane, 7.3, Projection.MINIMUM), Raster.centred(1, 1, 1));
                assertThat((double) most[0]).isCloseTo(10 + 3 * 3.65, within(1e-4));
                assertThat((double) least[0]).isCloseTo(10 - 3 * 3.65, within(1e-4));
            }
        }

        @Test
        void gives_the_mean_by_the_trapezoidal_rule() {
            try (Volume v = Phantom.of(grid, p -> p.zMm() * p.zMm())) {
                // Between centres the field is linear: (81 / 2 + 100 + 121 / 2) / 2.
                assertThat(cut(v, new Slab(middle, 2, Projection.MEAN), raster)).containsOnly(100.5f);
            }
        }

        @Test
        void leaves_out_what_lies_outside_of_the_volume() {
            try (Volume v = Phantom.of(grid, p -> 3)) {
                Slab half = new Slab(middle.moved(10), 8, Projection.MEAN);
                assertThat(cut(v, half, raster)).containsOnly(3f);
                assertThat(cut(v, new Slab(middle.moved(16), 8, Projection.MINIMUM), raster)).containsOnly(OUTSIDE);
            }
        }

        @Test
        void misses_no_voxel_that_its_middle_line_goes_through() {
            // One bright voxel a column, each at a depth of its own.
            try (Volume v = Phantom.of(grid, p -> p.zMm() == (3 * p.xMm() + 5 * p.yMm()) % 21 ? 100 : 0)) {
                Slab all = new Slab(middle, 20, Projection.MAXIMUM);
                assertThat(cut(v, all, Raster.centred(21, 21, 1))).containsOnly(100f);
            }
        }

        @Test
        void may_be_far_thicker_than_a_volume_of_very_small_voxels() {
            try (Volume v = Phantom.of(Phantom.cubic(9, 1e-4), p -> 1e4 * p.zMm())) {
                Plane plane = Plane.of(Axis.AXIAL, new PatientPoint(4e-4, 4e-4, 4e-4), Phantom.FRAME);
                float[] most = cut(v, new Slab(plane, 10_000, Projection.MAXIMUM), Raster.centred(3, 3, 1e-4));
                for (float x : most) {
                    assertThat(x).isCloseTo(8, within(1e-3f));
                }
            }
        }

        @Test
        void samples_a_leaning_grid_by_the_distance_of_its_layers_not_by_their_slanted_step() {
            try (Volume v = Phantom.of(Phantom.leaning(8, 8, 8), p -> 0)) {
                // 0.8 mm along rows; the rows' layers, square to columns and slant, are closer: 0.8 cos 20.
                assertThat(new PlaneSampler(v).gapMm()).isCloseTo(0.8 * Math.cos(Math.toRadians(20)), within(1e-9));
            }
        }
    }

    @Nested
    class A_projection_that_turns_about_the_head_foot_axis {
        private final VoxelGrid grid = Phantom.cubic(48, 1);

        @Test
        void shows_a_ball_as_a_disc_of_its_radius_from_every_side() {
            PatientPoint centre = new PatientPoint(23.5, 23.5, 23.5);
            try (Volume v = Phantom.of(grid, p -> p.distanceMm(centre) <= 15 ? 1000 : 0)) {
                for (double degrees : new double[] {0, 17, 45, 90, 133.3, 270}) {
                    Slab all = Slab.rotating(grid, degrees, Projection.MAXIMUM);
                    Raster raster = Raster.centred(48, 48, 1);
                    float[] out = cut(v, all, raster);
                    for (int i = 0; i < out.length; i++) {
                        double r = raster.toPatient(all.plane(), i % 48, i / 48).distanceMm(centre);
                        // A voxel's half diagonal to each side, in the picture and along the ray.
                        if (r < 15 - 1.5) {
                            assertThat(out[i]).isGreaterThan(700);
                        } else if (r > 15 + 1.5) {
                            assertThat(out[i]).isEqualTo(0f);
                        }
                    }
                }
            }
        }

        @Test
        void begins_at_the_front_goes_by_the_patients_left_and_keeps_the_head_up() {
            Plane front = Slab.rotating(grid, 0, Projection.MAXIMUM).plane();
            assertThat(front.right()).isEqualTo(Axis.CORONAL.right());
            Plane left = Slab.rotating(grid, 90, Projection.MAXIMUM).plane();
            assertThat(left.right().dot(Axis.SAGITTAL.right())).isCloseTo(1, within(1e-12));
            for (int degrees = 0; degrees < 360; degrees += 13) {
                Plane p = Slab.rotating(grid, degrees, Projection.MAXIMUM).plane();
                assertThat(p.down().zMm()).isCloseTo(-1, within(1e-12));
            }
        }

        @Test
        void holds_every_corner_of_the_volume_at_every_angle() {
            VoxelGrid g = Phantom.oblique(30, 20, 10);
            for (int degrees = 0; degrees < 360; degrees += 30) {
                Slab all = Slab.rotating(g, degrees, Projection.MAXIMUM);
                for (int i = 0; i < 8; i++) {
                    PatientPoint corner = g.toPatient(
                            (i & 1) == 0 ? -0.5 : 29.5, (i & 2) == 0 ? -0.5 : 19.5, (i & 4) == 0 ? -0.5 : 9.5);
                    assertThat(Math.abs(all.plane().depthMm(corner))).isLessThanOrEqualTo(all.thicknessMm() / 2);
                }
            }
        }
    }

    @Nested
    class A_preview {
        @Test
        void gives_every_block_the_value_at_its_middle_and_says_that_it_is_a_preview() {
            VoxelGrid g = Phantom.cubic(16, 1);
            try (Volume v = Phantom.of(g, p -> 10 * p.xMm() + p.yMm())) {
                PlaneRequest full = PlaneRequest.full(Slab.thin(Plane.ofSlice(g, 3)), new Raster(7, 5, 1, 1, 0, 0), OUTSIDE);
                float[] out = cut(v, full.preview(2));
                for (int r = 0; r < 5; r++) {
                    for (int c = 0; c < 7; c++) {
                        double x = c == 6 ? 6 : c / 2 * 2 + 0.5;
                        double y = r == 4 ? 4 : r / 2 * 2 + 0.5;
                        assertThat((double) out[r * 7 + c]).isCloseTo(10 * x + y, within(1e-5));
                    }
                }
                assertThat(full.fidelity()).isEqualTo(Fidelity.COMPLETE);
                assertThat(full.preview(2).fidelity()).isEqualTo(Fidelity.PREVIEW);
            }
        }

        @Test
        void of_a_slab_takes_voxels_as_they_are() {
            VoxelGrid g = Phantom.oblique(30, 20, 10);
            try (Volume v = Phantom.noise(g, Volume.SampleType.INT16, 21)) {
                Set<Float> voxels = new HashSet<>();
                for (int i = 0; i < g.voxels(); i++) {
                    voxels.add(v.value(i % 30, i / 30 % 20, i / 600));
                }
                Slab slab = new Slab(Phantom.plane(g.toPatient(15, 10, 5), new SplittableRandom(4)), 6, Projection.MAXIMUM);
                float[] out = cut(v, PlaneRequest.full(slab, Raster.centred(24, 24, 0.5), OUTSIDE).preview(2));
                for (float value : out) {
                    assertThat(value == OUTSIDE || voxels.contains(value)).isTrue();
                }
            }
        }
    }

    @Nested
    class Sharing_the_work {
        @Test
        void changes_nothing_of_what_comes_out() {
            VoxelGrid g = Phantom.oblique(30, 20, 10);
            try (Volume v = Phantom.noise(g, Volume.SampleType.UINT16, 15)) {
                Slab slab = new Slab(Phantom.plane(g.toPatient(15, 10, 5), new SplittableRandom(1)), 4, Projection.MEAN);
                PlaneRequest request = PlaneRequest.full(slab, Raster.centred(40, 33, 0.5), OUTSIDE).preview(3);
                float[] parts = new float[40 * 33];
                PlaneSampler sampler = new PlaneSampler(v);
                sampler.sample(request, 18, 33, parts);
                sampler.sample(request, 0, 18, parts);
                assertThat(parts).containsExactly(cut(v, request));
            }
        }

        @Test
        void stops_when_cancel_is_asked_for() {
            JobContext cancelled = new JobContext() {
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
            VoxelGrid g = Phantom.cubic(8, 1);
            try (Volume v = Phantom.of(g, p -> 1)) {
                PlaneRequest request = PlaneRequest.full(Slab.thin(Plane.ofSlice(g, 3)), Raster.ofSlice(g), OUTSIDE);
                PlaneSampler sampler = new PlaneSampler(v);
                assertThatThrownBy(() -> sampler.sample(request, new float[64], cancelled))
                        .isInstanceOf(CancelledException.class);
            }
        }
    }

    @Nested
    class Refused {
        private final VoxelGrid grid = Phantom.cubic(8, 1);

        @Test
        void is_a_plane_of_another_space() {
            try (Volume v = Phantom.of(grid, p -> 1)) {
                Slab other = Slab.thin(Plane.of(Axis.AXIAL, new PatientPoint(1, 1, 1), "2.25.99"));
                assertThatThrownBy(() -> cut(v, other, Raster.centred(2, 2, 1)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("frame of reference");
            }
        }

        @Test
        void is_a_volume_that_was_closed() {
            Volume v = Phantom.of(grid, p -> 1);
            PlaneSampler sampler = new PlaneSampler(v);
            v.close();
            PlaneRequest request = PlaneRequest.full(Slab.thin(Plane.ofSlice(grid, 1)), Raster.ofSlice(grid), 0);
            assertThatThrownBy(() -> sampler.sample(request, new float[64], JobContext.unattended()))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void are_rasters_steps_and_slabs_that_cannot_be() {
            Plane plane = Plane.ofSlice(grid, 1);
            assertThatThrownBy(() -> new Slab(plane, -1, Projection.MEAN)).hasMessageContaining("was -1.0");
            assertThatThrownBy(() -> new Slab(plane, Double.NaN, Projection.MEAN)).hasMessageContaining("NaN");
            assertThatThrownBy(() -> Raster.centred(0, 5, 1)).hasMessageContaining("0 x 5");
            assertThatThrownBy(() -> Raster.centred(5, 5, 0)).hasMessageContaining("positive");
            assertThatThrownBy(() -> new Reading(Interpolation.LINEAR, 0, 0)).hasMessageContaining("was 0");
        }
    }
}
