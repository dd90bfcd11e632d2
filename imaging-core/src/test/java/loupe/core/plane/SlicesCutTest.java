package loupe.core.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import org.junit.jupiter.api.Test;

/// Ten axial slices of 20 x 20 mm, 5 mm apart, from z = 0 to z = 45.
class SlicesCutTest {
    private static final VoxelGrid GRID = new VoxelGrid(
            20, 20, 10, new PatientPoint(0, 0, 0), new PatientVector(1, 0, 0), new PatientVector(0, 1, 0),
            new PatientVector(0, 0, 5), "1.2.3");

    private static BitSet cut(Plane plane, double thicknessMm) {
        return SlicesCut.of(
                new Slab(plane, thicknessMm, Slab.Projection.MEAN), new Raster(200, 200, 1, 1, 100, 100), GRID);
    }

    private static Plane axial(double z) {
        return Plane.of(Axis.AXIAL, new PatientPoint(10, 10, z), "1.2.3");
    }

    private static BitSet slices(int first, int last) {
        BitSet out = new BitSet();
        out.set(first, last + 1);
        return out;
    }

    @Test
    void are_the_one_a_plane_lies_on_and_both_that_it_lies_between() {
        assertThat(cut(axial(15), 0)).isEqualTo(slices(3, 3));
        assertThat(cut(axial(17), 0)).isEqualTo(slices(3, 4));
        assertThat(cut(axial(60), 0)).isEqualTo(new BitSet());
    }

    @Test
    void are_all_within_a_slab() {
        assertThat(cut(axial(20), 10)).isEqualTo(slices(3, 5));
        assertThat(cut(axial(20), 10_000)).isEqualTo(slices(0, 9));
    }

    @Test
    void are_all_under_a_plane_at_a_right_angle() {
        assertThat(cut(Plane.of(Axis.CORONAL, new PatientPoint(10, 10, 20), "1.2.3"), 0)).isEqualTo(slices(0, 9));
    }

    @Test
    void are_those_a_tilted_plane_reaches_within_the_volume_and_not_those_it_reaches_beside_it() {
        Plane tilted = axial(20).turned(new PatientPoint(10, 10, 20), new PatientVector(0, 1, 0), Math.toRadians(45));
        // From x = -0.5 to 19.5 it falls from z = 30.5 to 10.5, which is from slice 6.1 to slice 2.1.
        assertThat(cut(tilted, 0)).isEqualTo(slices(2, 7));
    }
}
