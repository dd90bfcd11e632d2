package loupe.core.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    private static final VoxelGrid GRID = VoxelGrid.axial(31, 27, 19, new PatientPoint(-7, 4, 11), 0.7, 1.3, "1.2");
    private final SplittableRandom random = new SplittableRandom(41);

    /// A box of voxels somewhere, with holes; now and then one voxel, or none.
    private Mask mask() {
        Mask.Builder b = Mask.builder(GRID);
        int c = random.nextInt(31);
        int r = random.nextInt(27);
        int s = random.nextInt(19);
        int size = random.nextInt(16);
        for (int k = 0; k < size * size * size; k++) {
            b.add(Math.min(30, c + random.nextInt(size)), Math.min(26, r + random.nextInt(size)), Math.min(18, s + random.nextInt(size)));
        }
        return b.build();
    }

    private PatientVector direction(double length) {
        double x = random.nextDouble(-1, 1);
        double y = random.nextDouble(-1, 1);
        double z = random.nextDouble(-1, 1);
        double l = Math.sqrt(x * x + y * y + z * z) / length;
        return new PatientVector(x / l, y / l, z / l);
    }

    private VoxelGrid turned() {
        PatientVector across = direction(random.nextDouble(0.2, 2));
        PatientVector down = across.cross(direction(1)).unit().times(random.nextDouble(0.2, 2));
        int columns = 1 + random.nextInt(40);
        int rows = 1 + random.nextInt(40);
        PatientPoint middle = new PatientPoint(random.nextDouble(-7, 15), random.nextDouble(4, 23), random.nextDouble(11, 36));
        PatientPoint origin = middle.plus(across.times(-columns / 2.0)).plus(down.times(-rows / 2.0));
        return new VoxelGrid(
                columns, rows, 1 + random.nextInt(3), origin, across, down, across.cross(down).unit().times(1.1), "1.2");
    }

    /// By the definition, a voxel at a time.
    private static Mask byEveryVoxel(Mask mask, VoxelGrid target) {
        Mask.Builder out = Mask.builder(target);
        for (int s = 0; s < target.slices(); s++) {
            for (int r = 0; r < target.rows(); r++) {
                for (int c = 0; c < target.columns(); c++) {
                    double[] at = GRID.toIndex(target.toPatient(c, r, s));
                    int column = (int) Math.floor(at[0] + 0.5);
                    int row = (int) Math.floor(at[1] + 0.5);
                    int slice = (int) Math.floor(at[2] + 0.5);
                    if (GRID.contains(column, row, slice) && mask.contains(column, row, slice)) {
                        out.add(c, r, s);
                    }
                }
            }
        }
        return out.build();
    }

    @Test
    void a_turned_plane_has_the_voxels_its_centres_lie_in_and_no_other() {
        long voxels = 0;
        for (int i = 0; i < 2000; i++) {
            Mask m = mask();
            VoxelGrid on = turned();
            Mask cut = m.resampled(on);
            voxels += cut.count();
            assertThat(cut).isEqualTo(byEveryVoxel(m, on));
        }
        assertThat(voxels).isGreaterThan(10_000);
    }

    @Test
    void a_finer_grid_along_the_same_axes_has_every_voxel_of_a_voxel() {
        Mask m = Mask.builder(GRID).add(30, 26, 18).add(0, 0, 0).build();
        VoxelGrid thirds = VoxelGrid.axial(93, 81, 57, new PatientPoint(-7 - 0.7 / 3, 4 - 0.7 / 3, 11 - 1.3 / 3), 0.7 / 3, 1.3 / 3, "1.2");
        assertThat(m.resampled(thirds).count()).isEqualTo(54);
    }

    @Test
    void cuts_of_the_same_plane_stay_and_those_of_another_do_not() {
        Mask one = Mask.builder(GRID).add(3, 4, 5).build();
        Mask other = Mask.builder(GRID).add(3, 4, 6).build();
        VoxelGrid plane = turned();
        PlaneCuts cuts = new PlaneCuts();
        cuts.begin(plane);
        Mask first = cuts.of(one);
        cuts.begin(plane);
        assertThat(cuts.of(one)).isSameAs(first);
        assertThat(cuts.of(other)).isEqualTo(other.resampled(plane));
        VoxelGrid next = turned();
        cuts.begin(next);
        assertThat(cuts.of(one)).isEqualTo(one.resampled(next)).isNotSameAs(first);
    }
}
