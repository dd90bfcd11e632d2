package loupe.review.explaining;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import loupe.core.image.VolumeShelf;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.inference.Scan;
import loupe.inference.engine.EngineSettings;
import loupe.inference.tensor.Field;
import loupe.review.detecting.Site;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.StudyImages;
import loupe.review.session.Volumes;
import loupe.sample.PhantomSeeds;
import loupe.sample.SampleStudies;

/// The sample CT in a store, with what the built-in models outlined on it, and the models to be asked again.
final class OutlinedCt implements AutoCloseable {
    private final Site site;
    private final ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test");
    private final Volumes volumes = new Volumes(1L << 30);
    private final String study;
    private final ReviewedFinding finding;

    OutlinedCt(Path folder) throws Exception {
        SampleStudies.write(folder.resolve("in"), PhantomSeeds.demo());
        site = new Site(folder);
        site.imported(folder.resolve("in"));
        study = site.store().studies().stream().filter(s -> s.modalities().contains("CT")).findFirst().orElseThrow().studyUid();
        site.analysed(study);
        finding = site.state(study).findings().stream()
                .filter(x -> x.segment().filter(s -> s.mask().count() > 1000).isPresent()).findFirst().orElseThrow();
    }

    String study() {
        return study;
    }

    /// One whose outline has more than 1,000 voxels.
    ReviewedFinding finding() {
        return finding;
    }

    String id() {
        return finding.finding().id().value();
    }

    ModelProbabilities model() {
        return new ModelProbabilities(site.store(), runner, volumes, ModelCatalogue::builtIn);
    }

    /// What the finding's model says of the CT, asked apart from what is tested.
    Field probabilities() throws Exception {
        MadeBefore made = MadeBefore.of(site.store(), study, id(), ModelCatalogue.builtIn());
        StudyImages images = StudyImages.of(site.store(), study);
        Series series = images.series().stream().filter(s -> s.uid().equals(made.series().uid())).findFirst().orElseThrow();
        Stack stack = series.stacks().getFirst();
        try (VolumeShelf<Stack>.Loan loan = volumes.take(images, stack, JobContext.unattended())) {
            return runner.probabilities(
                    made.model(), new Scan(loan.volume(), series.uid(), series.modality(), "CHEST"), JobContext.unattended());
        }
    }

    @Override
    public void close() throws IOException {
        volumes.close();
        runner.close();
        site.close();
    }
}
