package loupe.core.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import org.junit.jupiter.api.Test;

class PixelEdgesTest {
    private static final VoxelGrid GRID = new VoxelGrid(
            23, 17, 2, new PatientPoint(0, 0, 0), new PatientVector(1, 0, 0), new PatientVector(0, 1, 0), new PatientVector(0, 0, 1), "2.25.1");

    private static boolean inside(List<int[]> rings, double x, double y) {
        boolean in = false;
        for (int[] r : rings) {
            for (int i = 0; i + 3 < r.length; i += 2) {
                boolean crosses = r[i + 1] > y != r[i + 3] > y;
                in ^= crosses && x < r[i];
            }
        }
        return in;
    }

    @Test
    void a_pixel_has_four_corners_clockwise() {
        Mask one = Mask.builder(GRID).add(4, 2, 1).build();
        assertThat(PixelEdges.of(one, 1)).hasSize(1).first().isEqualTo(new int[] {4, 2, 5, 2, 5, 3, 4, 3, 4, 2});
        assertThat(PixelEdges.of(one, 0)).isEmpty();
    }

    @Test
    void a_hole_is_a_ring_of_its_own_and_what_touches_at_a_corner_is_apart() {
        Mask.Builder b = Mask.builder(GRID);
        for (int c = 1; c <= 3; c++) {
            for (int r = 1; r <= 3; r++) {
                if (c != 2 || r != 2) {
                    b.add(c, r, 0);
                }
            }
        }
        assertThat(PixelEdges.of(b.build(), 0)).hasSize(2);
        assertThat(PixelEdges.of(Mask.builder(GRID).add(1, 1, 0).add(2, 2, 0).build(), 0)).hasSize(2);
        assertThat(PixelEdges.of(Mask.builder(GRID).add(2, 1, 0).add(1, 2, 0).build(), 0)).hasSize(2);
    }

    @Test
    void filled_by_even_and_odd_they_give_any_mask_again_and_every_ring_ends_where_it_began() {
        Random chance = new Random(11);
        for (int round = 0; round < 300; round++) {
            Mask.Builder b = Mask.builder(GRID);
            double share = chance.nextDouble();
            for (int c = 0; c < GRID.columns(); c++) {
                for (int r = 0; r < GRID.rows(); r++) {
                    if (chance.nextDouble() < share) {
                        b.add(c, r, 0);
                    }
                }
            }
            Mask mask = b.build();
            List<int[]> rings = PixelEdges.of(mask, 0);
            for (int[] r : rings) {
                assertThat(new int[] {r[r.length - 2], r[r.length - 1]}).isEqualTo(new int[] {r[0], r[1]});
                for (int i = 0; i + 3 < r.length; i += 2) {
                    assertThat(r[i] == r[i + 2] ^ r[i + 1] == r[i + 3]).as("along rows and columns").isTrue();
                }
            }
            for (int c = 0; c < GRID.columns(); c++) {
                for (int r = 0; r < GRID.rows(); r++) {
                    assertThat(inside(rings, c + 0.5, r + 0.5)).isEqualTo(mask.contains(c, r, 0));
                }
            }
        }
    }
}
