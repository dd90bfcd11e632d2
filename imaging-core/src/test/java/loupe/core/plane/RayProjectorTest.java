package loupe.core.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.plane.Slab.Projection;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.core.work.UntilClosed;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Projections around a volume are what slabs as thick as it are, whatever is passed over.
class RayProjectorTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final float OUTSIDE = -1024;
    /// Values of the noise reach tens of thousands, of which single precision tells apart 0.002.
    private static final float ROUNDING = 0.01f;

    private static RayProjector projector(Volume v) {
        return new RayProjector(v, BlockRange.of(v, JOB));
    }

    private static float[] projected(Volume v, Orbit orbit, int view, Projection how) {
        float[] out = new float[orbit.raster().pixels()];
        projector(v).extremes(new RayProjector.Request(orbit.slab(view, how), orbit.raster(), 1, OUTSIDE), out, JOB);
        return out;
    }

    private static float max(float[] values) {
        float out = Float.NEGATIVE_INFINITY;
        for (float f : values) {
            out = Math.max(out, f);
        }
        return out;
    }

    @Nested
    class The_greatest_and_the_least_on_each_ray {
        @Test
        void are_those_of_a_slab_as_thick_as_the_volume_at_every_turn() {
            for (VoxelGrid g : List.of(Phantom.oblique(37, 29, 21), Phantom.leaning(30, 41, 17), Phantom.cubic(24, 1.3))) {
                try (Volume v = Phantom.noise(g, Volume.SampleType.INT16, 7)) {
                    for (double tilt : new double[] {0, 25, -90}) {
                        Orbit orbit = Orbit.of(g, 7, tilt);
                        for (int view = 0; view < 7; view += 3) {
                            for (Projection how : List.of(Projection.MAXIMUM, Projection.MINIMUM)) {
                                Slab slab = orbit.slab(view, how);
                                float[] truth = new float[orbit.raster().pixels()];
                                new PlaneSampler(v).sample(PlaneRequest.full(slab, orbit.raster(), OUTSIDE), truth, JOB);
                                float[] rays = projected(v, orbit, view, how);
                                for (int i = 0; i < truth.length; i++) {
                                    assertThat(rays[i]).as("%s tilt %s view %s pixel %s", how, tilt, view, i)
                                            .isCloseTo(truth[i], within(ROUNDING));
                                }
                            }
                        }
                    }
                }
            }
        }

        private static OptionalInt level(Volume v, RayProjector.Request q) {
            return LevelRays.axis(Rays.of(v.grid(), q.slab(), q.raster(), q.step()), q);
        }

        private static VoxelGrid level(int columns, int rows, int slices, PatientVector... steps) {
            return new VoxelGrid(columns, rows, slices, new PatientPoint(-7, 3, 11), steps[0], steps[1], steps[2], "1.2.3");
        }

        @Test
        void are_so_too_where_rows_of_pixels_stay_in_one_layer_of_an_axial_sagittal_or_coronal_stack() {
            PatientVector left = new PatientVector(0.8, 0, 0);
            PatientVector back = new PatientVector(0, 1.1, 0);
            PatientVector head = new PatientVector(0, 0, 2.3);
            List<VoxelGrid> grids = List.of(
                    level(37, 22, 9, left, back, head),
                    level(31, 17, 1, left, back, head),
                    level(22, 19, 13, back, head.times(-0.4), left),
                    level(25, 18, 30, left, head.times(-0.4), back));
            for (VoxelGrid g : grids) {
                for (Volume.SampleType type : Volume.SampleType.values()) {
                    try (Volume v = Phantom.noise(g, type, 5)) {
                        Orbit orbit = Orbit.of(g, 8, 0);
                        for (int view = 0; view < 8; view++) {
                            for (Projection how : List.of(Projection.MAXIMUM, Projection.MINIMUM)) {
                                var request = new RayProjector.Request(orbit.slab(view, how), orbit.raster(), 1, OUTSIDE);
                                assertThat(level(v, request)).isPresent();
                                float[] truth = new float[orbit.raster().pixels()];
                                new PlaneSampler(v).sample(PlaneRequest.full(request.slab(), orbit.raster(), OUTSIDE), truth, JOB);
                                assertThat(projected(v, orbit, view, how)).containsExactly(truth, within(ROUNDING));
                            }
                        }
                        Orbit tilted = orbit.tilted(1);
                        assertThat(level(
                                        v, new RayProjector.Request(tilted.slab(0, Projection.MAXIMUM), tilted.raster(), 1, OUTSIDE)))
                                .isEmpty();
                    }
                }
            }
        }

        @Test
        void show_a_ball_as_a_disc_of_its_value_and_size_from_everywhere() {
            VoxelGrid g = Phantom.cubic(48, 1);
            PatientPoint centre = g.toPatient(23.5, 23.5, 23.5);
            try (Volume v = Phantom.of(g, p -> p.minus(centre).lengthMm() <= 12 ? 700 : 0)) {
                for (double tilt : new double[] {0, 40}) {
                    Orbit orbit = Orbit.of(g, 12, tilt);
                    for (int view = 0; view < 12; view++) {
                        double area = 0;
                        for (float f : projected(v, orbit, view, Projection.MAXIMUM)) {
                            assertThat(f).isLessThanOrEqualTo(700);
                            area += f > 350 ? orbit.raster().columnMm() * orbit.raster().rowMm() : 0;
                        }
                        assertThat(area).isBetween(Math.PI * 11.5 * 11.5, Math.PI * 13 * 13);
                    }
                }
            }
        }

        @Test
        void leave_out_voxels_that_are_no_numbers() {
            VoxelGrid g = Phantom.cubic(20, 1);
            try (Volume v = Phantom.of(g, p -> p.xMm() < 5 ? Double.NaN : p.yMm())) {
                for (double tilt : new double[] {0, 3}) {
                    float[] out = projected(v, Orbit.of(g, 4, tilt), 0, Projection.MAXIMUM);
                    assertThat(max(out)).isGreaterThan(18);
                    for (float f : out) {
                        assertThat(f == OUTSIDE || f >= 0 && f <= 19).isTrue();
                    }
                }
            }
        }

        @Test
        void of_a_preview_are_voxels_values_at_a_quarter_of_the_pixels() {
            VoxelGrid g = Phantom.oblique(33, 31, 29);
            try (Volume v = Phantom.of(g, p -> 5)) {
                Orbit orbit = Orbit.of(g, 4, 10);
                float[] out = new float[orbit.raster().pixels()];
                projector(v).extremes(
                        new RayProjector.Request(orbit.slab(1, Projection.MAXIMUM), orbit.raster(), 2, OUTSIDE), out, JOB);
                int columns = orbit.raster().columns();
                assertThat(out[columns * (orbit.raster().rows() / 2) + columns / 2]).isEqualTo(5);
                assertThat(out[0]).isEqualTo(OUTSIDE).isEqualTo(out[1]).isEqualTo(out[columns]);
            }
        }

        @Test
        void stop_when_nobody_wants_them() {
            VoxelGrid g = Phantom.cubic(16, 1);
            try (Volume v = Phantom.of(g, p -> 1)) {
                RayProjector p = projector(v);
                Orbit orbit = Orbit.of(g, 4, 0);
                UntilClosed cancelled = new UntilClosed();
                cancelled.close();
                assertThatThrownBy(() -> p.extremes(
                                new RayProjector.Request(orbit.slab(0, Projection.MAXIMUM), orbit.raster(), 1, 0),
                                new float[orbit.raster().pixels()], cancelled))
                        .isInstanceOf(CancelledException.class);
            }
        }
    }

    @Nested
    class Around_a_volume {
        @Test
        void the_first_view_is_from_the_front_and_a_quarter_further_from_the_left() {
            Orbit orbit = Orbit.of(Phantom.cubic(10, 1), 120, 0);
            assertThat(orbit.slab(0, Projection.MAXIMUM).plane().right()).isEqualTo(Axis.CORONAL.right());
            Plane left = orbit.slab(30, Projection.MAXIMUM).plane();
            assertThat(left.right().dot(Axis.SAGITTAL.right())).isGreaterThan(1 - 1e-12);
            assertThat(left.down().dot(Axis.SAGITTAL.down())).isGreaterThan(1 - 1e-12);
        }

        @Test
        void a_tilt_of_ninety_degrees_looks_from_the_head_and_of_minus_ninety_from_the_feet() {
            Orbit orbit = Orbit.of(Phantom.cubic(10, 1), 120, 0);
            assertThat(orbit.tilted(90).slab(0, Projection.MAXIMUM).plane().normal().zMm()).isLessThan(-1 + 1e-9);
            assertThat(orbit.tilted(-90).slab(0, Projection.MAXIMUM).plane().normal().zMm()).isGreaterThan(1 - 1e-9);
            assertThat(orbit.tilted(500).tiltDegrees()).isEqualTo(90);
        }

        @Test
        void every_voxel_is_in_the_picture_at_every_turn() {
            VoxelGrid g = Phantom.oblique(50, 20, 70);
            for (double tilt : new double[] {-60, 0, 33}) {
                Orbit orbit = Orbit.of(g, 16, tilt);
                for (int view = 0; view < 16; view++) {
                    Plane p = orbit.slab(view, Projection.MAXIMUM).plane();
                    for (int i = 0; i < 8; i++) {
                        PatientPoint corner = g.toPatient((i & 1) * 49, (i >> 1 & 1) * 19, (i >> 2) * 69);
                        assertThat(orbit.raster().column(p, corner)).isBetween(-0.5, orbit.raster().columns() - 0.5);
                        assertThat(orbit.raster().row(p, corner)).isBetween(-0.5, orbit.raster().rows() - 0.5);
                    }
                }
            }
        }
    }

    @Nested
    class A_lit_surface {
        private int[] shaded(Volume v, Orbit orbit, int view, VolumeShading how) {
            int[] out = new int[orbit.raster().pixels()];
            projector(v).shaded(how, orbit.slab(view, Projection.MAXIMUM), orbit.raster(), 1, out, JOB);
            return out;
        }

        @Test
        void of_a_ball_is_a_disc_bright_in_its_middle_and_darker_at_its_rim() {
            VoxelGrid g = Phantom.cubic(48, 1);
            PatientPoint centre = g.toPatient(23.5, 23.5, 23.5);
            try (Volume v = Phantom.of(g, p -> Math.clamp((14 - p.minus(centre).lengthMm()) * 300, -1000, 800))) {
                Orbit orbit = Orbit.of(g, 8, 20);
                for (int view = 0; view < 8; view++) {
                    int[] out = shaded(v, orbit, view, VolumeShading.bone());
                    int columns = orbit.raster().columns();
                    int middle = orbit.raster().rows() / 2 * columns + columns / 2;
                    int rim = middle + (int) (12.6 / orbit.raster().columnMm());
                    assertThat(out[0]).isEqualTo(0xff000000);
                    assertThat(out[middle] >> 8 & 0xff).isGreaterThan(150);
                    assertThat(out[rim] >> 8 & 0xff).isBetween(20, (out[middle] >> 8 & 0xff) - 30);
                    double area = 0;
                    for (int argb : out) {
                        area += (argb & 0xffffff) != 0 ? Math.pow(orbit.raster().columnMm(), 2) : 0;
                    }
                    assertThat(area).isBetween(Math.PI * 12.5 * 12.5, Math.PI * 14.5 * 14.5);
                }
            }
        }

        @Test
        void hides_what_lies_behind_it() {
            VoxelGrid g = Phantom.cubic(40, 1);
            try (Volume front = Phantom.of(g, p -> p.yMm() > 8 && p.yMm() < 14 ? 200 : p.yMm() > 25 && p.yMm() < 31 ? 3000 : 0);
                    Volume alone = Phantom.of(g, p -> p.yMm() > 8 && p.yMm() < 14 ? 200 : 0)) {
                Orbit orbit = Orbit.of(g, 4, 0);
                VolumeShading dense = new VolumeShading(100, 150, 5, 0x0000ff, 0xff0000);
                int at = orbit.raster().rows() / 2 * orbit.raster().columns() + orbit.raster().columns() / 2;
                assertThat(shaded(front, orbit, 0, dense)[at]).isEqualTo(shaded(alone, orbit, 0, dense)[at]);
                assertThat(shaded(front, orbit, 2, dense)[at] & 0xffffff).isNotZero();
            }
        }

        @Test
        void of_nothing_is_black() {
            try (Volume v = Phantom.of(Phantom.cubic(12, 1), p -> -1000)) {
                assertThat(shaded(v, Orbit.of(v.grid(), 4, 0), 0, VolumeShading.bone())).containsOnly(0xff000000);
            }
        }
    }
}
