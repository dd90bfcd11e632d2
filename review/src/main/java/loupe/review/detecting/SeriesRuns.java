package loupe.review.detecting;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import loupe.core.dicom.BlackedPlaces;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.value.FilmStack;
import loupe.core.finding.Prediction;
import loupe.core.image.Volume;
import loupe.core.image.VolumeShelf;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.inference.ModelRunner;
import loupe.inference.Scan;
import loupe.inference.UnsuitableInputException;
import loupe.inference.card.Model;
import loupe.inference.engine.ModelException;
import loupe.review.ReviewException;
import loupe.review.session.Volumes;
import loupe.review.watching.RunLog;
import loupe.store.Store;

/// Runs models on a series' largest stack, or on each of its films, and keeps what they say.
final class SeriesRuns {
    private final Store store;
    private final ModelRunner runner;
    private final Volumes volumes;

    SeriesRuns(Store store, ModelRunner runner, Volumes volumes) {
        this.store = store;
        this.runner = runner;
        this.volumes = volumes;
    }

    void stack(Target t, Stack stack, Wanted wanted, Results results, JobContext context) throws IOException {
        if (stack.slices().size() < 2 || !wanted.any(t, stack)) {
            wanted.noneForModality(t).ifPresent(results::passedOver);
            return;
        }
        try (VolumeShelf<Stack>.Loan loan = volumes.take(t.images(), stack, context)) {
            run(new One(t, stack, loan.volume(), p -> OddStack.measured(p, stack)), wanted, results, context);
        }
    }

    void film(Target t, Stack film, Wanted wanted, Results results, JobContext context) throws IOException {
        if (!wanted.any(t, film)) {
            wanted.noneForModality(t).ifPresent(results::passedOver);
            return;
        }
        DataSet header = t.images().header(film.slices().getFirst().sopInstanceUid());
        if (FilmStack.fromTheSide(header)) {
            results.refused("Models for films take films from the front; a film of series " + t.series().number()
                    + " was taken from the side.");
            return;
        }
        try (Volume volume = StoredFilm.volume(t.images(), film)) {
            run(new One(t, film, volume, p -> StoredFilm.measured(p, film, header)), wanted, results, context);
        }
    }

    /// What is looked at.
    ///
    /// @param finish gives an answer its numbers
    private record One(Target target, Stack stack, Volume volume, UnaryOperator<Prediction> finish) {
        Scan scan() throws IOException {
            String bodyPart = target.images()
                    .header(stack.slices().getFirst().sopInstanceUid())
                    .string(Tag.BodyPartExamined, "");
            return new Scan(volume, target.series().uid(), target.series().modality(), bodyPart)
                    .lying(stack.isFilm() ? Set.of() : stack.warnings())
                    .blacked(blackedPixels());
        }

        private long blackedPixels() throws IOException {
            long n = 0;
            for (SliceRef s : stack.slices()) {
                n += BlackedPlaces.of(target.images().header(s.sopInstanceUid())).map(BlackedPlaces::pixels).orElse(0L);
            }
            return n;
        }
    }

    private void run(One one, Wanted wanted, Results results, JobContext context) throws IOException {
        Scan scan = one.scan();
        List<Model> models = wanted.on(scan, one.stack);
        if (models.isEmpty()) {
            wanted.whyNone(scan).forEach(results::passedOver);
        }
        for (Model model : models) {
            try {
                Prediction p = one.finish.apply(runner.run(model, scan, context));
                new KeepPrediction(store).add(one.target.studyUid(), p);
                new RunLog(store).add(scan, p, context);
                results.ran(one.target, p);
            } catch (UnsuitableInputException e) {
                results.refused(String.valueOf(e.getMessage()));
            } catch (ModelException e) {
                throw new ReviewException(String.valueOf(e.getMessage()), e);
            }
        }
    }
}
