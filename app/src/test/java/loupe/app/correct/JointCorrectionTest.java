package loupe.app.correct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.EditLimits;
import loupe.core.segment.operation.VoxelField;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.core.work.UntilClosed;
import loupe.review.ReviewException;
import org.junit.jupiter.api.Test;

/// What is made of several segments at once: who takes part, what is in no way, why it cannot be.
class JointCorrectionTest {
    private static final VoxelGrid SMALL = VoxelGrid.axial(30, 9, 3, new PatientPoint(0, 0, 0), 1, 1, "");

    /// An image of one value.
    private record Even(VoxelGrid grid) implements VoxelField {
        @Override
        public void slice(int slice, float[] into) {
            Arrays.fill(into, 100);
        }
    }

    private static Mask at(VoxelGrid grid, int column, int row, int slice) {
        return Mask.builder(grid).add(column, row, slice).build();
    }

    private static JointCorrection.Subject subject(EditLimits limits, Mask... masks) {
        return new JointCorrection.Subject(List.of(masks), () -> new Even(masks[0].grid()), limits);
    }

    @Test
    void seeds_grow_until_they_meet_and_not_into_what_is_locked() throws ReviewException {
        Mask.Builder wall = Mask.builder(SMALL);
        for (int r = 0; r < 9; r++) {
            for (int s = 0; s < 3; s++) {
                wall.add(10, r, s);
            }
        }
        Mask locked = wall.build();
        EditLimits limits = new EditLimits(Optional.empty(), Optional.empty(), List.of(locked));
        List<Mask> grown = JointCorrection.SEEDS.of(
                subject(limits, at(SMALL, 5, 4, 1), at(SMALL, 25, 4, 1)), 0, JobContext.unattended());
        assertThat(grown.get(0).contains(9, 4, 1)).isTrue();
        assertThat(grown.get(1).contains(11, 4, 1)).as("the other side is the other's").isTrue();
        assertThat(grown.get(0).or(grown.get(1)).and(locked).isEmpty()).isTrue();
    }

    @Test
    void one_segment_alone_is_refused_in_a_sentence() {
        assertThatThrownBy(() -> JointCorrection.SEEDS.of(
                        subject(EditLimits.none(), at(SMALL, 5, 4, 1)), 0, JobContext.unattended()))
                .isInstanceOf(ReviewException.class).hasMessageContaining("there is one");
        assertThat(JointCorrection.SMOOTHING.tooFew(0)).contains("there is none");
    }

    @Test
    void a_region_that_is_too_large_is_refused_in_a_sentence() {
        VoxelGrid large = VoxelGrid.axial(1024, 1024, 200, new PatientPoint(0, 0, 0), 1, 1, "");
        assertThatThrownBy(() -> JointCorrection.SEEDS.of(
                        subject(EditLimits.none(), at(large, 0, 0, 0), at(large, 1023, 1023, 199)), 0, JobContext.unattended()))
                .isInstanceOf(ReviewException.class).hasMessageContaining("voxels");
    }

    @Test
    void it_says_how_far_it_is_and_stops_when_it_is_asked_to() throws ReviewException {
        VoxelGrid grid = VoxelGrid.axial(128, 128, 40, new PatientPoint(0, 0, 0), 1, 1, "");
        JointCorrection.Subject two = subject(EditLimits.none(), at(grid, 20, 20, 5), at(grid, 100, 100, 35));
        List<Long> said = new ArrayList<>();
        JointCorrection.SEEDS.of(two, 0, new SaidProgress(new UntilClosed(), said::add));
        assertThat(said).isSorted().doesNotHaveDuplicates().endsWith(100L).hasSizeGreaterThan(5);
        UntilClosed asked = new UntilClosed();
        SaidProgress watched = new SaidProgress(asked, percent -> asked.close());
        assertThatThrownBy(() -> JointCorrection.SEEDS.of(two, 0, watched)).isInstanceOf(CancelledException.class);
    }

    @Test
    void segments_made_smooth_together_leave_no_gap_and_no_overlap() throws ReviewException {
        Mask.Builder left = Mask.builder(SMALL);
        Mask.Builder right = Mask.builder(SMALL);
        for (int c = 5; c < 25; c++) {
            for (int r = 2; r < 7; r++) {
                for (int s = 0; s < 3; s++) {
                    (c < 15 + r % 2 * 2 ? left : right).add(c, r, s);
                }
            }
        }
        List<Mask> smooth = JointCorrection.SMOOTHING.of(
                subject(EditLimits.none(), left.build(), right.build()), 1.5, JobContext.unattended());
        assertThat(smooth.get(0).and(smooth.get(1)).isEmpty()).isTrue();
        Mask both = smooth.get(0).or(smooth.get(1));
        for (int c = 8; c < 22; c++) {
            assertThat(both.contains(c, 4, 1)).as("column " + c).isTrue();
        }
        assertThatThrownBy(() -> JointCorrection.SMOOTHING.of(
                        subject(EditLimits.none(), left.build(), right.build()), 200, JobContext.unattended()))
                .isInstanceOf(ReviewException.class);
    }
}
