package loupe.review.explaining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import loupe.core.image.VolumeShelf;
import loupe.core.segment.Mask;
import loupe.core.geometry.Voxel;
import loupe.core.segment.operation.doubt.DoubtfulPlace;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.inference.Entropy;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.inference.Scan;
import loupe.inference.card.Model;
import loupe.inference.engine.EngineSettings;
import loupe.inference.tensor.Field;
import loupe.review.ReviewException;
import loupe.review.detecting.Site;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.StudyImages;
import loupe.review.session.Volumes;
import loupe.sample.PhantomSeeds;
import loupe.sample.SampleStudies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The places a reader is led to are those of the border the model itself is unsure of.
class DoubtfulBordersTest {
    @TempDir
    Path folder;

    @Test
    void are_on_the_border_and_where_the_model_gives_about_even_odds() throws Exception {
        SampleStudies.write(folder.resolve("in"), PhantomSeeds.demo());
        try (Site site = new Site(folder);
                ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test");
                Volumes volumes = new Volumes(1L << 30)) {
            site.imported(folder.resolve("in"));
            String uid = site.store().studies().stream()
                    .filter(s -> s.modalities().contains("CT")).findFirst().orElseThrow().studyUid();
            site.analysed(uid);
            ReviewedFinding f = site.state(uid).findings().stream()
                    .filter(x -> x.segment().filter(s -> s.mask().count() > 1000).isPresent()).findFirst().orElseThrow();
            String id = f.finding().id().value();
            Mask mask = f.segment().orElseThrow().mask();
            DoubtfulBorders doubts = new DoubtfulBorders(
                    new ModelProbabilities(site.store(), runner, volumes, ModelCatalogue::builtIn));
            List<DoubtfulPlace> places = doubts.of(uid, id, mask, JobContext.unattended());
            assertThat(places).isNotEmpty();
            assertThat(places).isSortedAccordingTo((a, b) -> Double.compare(b.weight(), a.weight()));
            Field again = probabilities(site, runner, volumes, uid, id);
            for (DoubtfulPlace p : places) {
                double[] at = again.grid().toIndex(p.at());
                assertThat(Entropy.bits(again.linear(at[0], at[1], at[2]))).as("%s", p).isGreaterThan(0.9 - 1e-6);
                assertThat(onBorder(mask, p.voxel())).as("%s", p).isTrue();
            }
            assertThatThrownBy(() -> doubts.of(uid, "F999", mask, JobContext.unattended()))
                    .isInstanceOf(ReviewException.class).hasMessageContaining("no such finding");
        }
    }

    private static Field probabilities(Site site, ModelRunner runner, Volumes volumes, String uid, String id) throws Exception {
        MadeBefore made = MadeBefore.of(site.store(), uid, id, ModelCatalogue.builtIn());
        Model model = made.model();
        StudyImages images = StudyImages.of(site.store(), uid);
        Series series = images.series().stream().filter(s -> s.uid().equals(made.series().uid())).findFirst().orElseThrow();
        Stack stack = series.stacks().getFirst();
        try (VolumeShelf<Stack>.Loan loan = volumes.take(images, stack, JobContext.unattended())) {
            return runner.probabilities(model, new Scan(loan.volume(), series.uid(), series.modality(), "CHEST"), JobContext.unattended());
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
