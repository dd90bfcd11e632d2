package loupe.app.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CineRunTest {
    private static List<Integer> run(CineRun cine, int from, int slices, int steps) {
        List<Integer> out = new ArrayList<>();
        CineRun now = cine;
        int slice = from;
        for (int i = 0; i < steps; i++) {
            now = now.at(slice, slices);
            slice = now.next(slice, slices);
            out.add(slice);
        }
        return out;
    }

    @Test
    void begins_again_after_the_last_slice() {
        assertThat(run(CineRun.loop(15), 2, 4, 5)).containsExactly(3, 0, 1, 2, 3);
    }

    @Test
    void turns_at_both_ends_and_shows_neither_twice() {
        assertThat(run(CineRun.loop(15).otherWay(), 2, 4, 8)).containsExactly(3, 2, 1, 0, 1, 2, 3, 2);
        assertThat(run(CineRun.loop(15).otherWay(), 0, 1, 2)).containsExactly(0, 0);
    }

    @Test
    void keeps_its_rate_between_one_and_sixty() {
        CineRun fast = CineRun.loop(40);
        CineRun slow = CineRun.loop(4);
        for (int i = 0; i < 10; i++) {
            fast = fast.faster(true);
            slow = slow.faster(false);
        }
        assertThat(fast.perSecond()).isEqualTo(60);
        assertThat(slow.perSecond()).isEqualTo(1);
        assertThat(slow.faster(true).text()).isEqualTo("2 images a second, round and round");
    }

    @Test
    void runs_as_fast_as_a_clip_wants_within_its_range() {
        CineRun to = CineRun.loop(12).otherWay();
        assertThat(to.asFast(33.333)).isEqualTo(new CineRun(33, true, true));
        assertThat(to.asFast(0.2).perSecond()).isEqualTo(1);
        assertThat(to.asFast(200).perSecond()).isEqualTo(60);
    }
}
