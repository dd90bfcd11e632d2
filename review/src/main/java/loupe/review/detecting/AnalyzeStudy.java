package loupe.review.detecting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Prediction;
import loupe.core.image.VolumeShelf;
import loupe.core.segment.Mask;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.inference.Scan;
import loupe.inference.UnsuitableInputException;
import loupe.inference.card.Model;
import loupe.inference.card.ModelTask;
import loupe.inference.engine.ModelException;
import loupe.inference.slide.SlideScan;
import loupe.review.ReviewException;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.session.Journal;
import loupe.review.session.StudyImages;
import loupe.review.session.Volumes;
import loupe.review.watching.RunLog;
import loupe.review.worklist.Summaries;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordId;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// Runs models on a stored study and keeps what they say.
public final class AnalyzeStudy {
    private final Store store;
    private final ModelRunner runner;
    private final Purpose purpose;
    private final Volumes volumes;

    /// An analysis for care.
    ///
    /// @param runner keeps models loaded between runs
    public AnalyzeStudy(Store store, ModelRunner runner) {
        this(store, runner, Purpose.CARE);
    }

    /// @param runner keeps models loaded between runs
    /// @param purpose what it is for; the person must allow it
    public AnalyzeStudy(Store store, ModelRunner runner, Purpose purpose) {
        this(store, runner, purpose, new Volumes(0));
    }

    /// @param runner keeps models loaded between runs
    /// @param purpose what it is for; the person must allow it
    /// @param volumes keeps volumes between runs; closed by its owner
    public AnalyzeStudy(Store store, ModelRunner runner, Purpose purpose, Volumes volumes) {
        this.store = store;
        this.runner = runner;
        this.purpose = purpose;
        this.volumes = volumes;
    }

    /// What an analysis did.
    ///
    /// @param ran `model on series N` for each run, with its number of findings
    /// @param refused why a model asked for did not run on a series
    public record Analysis(List<Ran> ran, List<String> refused) {
        /// Copies the lists.
        public Analysis {
            ran = List.copyOf(ran);
            refused = List.copyOf(refused);
        }
    }

    /// One run.
    ///
    /// @param modelId the model
    /// @param seriesNumber Series Number of the series
    /// @param findings findings it gave
    public record Ran(String modelId, int seriesNumber, int findings) {}

    /// Runs one model, or every model whose card accepts a series, on each series' largest stack.
    ///
    /// @param modelId empty for every model that accepts
    /// @throws IOException if the model is not there, nothing could run, or the store fails
    public Analysis run(String studyUid, Optional<String> modelId, ModelCatalogue models, JobContext context)
            throws IOException {
        if (modelId.isPresent() && models.find(modelId.get()).isEmpty()) {
            store.log(new AuditEntry(AuditEvent.MODEL_REFUSED, Outcome.MINOR_FAILURE, "", "not trusted or not there: " + modelId.get(), studyUid));
            throw new ReviewException("no trusted model has that id; `loupe models list --all` shows all and their standing");
        }
        new Consents(store).require(studyUid, purpose);
        requireUnsealed(studyUid);
        StudyImages images = StudyImages.of(store, studyUid);
        List<Ran> ran = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Series series : images.series()) {
            Target target = new Target(studyUid, images, series);
            if (SlideSeriesScan.isSlide(series)) {
                slide(target, modelId, models, new Results(ran, refused), context);
            } else if (!series.stacks().isEmpty()) {
                analyse(target, modelId, models, new Results(ran, refused), context);
            }
        }
        return new Analysis(ran, refused);
    }

    private record Target(String studyUid, StudyImages images, Series series) {}

    private record Results(List<Ran> ran, List<String> refused) {}

    private void requireUnsealed(String studyUid) throws IOException {
        if (Journal.replay(store.records(studyUid)).state().seal().isPresent()) {
            throw new ReviewException("the review is sealed; a sealed study is not analysed again");
        }
    }

    private void analyse(Target t, Optional<String> modelId, ModelCatalogue models, Results results, JobContext context)
            throws IOException {
        Stack stack = t.series.stacks().getFirst();
        if (stack.slices().size() < 2) {
            return;
        }
        try (VolumeShelf<Stack>.Loan loan = volumes.take(t.images, stack, context)) {
            String bodyPart = t.images
                    .header(stack.slices().getFirst().sopInstanceUid())
                    .string(loupe.core.dicom.Tag.BodyPartExamined, "");
            Scan scan = new Scan(loan.volume(), t.series.uid(), t.series.modality(), bodyPart);
            List<Model> chosen = chosen(scan, modelId, models);
            for (Model model : chosen) {
                try {
                    Prediction p = runner.run(model, scan, context);
                    keep(t, p);
                    new RunLog(store).add(scan, p, context);
                    results.ran.add(new Ran(model.card().id(), t.series.number(), p.findings().size()));
                } catch (UnsuitableInputException e) {
                    results.refused.add(e.getMessage());
                } catch (ModelException e) {
                    throw new ReviewException(String.valueOf(e.getMessage()), e);
                }
            }
        }
    }

    /// The model asked for; else those the site's rules name that accept the scan; else every one that accepts it.
    private List<Model> chosen(Scan scan, Optional<String> modelId, ModelCatalogue models) throws IOException {
        if (modelId.isPresent()) {
            return models.find(modelId.get()).stream().toList();
        }
        Optional<List<String>> named = new ArrivalRules(store).rules().models(scan);
        return models.accepting(scan).stream()
                .filter(m -> named.isEmpty() || named.get().contains(m.card().id()))
                .toList();
    }

    /// Tissue first, then what is counted in it. The outline itself is not kept: nothing shows it yet.
    private void slide(Target t, Optional<String> modelId, ModelCatalogue models, Results results, JobContext context)
            throws IOException {
        SlideScan scan = SlideSeriesScan.of(t.images, t.series);
        Optional<Mask> tissue = Optional.empty();
        for (ModelTask task : List.of(ModelTask.SEGMENTATION_SLIDE_TILES, ModelTask.DETECTION_SLIDE_OBJECTS)) {
            for (Model model : models.models()) {
                boolean asked = modelId.isEmpty() || modelId.get().equals(model.card().id());
                boolean first = task == ModelTask.SEGMENTATION_SLIDE_TILES && tissue.isEmpty();
                if (model.card().task() != task || !asked && !first) {
                    continue;
                }
                try {
                    Prediction p = runner.run(model, scan, tissue, context).prediction();
                    tissue = tissue.or(() -> p.segmentation().map(s -> s.segment(1).mask()));
                    if (asked) {
                        keep(t, withoutOutline(p));
                        results.ran.add(new Ran(model.card().id(), t.series.number(), p.findings().size()));
                    }
                } catch (UnsuitableInputException e) {
                    results.refused.add(e.getMessage());
                } catch (ModelException e) {
                    throw new ReviewException(String.valueOf(e.getMessage()), e);
                }
            }
        }
    }

    private static Prediction withoutOutline(Prediction p) {
        List<Finding> findings = p.findings().stream()
                .map(f -> new Finding(f.id(), f.seriesUid(), f.type(), f.label(), f.centre(), f.confidence(), 0,
                        f.measurements(), f.provenance()))
                .toList();
        return new Prediction(p.seriesUid(), p.provenance(), findings, Optional.empty());
    }

    /// Appends a prediction; ids go on where the study's findings end, an older run of the same model is superseded.
    private void keep(Target t, Prediction raw) throws IOException {
        List<StoredRecord> records = store.records(t.studyUid);
        ReviewState state = Journal.replay(records).state();
        Prediction numbered = renumbered(raw, highest(records));
        Optional<PredictionEntry> older = state.predictions().stream()
                .filter(p -> p.prediction().seriesUid().equals(raw.seriesUid())
                        && p.prediction().provenance().modelId().equals(raw.provenance().modelId()))
                .findFirst();
        int findings = numbered.findings().size()
                + state.findings().size()
                - older.map(p -> p.prediction().findings().size()).orElse(0);
        StudySummary summary = store.study(t.studyUid)
                .orElseThrow(() -> new ReviewException("the study is no longer in the store"));
        store.append(
                new NewRecord(
                        t.studyUid,
                        RecordKind.PREDICTION,
                        Journal.encode(numbered),
                        older.map(p -> new RecordId(p.id())).orElse(null)),
                Summaries.withFindings(summary, StudyState.TO_REVIEW, findings),
                AuditEntry.of(
                        AuditEvent.ANALYSED,
                        raw.provenance().modelId() + " " + raw.provenance().modelSha256(),
                        t.studyUid));
    }

    private static int highest(List<StoredRecord> records) throws IOException {
        int highest = 0;
        for (StoredRecord r : records) {
            if (r.kind() == RecordKind.PREDICTION) {
                for (Finding f : Journal.prediction(r).findings()) {
                    highest = Math.max(highest, Integer.parseInt(f.id().value().substring(1)));
                }
            }
        }
        return highest;
    }

    private static Prediction renumbered(Prediction p, int from) {
        List<Finding> out = new ArrayList<>();
        for (Finding f : p.findings()) {
            out.add(new Finding(
                    new FindingId("F" + (from + out.size() + 1)),
                    f.seriesUid(),
                    f.type(),
                    f.label(),
                    f.centre(),
                    f.confidence(),
                    f.segmentNumber(),
                    f.measurements(),
                    f.provenance()));
        }
        return new Prediction(p.seriesUid(), p.provenance(), out, p.segmentation());
    }
}
