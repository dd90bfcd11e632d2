package loupe.review.explaining;

import java.io.IOException;
import java.util.List;
import loupe.core.dicom.Tag;
import loupe.core.finding.Finding;
import loupe.core.finding.Prediction;
import loupe.core.image.VolumeShelf;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.inference.ModelCatalogue;
import loupe.inference.Scan;
import loupe.inference.UnsuitableInputException;
import loupe.inference.card.Model;
import loupe.inference.engine.ModelException;
import loupe.review.ReviewException;
import loupe.review.edit.PredictionEntry;
import loupe.review.opinion.BlindReading;
import loupe.review.session.Journal;
import loupe.review.session.StudyImages;
import loupe.review.session.Volumes;
import loupe.store.Store;

/// A finding a model made, with the model as it was and the stack it looked at, to be asked again.
///
/// @param alone a prediction with the finding alone
/// @param model the model, of the same checksum
/// @param images where the stack's slices are read
/// @param series the series the model looked at
record MadeBefore(Prediction alone, Model model, StudyImages images, Series series) {
    /// What is asked of the model.
    interface Question<T> {
        T of(Scan scan) throws IOException, UnsuitableInputException, ModelException;
    }

    /// @throws IOException if there is no such finding, its model no longer runs, it lies on a slide or film, or the store fails
    static MadeBefore of(Store store, String studyUid, String findingId, ModelCatalogue models) throws IOException {
        new BlindReading(store).requireCommitted(studyUid);
        Prediction prediction = Journal.replay(Journal.records(store, studyUid)).state().predictions().stream()
                .map(PredictionEntry::prediction)
                .filter(p -> p.findings().stream().anyMatch(f -> f.id().value().equals(findingId))).findFirst()
                .orElseThrow(() -> new ReviewException("the study has no such finding; `loupe show` lists them"));
        Finding finding = prediction.findings().stream().filter(f -> f.id().value().equals(findingId)).findFirst().orElseThrow();
        Model model = models.find(prediction.provenance().modelId())
                .filter(m -> m.card().sha256().equals(prediction.provenance().modelSha256()))
                .orElseThrow(() -> new ReviewException("the model that made this finding does not run here any more"));
        StudyImages images = StudyImages.of(store, studyUid);
        Series series = images.series().stream().filter(s -> s.uid().equals(prediction.seriesUid())).findFirst()
                .orElseThrow(() -> new ReviewException("the finding's series is no longer there"));
        if (series.stacks().isEmpty()) {
            throw new ReviewException("findings on slides and films are not explained");
        }
        if (!series.stacks().getFirst().volumesHold()) {
            throw new ReviewException("slices of the series lie elsewhere than one even step says: sizes on it are not true");
        }
        return new MadeBefore(
                new Prediction(prediction.seriesUid(), prediction.provenance(), List.of(finding), prediction.segmentation()),
                model, images, series);
    }

    /// Asks while the stack is read as a volume.
    ///
    /// @throws IOException if a slice cannot be read, or the model does not take the series, fails or cannot say
    <T> T again(Volumes volumes, JobContext job, Question<T> question) throws IOException {
        Stack stack = series.stacks().getFirst();
        String bodyPart = images.header(stack.slices().getFirst().sopInstanceUid()).string(Tag.BodyPartExamined, "");
        try (VolumeShelf<Stack>.Loan loan = volumes.take(images, stack, job)) {
            return question.of(new Scan(loan.volume(), series.uid(), series.modality(), bodyPart).lying(stack.warnings()));
        } catch (UnsuitableInputException | ModelException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }
}
