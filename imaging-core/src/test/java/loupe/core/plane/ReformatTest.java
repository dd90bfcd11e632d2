package loupe.core.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
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
}
