package loupe.review.explaining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loupe.core.geometry.Voxel;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.doubt.DoubtfulPlace;
import loupe.core.work.JobContext;
import loupe.inference.Entropy;
import loupe.inference.tensor.Field;
import loupe.review.ReviewException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The places a reader is led to are those of the border the model itself is unsure of.
class DoubtfulBordersTest {
    @TempDir
    Path folder;

    @Test
    void are_on_the_border_and_where_the_model_gives_about_even_odds() throws Exception {
        try (OutlinedCt ct = new OutlinedCt(folder)) {
            Mask mask = ct.finding().segment().orElseThrow().mask();
            DoubtfulBorders doubts = new DoubtfulBorders(ct.model());
            List<DoubtfulPlace> places = doubts.of(ct.study(), ct.id(), mask, JobContext.unattended());
            assertThat(places).isNotEmpty();
            assertThat(places).isSortedAccordingTo((a, b) -> Double.compare(b.weight(), a.weight()));
            Field again = ct.probabilities();
            for (DoubtfulPlace p : places) {
                double[] at = again.grid().toIndex(p.at());
                assertThat(Entropy.bits(again.linear(at[0], at[1], at[2]))).as("%s", p).isGreaterThan(0.9 - 1e-6);
                assertThat(onBorder(mask, p.voxel())).as("%s", p).isTrue();
            }
            assertThatThrownBy(() -> doubts.of(ct.study(), "F999", mask, JobContext.unattended()))
                    .isInstanceOf(ReviewException.class).hasMessageContaining("no such finding");
        }
    }

    /// Whether a neighbour by a side is on the other side of the outline.
    private static boolean onBorder(Mask mask, Voxel v) {
        boolean in = in(mask, v.column(), v.row(), v.slice()).orElseThrow();
        return List.of(
                        in(mask, v.column() - 1, v.row(), v.slice()), in(mask, v.column() + 1, v.row(), v.slice()),
                        in(mask, v.column(), v.row() - 1, v.slice()), in(mask, v.column(), v.row() + 1, v.slice()),
                        in(mask, v.column(), v.row(), v.slice() - 1), in(mask, v.column(), v.row(), v.slice() + 1))
                .stream().anyMatch(n -> n.isPresent() && n.get() != in);
    }

    private static Optional<Boolean> in(Mask mask, int column, int row, int slice) {
        return mask.grid().contains(column, row, slice) ? Optional.of(mask.contains(column, row, slice)) : Optional.empty();
    }
}
