package loupe.inference.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class JoiningBoxesTest {
    private static Box3 at(double left, int slice, double score) {
        return new Box3(0, score, left, 0, slice, left + 10, 10, slice + 1.0);
    }

    @Test
    void tells_how_much_two_boxes_share() {
        assertThat(at(0, 0, 1).overlap(at(5, 0, 1))).isCloseTo(50.0 / 150, within(1e-12));
        assertThat(at(0, 0, 1).overlap(at(5, 1, 1))).isZero();
        assertThat(at(0, 0, 1).overlapInPlane(at(5, 1, 1))).isCloseTo(50.0 / 150, within(1e-12));
    }

    @Test
    void follows_a_thing_that_wanders_from_slice_to_slice() {
        List<Box3> one = BoxChain.joined(List.of(at(0, 0, 0.5), at(2, 1, 0.9), at(4, 2, 0.6), at(6, 3, 0.5)), 0.5, 1);
        assertThat(one).containsExactly(new Box3(0, 0.9, 0, 0, 0, 16, 10, 4));
    }

    @Test
    void bridges_one_missing_slice_and_not_two() {
        assertThat(BoxChain.joined(List.of(at(0, 0, 0.5), at(0, 2, 0.9)), 0.5, 1)).hasSize(1);
        assertThat(BoxChain.joined(List.of(at(0, 0, 0.5), at(0, 3, 0.9)), 0.5, 1)).hasSize(2);
    }

    @Test
    void drops_the_weaker_of_two_that_overlap_but_not_of_another_kind() {
        Box3 other = new Box3(1, 0.4, 1, 0, 0, 11, 10, 1);
        assertThat(BoxChain.joined(List.of(at(0, 0, 0.5), at(1, 0, 0.9), other), 0.5, 1)).containsExactly(at(1, 0, 0.9), other);
    }
}
