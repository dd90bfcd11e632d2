package loupe.core.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A volume along the patient's axes is shown voxel by voxel from every side.
class ReformatTest {
    private static final VoxelGrid GRID = VoxelGrid.axial(5, 4, 3, new PatientPoint(-10, 20, 30), 0.5, 2.5, "1.2");

    private static float value(int column, int row, int slice) {
        return column + 10 * row + 100 * slice;
    }

    private static Volume volume() {
        return Phantom.of(GRID, p -> value(
                (int) Math.rint((p.xMm() + 10) / 0.5), (int) Math.rint((p.yMm() - 20) / 0.5), (int) Math.rint((p.zMm() - 30) / 2.5)));
    }

    private static float[] cut(Reformat r, int index) {
        float[] out = new float[r.raster().pixels()];
        try (Volume v = volume()) {
            new PlaneSampler(v).sample(PlaneRequest.full(r.slabs().get(index), r.raster(), -1), out, JobContext.unattended());
        }
        return out;
    }

    @Test
    void from_the_front_has_the_head_at_the_top_and_a_plane_a_row() {
        Reformat r = Reformat.of(GRID, Axis.CORONAL, 0, Slab.Projection.MEAN);
        assertThat(r.slabs()).hasSize(4);
        assertThat(r.raster().columns()).isEqualTo(5);
        assertThat(r.raster().rows()).isEqualTo(3);
        assertThat(r.raster().rowMm()).isCloseTo(2.5, within(1e-12));
        for (int i = 0; i < 4; i++) {
            int row = (int) Math.rint((r.slabs().get(i).plane().origin().yMm() - 20) / 0.5);
            float[] values = cut(r, i);
            for (int y = 0; y < 3; y++) {
                for (int x = 0; x < 5; x++) {
                    assertThat(values[y * 5 + x]).isEqualTo(value(x, row, 2 - y));
                }
            }
        }
    }

    @Test
    void from_the_side_has_the_back_at_the_right() {
        Reformat r = Reformat.of(GRID, Axis.SAGITTAL, 0, Slab.Projection.MEAN);
        assertThat(r.slabs()).hasSize(5);
        for (int i = 0; i < 5; i++) {
            int column = (int) Math.rint((r.slabs().get(i).plane().origin().xMm() + 10) / 0.5);
            float[] values = cut(r, i);
            for (int y = 0; y < 3; y++) {
                for (int x = 0; x < 4; x++) {
                    assertThat(values[y * 4 + x]).isEqualTo(value(column, x, 2 - y));
                }
            }
        }
    }

    @Test
    void a_thick_slab_shows_the_brightest_voxel_through_it() {
        Reformat r = Reformat.of(GRID, Axis.CORONAL, 0, Slab.Projection.MEAN).thick(20, Slab.Projection.MAXIMUM);
        assertThat(cut(r, 0)[0]).isEqualTo(value(0, 3, 2));
    }

    @Test
    void a_mask_lies_on_a_plane_where_its_voxels_do() {
        Mask mask = Mask.builder(GRID).add(2, 1, 0).build();
        Reformat r = Reformat.of(GRID, Axis.CORONAL, 0, Slab.Projection.MEAN);
        int hits = 0;
        for (int i = 0; i < 4; i++) {
            Mask on = mask.resampled(r.grid(i));
            hits += (int) on.count();
            assertThat(on.count() == 0 || on.contains(2, 2, 0)).isTrue();
        }
        assertThat(hits).isEqualTo(1);
    }

    @Nested
    class Along_a_turned_plane {
        private static final double TILT = Math.toRadians(25);
        private static final PatientPoint MIDDLE = new PatientPoint(30, 30, 30);

        /// Direction of a rod that leans in the coronal plane: to the patient's left and down.
        private static PatientVector rod() {
            return new PatientVector(Math.cos(TILT), 0, -Math.sin(TILT));
        }

        private static Volume tilted(VoxelGrid grid) {
            return Phantom.of(grid, p -> {
                PatientVector off = p.minus(MIDDLE);
                return off.plus(rod().times(-off.dot(rod()))).lengthMm() < 2 ? 1000 : 0;
            });
        }

        /// Millimetres of rod that are seen in the plane through the middle.
        private static double seenMm(Reformat r, Volume v) {
            int index = 0;
            for (int i = 0; i < r.slabs().size(); i++) {
                boolean nearer = Math.abs(r.slabs().get(i).plane().depthMm(MIDDLE))
                        < Math.abs(r.slabs().get(index).plane().depthMm(MIDDLE));
                index = nearer ? i : index;
            }
            Plane plane = r.slabs().get(index).plane();
            assertThat(plane.depthMm(MIDDLE)).isCloseTo(0, within(1e-9));
            float[] out = new float[r.raster().pixels()];
            new PlaneSampler(v).sample(PlaneRequest.full(r.slabs().get(index), r.raster(), 0), out, JobContext.unattended());
            double seen = 0;
            for (double mm = -28; mm <= 28; mm += 0.5) {
                PatientPoint p = MIDDLE.plus(plane.right().times(mm));
                int column = (int) Math.rint(r.raster().column(plane, p));
                int row = (int) Math.rint(r.raster().row(plane, p));
                seen += out[row * r.raster().columns() + column] > 500 ? 0.5 : 0;
            }
            return seen;
        }

        @Test
        void a_tilted_rod_lies_whole_that_a_straight_plane_cuts_short() {
            VoxelGrid grid = Phantom.cubic(61, 1);
            Crosshair straight = Crosshair.at(MIDDLE, Phantom.FRAME);
            Crosshair turned = straight.turned(Axis.CORONAL, TILT);
            try (Volume v = tilted(grid)) {
                double cutShort = seenMm(Reformat.along(grid, Axis.AXIAL, Slab.thin(straight.axial())), v);
                double whole = seenMm(Reformat.along(grid, Axis.AXIAL, Slab.thin(turned.axial())), v);
                assertThat(cutShort).isCloseTo(4 / Math.sin(TILT), within(1.5));
                assertThat(whole).isEqualTo(56.5);
            }
        }

        @Test
        void has_planes_as_near_as_the_nearest_voxels_over_the_whole_volume() {
            Plane plane = Crosshair.at(GRID.origin(), "1.2").turned(Axis.CORONAL, TILT).axial();
            Reformat r = Reformat.along(GRID, Axis.AXIAL, new Slab(plane, 3, Slab.Projection.MAXIMUM));
            assertThat(r.isOblique()).isTrue();
            assertThat(r.raster().columnMm()).isCloseTo(0.5, within(1e-9));
            double gap = r.slabs().get(1).plane().depthMm(r.slabs().get(0).plane().origin());
            assertThat(Math.abs(gap)).isCloseTo(0.5, within(1e-9));
            assertThat(r.slabs()).allMatch(s -> s.thicknessMm() == 3 && s.projection() == Slab.Projection.MAXIMUM);
            assertThat(Reformat.along(GRID, Axis.AXIAL, Slab.thin(Plane.of(Axis.AXIAL, GRID.origin(), "1.2"))))
                    .isEqualTo(Reformat.of(GRID, Axis.AXIAL, 0, Slab.Projection.MEAN));
        }

        @Test
        void stays_at_right_angles_to_the_others_where_they_meet() {
            Crosshair turned = Crosshair.at(MIDDLE, Phantom.FRAME).turned(Axis.CORONAL, TILT).turned(Axis.AXIAL, 0.3);
            Crosshair again = Crosshair.of(turned.axial().moved(2), turned.coronal().moved(-1), turned.sagittal());
            PatientPoint expected =
                    MIDDLE.plus(turned.axial().normal().times(2)).plus(turned.coronal().normal().times(-1));
            assertThat(again.point().minus(expected).lengthMm()).isLessThan(1e-9);
        }
    }
}
