package loupe.inference.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import org.junit.jupiter.api.Test;

class MeasuringDiametersTest {
    private static final VoxelGrid GRID = VoxelGrid.axial(160, 160, 9, new PatientPoint(-40, -40, -10), 0.5, 2.5, "");

    /// An ellipsoid of half-axes 15, 9 and 8 mm, turned by 30 degrees in the slice.
    private static Mask ellipsoid() {
        Mask.Builder m = Mask.builder(GRID);
        double cos = Math.cos(Math.PI / 6);
        double sin = Math.sin(Math.PI / 6);
        for (int i = 0; i < GRID.voxels(); i++) {
            PatientPoint p = GRID.toPatient(i % 160, i / 160 % 160, i / 25_600);
            double u = p.xMm() * cos + p.yMm() * sin;
            double v = p.yMm() * cos - p.xMm() * sin;
            if (u * u / 225 + v * v / 81 + p.zMm() * p.zMm() / 64 <= 1) {
                m.add(i / 25_600, i % 25_600);
            }
        }
        return m.build();
    }

    @Test
    void the_longest_and_the_one_across_it_are_the_ellipses_axes() {
        Recist r = Recist.of(ellipsoid());
        assertThat(r.longestMm()).isCloseTo(30, within(0.8));
        assertThat(r.shortMm()).isCloseTo(18, within(0.8));
    }

    @Test
    void a_single_voxel_is_as_long_as_its_diagonal() {
        Recist r = Recist.of(Mask.builder(GRID).add(3, 3, 3).build());
        assertThat(r.longestMm()).isCloseTo(0.5 * Math.sqrt(2), within(1e-9));
    }

    @Test
    void nothing_has_no_diameter() {
        assertThat(Recist.of(Mask.empty(GRID))).isEqualTo(new Recist(0, 0));
    }
}
