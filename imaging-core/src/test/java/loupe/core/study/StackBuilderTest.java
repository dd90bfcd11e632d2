package loupe.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import org.junit.jupiter.api.Test;

class StackBuilderTest {
    private static final PatientVector X = new PatientVector(1, 0, 0);
    private static final PatientVector Y = new PatientVector(0, 1, 0);

    private static ImagePlane axial(double yMm, double zMm) {
        return new ImagePlane(8, 8, new PatientPoint(0, yMm, zMm), X, Y, 1, 1, 3, "2.25.9");
    }

    private static Instance image(int number, ImagePlane plane, String phase, boolean localizer) {
        return new Instance("2.25." + number, "1.2", number, 1, 8, 8, localizer, List.of(Phase.of(phase)), List.of(plane));
    }

    private static List<Instance> images(double... zMm) {
        List<Instance> out = new ArrayList<>();
        for (double z : zMm) {
            out.add(image(out.size(), axial(0, z), "", false));
        }
        return out;
    }

    private static List<Double> depths(Stack s) {
        return s.slices().stream().map(r -> r.plane().origin().zMm()).toList();
    }

    @Test
    void sorts_shuffled_slices_along_the_normal() {
        List<Instance> shuffled = images(0, 3, 6, 9, 12, 15);
        Collections.shuffle(shuffled, new Random(4));
        List<Stack> stacks = StackBuilder.stacks(shuffled);
        assertThat(stacks).hasSize(1);
        assertThat(depths(stacks.getFirst())).containsExactly(0.0, 3.0, 6.0, 9.0, 12.0, 15.0);
        assertThat(stacks.getFirst().warnings()).isEmpty();
        assertThat(stacks.getFirst().grid().sliceStep()).isEqualTo(new PatientVector(0, 0, 3));
    }

    private static Stack of(double[] yMm, String... acquisitions) {
        List<Instance> all = new ArrayList<>();
        for (int i = 0; i < yMm.length; i++) {
            Phase phase = Phase.of("", "", "", "", acquisitions.length == 0 ? "1" : acquisitions[i]);
            all.add(new Instance(
                    "2.25." + i, "1.2", i, 1, 8, 8, false, List.of(phase), List.of(axial(yMm[i], 3 * i))));
        }
        return StackBuilder.stacks(all).getFirst();
    }

    @Test
    void says_that_a_slice_in_the_middle_lies_beside_the_line_of_the_others() {
        assertThat(of(new double[] {0, 0, 0.2, 0, 0}).warnings()).containsExactly(Stack.Warning.SHIFTED_SLICES);
        assertThat(of(new double[] {0, 0, 0.04, 0, 0}).warnings()).isEmpty();
        assertThat(of(new double[] {0, 0, 5, 0, 0}).volumesHold()).isFalse();
    }

    @Test
    void a_leaning_stack_is_in_line_and_its_volumes_hold() {
        Stack leaning = of(new double[] {0, 1, 2, 3, 4});
        assertThat(leaning.warnings()).containsExactly(Stack.Warning.TILTED);
        assertThat(leaning.volumesHold()).isTrue();
    }

    @Test
    void says_that_slices_of_two_passes_lie_between_one_another() {
        assertThat(of(new double[6], "1", "2", "1", "2", "1", "2").warnings())
                .containsExactly(Stack.Warning.INTERLEAVED_PASSES);
    }

    @Test
    void one_block_behind_another_and_an_acquisition_a_slice_are_no_passes() {
        assertThat(of(new double[6], "1", "1", "1", "2", "2", "2").warnings()).isEmpty();
        assertThat(of(new double[6], "1", "2", "3", "4", "5", "6").warnings()).isEmpty();
    }

    @Test
    void says_that_a_stack_leans_and_keeps_the_lean_in_its_grid() {
        List<Instance> tilted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tilted.add(image(i, axial(0.9 * i, 3 * i), "", false));
        }
        Stack s = StackBuilder.stacks(tilted).getFirst();
        assertThat(s.warnings()).containsExactly(Stack.Warning.TILTED);
        assertThat(s.grid().sliceStep().yMm()).isCloseTo(0.9, within(1e-12));
        assertThat(s.grid().voxelMm3()).isCloseTo(3, within(1e-12));
    }

    @Test
    void slices_beside_each_other_are_no_stack() {
        List<Stack> stacks = StackBuilder.stacks(List.of(
                image(0, axial(0, 0), "", false), image(1, axial(400, 0.01), "", false)));
        assertThat(stacks).hasSize(2).allMatch(s -> s.slices().size() == 1);
    }

    @Test
    void says_that_a_slice_is_missing() {
        Stack s = StackBuilder.stacks(images(0, 3, 6, 12, 15, 18)).getFirst();
        assertThat(s.warnings())
                .containsExactlyInAnyOrder(Stack.Warning.MISSING_SLICES, Stack.Warning.IRREGULAR_SPACING);
    }

    @Test
    void says_that_distances_are_irregular_where_no_slice_is_missing() {
        Stack s = StackBuilder.stacks(images(0, 3, 6, 9.4, 12, 15)).getFirst();
        assertThat(s.warnings()).containsExactly(Stack.Warning.IRREGULAR_SPACING);
    }

    @Test
    void tells_two_phases_at_the_same_places_apart() {
        List<Instance> both = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            both.add(image(2 * i, axial(0, 3 * i), "1", false));
            both.add(image(2 * i + 1, axial(0, 3 * i), "2", false));
        }
        List<Stack> stacks = StackBuilder.stacks(both);
        assertThat(stacks).extracting(s -> s.slices().size()).containsExactly(4, 4);
        assertThat(stacks.getFirst().slices()).extracting(SliceRef::sopInstanceUid)
                .containsExactly("2.25.0", "2.25.2", "2.25.4", "2.25.6");
    }

    @Test
    void takes_the_one_attribute_that_splits_evenly_and_ignores_one_that_differs_from_slice_to_slice() {
        List<Instance> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Phase phase = Phase.of("", i % 3 * 500 + "", "te", "trigger" + i);
            all.add(new Instance("2.25." + i, "1.2", i, 1, 8, 8, false, List.of(phase), List.of(axial(0, 3 * (i / 3)))));
        }
        List<Stack> stacks = StackBuilder.stacks(all);
        assertThat(stacks).extracting(s -> s.slices().size()).containsExactly(4, 4, 4);
        assertThat(stacks.get(1).slices()).extracting(SliceRef::sopInstanceUid)
                .containsExactly("2.25.1", "2.25.4", "2.25.7", "2.25.10");
    }

    @Test
    void tells_copies_of_a_place_apart_by_their_order_where_no_attribute_does() {
        List<Instance> twice = new ArrayList<>(images(0, 3, 6));
        for (int i = 0; i < 3; i++) {
            twice.add(image(10 + i, axial(0, 3 * i), "", false));
        }
        assertThat(StackBuilder.stacks(twice)).extracting(s -> s.slices().size()).containsExactly(3, 3);
    }

    @Test
    void keeps_a_localizer_out_of_the_stack() {
        List<Instance> all = new ArrayList<>(images(0, 3, 6));
        all.add(image(9, axial(0, 9), "", true));
        assertThat(StackBuilder.stacks(all)).extracting(s -> s.slices().size()).containsExactly(3, 1);
    }

    @Test
    void keeps_orientations_apart_and_the_largest_stack_first() {
        List<Instance> all = new ArrayList<>(images(0));
        for (int i = 0; i < 3; i++) {
            ImagePlane sagittal = new ImagePlane(
                    8, 8, new PatientPoint(2 * i, 0, 0), Y, new PatientVector(0, 0, -1), 1, 1, 2, "2.25.9");
            all.add(image(20 + i, sagittal, "", false));
        }
        List<Stack> stacks = StackBuilder.stacks(all);
        assertThat(stacks).extracting(s -> s.slices().size()).containsExactly(3, 1);
        // alongRow x alongColumn = Y x -Z = -X: the slice farthest to the left comes first.
        assertThat(stacks.getFirst().slices().getFirst().plane().origin().xMm()).isEqualTo(4);
    }

    @Test
    void takes_the_nominal_thickness_as_the_step_of_a_single_slice() {
        assertThat(StackBuilder.stacks(images(5)).getFirst().grid().sliceMm()).isEqualTo(3);
    }
}
