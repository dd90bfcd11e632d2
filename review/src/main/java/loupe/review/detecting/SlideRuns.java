package loupe.review.detecting;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.Tag;
import loupe.core.finding.Finding;
import loupe.core.finding.Prediction;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.ModelRunner;
import loupe.inference.UnsuitableInputException;
import loupe.inference.card.Model;
import loupe.inference.card.ModelTask;
import loupe.inference.engine.ModelException;
import loupe.inference.slide.SlideOutcome;
import loupe.inference.slide.SlideScan;
import loupe.review.slide.FoundObjects;
import loupe.review.ReviewException;
import loupe.store.Store;

/// Runs models on a slide and keeps what they say: tissue first, then what is counted in it. Outlines are kept as objects of the slide.
final class SlideRuns {
    private final Store store;
    private final ModelRunner runner;

    SlideRuns(Store store, ModelRunner runner) {
        this.store = store;
        this.runner = runner;
    }

    void slide(Target t, Wanted wanted, Results results, JobContext context) throws IOException {
        String bodyPart = t.images().header(t.series().instances().getFirst().sopInstanceUid())
                .string(Tag.BodyPartExamined, "");
        SeriesTraits traits = SeriesTraits.ofPicture(t.series().modality(), bodyPart);
        List<Model> due = wanted.models().models().stream()
                .filter(m -> m.card().task().onSlides() && wanted.onSlide(m.card(), t.series().uid(), traits))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        SlideScan scan = SlideSeriesScan.of(t.images(), t.series());
        Optional<Mask> tissue = Optional.empty();
        for (ModelTask task : List.of(ModelTask.SEGMENTATION_SLIDE_TILES, ModelTask.DETECTION_SLIDE_OBJECTS)) {
            for (Model model : wanted.models().models()) {
                boolean first = task == ModelTask.SEGMENTATION_SLIDE_TILES && tissue.isEmpty();
                if (model.card().task() != task || !due.contains(model) && !first) {
                    continue;
                }
                try {
                    SlideOutcome outcome = runner.run(model, scan, tissue, context);
                    Prediction p = outcome.prediction();
                    tissue = tissue.or(() -> p.segmentation().map(s -> s.segment(1).mask()));
                    if (due.contains(model)) {
                        new KeepPrediction(store).add(t.studyUid(), withoutOutline(p));
                        new FoundObjects(store).keep(t.studyUid(), FoundObjects.of(outcome, scan));
                        results.ran(t, p);
                    }
                } catch (UnsuitableInputException e) {
                    results.refused(String.valueOf(e.getMessage()));
                } catch (ModelException e) {
                    throw new ReviewException(String.valueOf(e.getMessage()), e);
                }
            }
        }
    }

    private static Prediction withoutOutline(Prediction p) {
        List<Finding> findings = p.findings().stream().map(Finding::withoutOutline).toList();
        return new Prediction(p.seriesUid(), p.provenance(), findings, Optional.empty());
    }
}
