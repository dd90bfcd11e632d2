package loupe.core.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MaskDeltaTest {
    @Test
    void joins_neighbouring_flips_into_runs() {
        MaskDelta d = MaskDelta.builder(100).flip(0, 3).flip(0, 4).flip(0, 9).flip(2, 10).build();
        assertThat(d.runs()).containsExactly(0, 3, 2, 0, 9, 1, 2, 10, 1);
        assertThat(d.count()).isEqualTo(4);
    }

    @Test
    void comes_back_from_its_stored_runs() {
        MaskDelta d = MaskDelta.builder(100).flip(0, 3).flip(1, 99).build();
        assertThat(MaskDelta.ofRuns(100, d.runs())).isEqualTo(d).hasSameHashCodeAs(d);
    }

    @Test
    void refuses_flips_that_go_back() {
        assertThatThrownBy(() -> MaskDelta.builder(9).flip(0, 3).flip(0, 3)).hasMessageContaining("rising");
        assertThatThrownBy(() -> MaskDelta.builder(9).flip(1, 3).flip(0, 4)).hasMessageContaining("rising");
    }

    @Test
    void refuses_stored_runs_that_leave_a_slice_or_are_no_triples() {
        assertThatThrownBy(() -> MaskDelta.ofRuns(9, new int[] {0, 8, 2})).hasMessageContaining("does not fit");
        assertThatThrownBy(() -> MaskDelta.ofRuns(9, new int[] {0, -1, 2})).hasMessageContaining("does not fit");
        assertThatThrownBy(() -> MaskDelta.ofRuns(9, new int[] {0, 1, Integer.MAX_VALUE}))
                .hasMessageContaining("does not fit");
        assertThatThrownBy(() -> MaskDelta.ofRuns(9, new int[] {0, 1})).hasMessageContaining("triples");
    }

    @Test
    void states_the_memory_of_its_runs_not_of_its_voxels() {
        MaskDelta.Builder b = MaskDelta.builder(1_000_000);
        for (int i = 0; i < 1_000_000; i++) {
            b.flip(0, i);
        }
        assertThat(b.build().bytes()).isLessThan(100);
    }
}
