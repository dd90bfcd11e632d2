package loupe.review.explaining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.tensor.Field;
import loupe.review.ReviewException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An outline at another probability is what the model itself gives that probability, and hangs together with its own.
class AlternativeOutlinesTest {
    @TempDir
    Path folder;

    @Test
    void are_all_the_model_gives_that_probability_about_its_own_outline_and_no_more() throws Exception {
        try (OutlinedCt ct = new OutlinedCt(folder)) {
            Mask own = ct.finding().original().orElseThrow();
            AlternativeOutlines outlines = new AlternativeOutlines(ct.model());
            AlternativeOutlines.Asked asked = outlines.ask(ct.study(), ct.id(), own, JobContext.unattended());
            Field again = ct.probabilities();
            Mask wider = own;
            long least = Long.MAX_VALUE;
            for (int percent : new int[] {15, 30, 50, 70, 85}) {
                Mask is = asked.at(percent, JobContext.unattended());
                holds(is, again, percent);
                assertThat(percent == 15 || is.andNot(wider).isEmpty()).as("less where it must be surer, " + percent).isTrue();
                assertThat(is.count()).as("%d %%", percent).isPositive().isLessThan(least);
                wider = is;
                least = is.count();
            }
            assertThat(asked.at(50, JobContext.unattended()).dice(own)).as("even odds are the model's own").isGreaterThan(0.95);
            assertThatThrownBy(() -> outlines.ask(ct.study(), "F999", own, JobContext.unattended()))
                    .isInstanceOf(ReviewException.class).hasMessageContaining("no such finding");
            assertThatThrownBy(() -> outlines.ask(ct.study(), ct.id(), Mask.empty(own.grid()), JobContext.unattended()))
                    .isInstanceOf(ReviewException.class).hasMessageContaining("outlined nothing");
        }
    }

    /// Every voxel has the probability, and no voxel beside one has it without being in.
    private static void holds(Mask is, Field probability, int percent) {
        VoxelGrid g = is.grid();
        is.forEachVoxel((column, row, slice) -> {
            for (int i = 0; i < 27; i++) {
                int c = column + i % 3 - 1;
                int r = row + i / 3 % 3 - 1;
                int s = slice + i / 9 - 1;
                if (g.contains(c, r, s)) {
                    double[] at = probability.grid().toIndex(g.toPatient(c, r, s));
                    double p = 100 * probability.linear(at[0], at[1], at[2]);
                    boolean in = is.contains(c, r, s);
                    if (in ? p < percent - 1e-3 : p > percent + 1e-3) {
                        throw new AssertionError((in ? "in with " : "out with ") + p + " % at " + percent);
                    }
                }
            }
        });
    }
}
