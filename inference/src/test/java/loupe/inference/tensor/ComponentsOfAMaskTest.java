package loupe.inference.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import org.junit.jupiter.api.Test;

class ComponentsOfAMaskTest {
    private final VoxelGrid grid = VoxelGrid.axial(5, 5, 5, new PatientPoint(0, 0, 0), 1, 1, "");

    private int at(int c, int r, int s) {
        return (int) grid.indexOf(c, r, s);
    }

    @Test
    void hang_together_by_faces_only_and_come_largest_first() {
        BitSet set = new BitSet();
        set.set(at(0, 0, 0));
        set.set(at(1, 1, 0));
        set.set(at(1, 1, 1));
        List<int[]> parts = Components.of(set, grid);
        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst()).containsExactly(at(1, 1, 0), at(1, 1, 1));
    }

    @Test
    void do_not_reach_round_the_end_of_a_row() {
        BitSet set = new BitSet();
        set.set(at(4, 0, 0));
        set.set(at(0, 1, 0));
        assertThat(Components.of(set, grid)).hasSize(2);
    }

    @Test
    void are_filled_where_they_enclose_and_left_open_where_they_do_not() {
        BitSet shell = new BitSet();
        for (int i = 0; i < 27; i++) {
            shell.set(at(1 + i % 3, 1 + i / 3 % 3, 1 + i / 9));
        }
        shell.clear(at(2, 2, 2));
        assertThat(Components.filled(shell, grid).cardinality()).isEqualTo(27);
        shell.clear(at(2, 2, 1));
        assertThat(Components.filled(shell, grid).cardinality()).isEqualTo(25);
    }
}
