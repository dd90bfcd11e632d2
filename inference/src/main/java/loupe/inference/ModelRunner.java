package loupe.inference;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import loupe.core.finding.Alternative;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.geometry.PatientPoint;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.card.ContextSpec;
import loupe.inference.card.LabelClass;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.card.ModelTask;
import loupe.inference.card.SecondLook;
import loupe.inference.card.TypicalInput;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.input.InputCheck;
import loupe.inference.prompt.PromptImage;
import loupe.inference.prompt.PromptModel;
import loupe.inference.prompt.PromptPicture;
import loupe.inference.slide.SlideOutcome;
import loupe.inference.slide.SlideScan;
import loupe.inference.slide.SlideTask;
import loupe.inference.task.Boxing;
import loupe.inference.task.Checking;
import loupe.inference.task.Classifying;
import loupe.inference.task.Detecting;
import loupe.inference.task.Occlusion;
import loupe.inference.task.Segmenting;
import loupe.inference.task.SliceNet;
import loupe.inference.task.SliceProbability;
import loupe.inference.task.TaskOutcome;
import loupe.inference.task.Uncertainty;
import loupe.inference.task.Varying;
import loupe.inference.tensor.Crew;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.Lanes;

/// Runs models on series. One runner lives as long as the program; models stay loaded between runs.
///
/// Safe for any thread but the JavaFX one, which it refuses; runs of one model take turns.
public final class ModelRunner implements AutoCloseable {
    private final EngineSettings settings;
    private final Clock clock;
    private final String software;
    private final Crew crew;
    private final Map<String, OnnxSession> loaded = new HashMap<>();

    /// A runner.
    ///
    /// @param settings threads and determinism
    /// @param clock tells when a result was made
    /// @param software program and version for provenance, e.g. `Loupe 0.1.0`
    public ModelRunner(EngineSettings settings, Clock clock, String software) {
        this.settings = settings;
        this.crew = new Crew(settings.threads());
        this.clock = clock;
        this.software = software;
    }

    /// Whether a model accepts a series.
    ///
    /// @throws UnsuitableInputException if its card does not; the message says why
    public static void check(ModelCard card, Scan scan) throws UnsuitableInputException {
        Suitability.check(card, scan);
    }

    /// Whether a model accepts a series, its pixels looked at too: another part of the body, another modality, a mirrored,
    /// turned or inverted image under a right-looking header is refused where the card says what is typical.
    ///
    /// @throws UnsuitableInputException if not; the message says why
    public static void examine(ModelCard card, Scan scan, JobContext job) throws UnsuitableInputException {
        Suitability.check(card, scan);
        if (card.more().typical().isPresent()) {
            TypicalInput typical = card.more().typical().get();
            Optional<String> fault = InputCheck.fault(typical, scan.likeness(typical.side(), typical.scaled(), job));
            if (fault.isPresent()) {
                throw new UnsuitableInputException("Model " + card.id() + " does not run: the series " + fault.get() + ".");
            }
        }
    }

    /// Runs a model on a series. Masks and centres come back in the series' own grid and patient space.
    ///
    /// Detections give a finding each (ids `F1`, `F2`, … strongest first) with a segment, or without where the net answers in
    /// boxes; segmentations give a finding a structure that was found, with its volume; classifications a finding a label that
    /// holds.
    ///
    /// @param job progress in `steps`; cancel stops within 200 ms
    /// @throws UnsuitableInputException if the card does not accept the series
    /// @throws ModelException if the model cannot be loaded or fails
    /// @throws loupe.core.work.CancelledException if cancel was asked for
    public Prediction run(Model model, Scan scan, JobContext job) throws UnsuitableInputException, ModelException {
        examine(model.card(), scan, job);
        OnnxSession session = session(model);
        ModelCard card = model.card();
        Lanes lanes = crew.on(job);
        TaskOutcome outcome = switch (card.task()) {
            case SEGMENTATION_3D_WHOLE, SEGMENTATION_3D_TILES, SEGMENTATION_2D_SLICES, SEGMENTATION_2D_FILM ->
                new Segmenting(card, sliceNet(model), lanes).run(scan.volume());
            case DETECTION_HEATMAP -> detecting(model, session).run(scan.volume(), lanes);
            case DETECTION_BOXES -> new Boxing(card, session).run(scan.volume(), lanes);
            case CLASSIFICATION, CLASSIFICATION_FILM -> new Classifying(card, session).run(scan.volume(), lanes);
            case SEGMENTATION_SLIDE_TILES, DETECTION_SLIDE_OBJECTS, SEGMENTATION_BY_PROMPT ->
                throw new UnsuitableInputException("Model " + card.id() + " does not run on series by itself.");
        };
        job.checkCancelled();
        return prediction(card, scan.seriesUid(), outcome);
    }

    /// Runs a slide model on a slide, tile by tile: outlines tissue, or counts objects where there is tissue.
    ///
    /// @param tissue the slide's tissue where it is known, on a grid in the slide's space
    /// @param job progress in `tiles`; cancel stops within 200 ms
    /// @throws UnsuitableInputException if the card does not accept the slide
    /// @throws ModelException if the model cannot be loaded or fails
    /// @throws IOException if a tile cannot be read
    public SlideOutcome run(Model model, SlideScan scan, Optional<Mask> tissue, JobContext job)
            throws UnsuitableInputException, ModelException, IOException {
        Suitability.check(model.card(), scan);
        SlideTask task = new SlideTask(model.card(), session(model), provenance(model.card()), job);
        return model.card().task() == ModelTask.SEGMENTATION_SLIDE_TILES ? task.outline(scan) : task.count(scan, tissue);
    }

    private Provenance provenance(ModelCard card) {
        return new Provenance(card.id(), card.version(), card.sha256(), clock.instant(), software);
    }

    /// The probability of each voxel (calibrated, but for detections) on the model's own grid, for models that answer slice by slice. What it is
    /// unsure of shows in [Entropy].
    ///
    /// @param job cancel stops within 200 ms
    /// @throws UnsuitableInputException if the card does not accept the series
    /// @throws ModelException if the model fails, or answers in no probabilities
    public Field probabilities(Model model, Scan scan, JobContext job) throws UnsuitableInputException, ModelException {
        examine(model.card(), scan, job);
        if (!model.card().task().sliceBySlice()) {
            throw new ModelException("model " + model.card().id() + " does not say how sure it is of a voxel");
        }
        return SliceProbability.of(model.card(), sliceNet(model), scan.volume(), crew.on(job));
    }

    /// How sure the findings of a run of a slice model are, from variations of its input; takes eight runs.
    ///
    /// @param p what the model said of the scan
    /// @throws UnsuitableInputException if the card does not accept the series
    /// @throws ModelException if the model fails or is of another kind
    public List<Uncertainty> uncertainty(Model model, Scan scan, Prediction p, JobContext job)
            throws UnsuitableInputException, ModelException {
        examine(model.card(), scan, job);
        requireSlices(model.card());
        return new Varying(model.card(), sliceNet(model), checking(model), crew.on(job)).of(p, scan.volume());
    }

    /// What else a finding of a model could be, most probable first: as kept with the finding, else the model runs again. Empty
    /// where the model does not say how sure it is ([ModelCard#saysHowSure()]).
    ///
    /// @param scan the finding's series
    /// @throws UnsuitableInputException if the card does not accept the series
    /// @throws ModelException if the model fails
    public List<Alternative> alternatives(Model model, Scan scan, Finding finding, JobContext job)
            throws UnsuitableInputException, ModelException {
        if (!finding.alternatives().isEmpty() || !model.card().saysHowSure()) {
            return finding.alternatives();
        }
        return run(model, scan, job).findings().stream().filter(f -> f.label().equals(finding.label()))
                .min(Comparator.comparingDouble(f -> f.centre().distanceMm(finding.centre())))
                .map(Finding::alternatives).orElse(List.of());
    }

    /// What a slice model's answer at a place rests on: how much of it goes when the surroundings are blanked box by box, 0 to
    /// 1, on a grid around the place.
    ///
    /// @param at a finding's centre
    /// @throws UnsuitableInputException if the card does not accept the series
    /// @throws ModelException if the model fails, is of another kind or sees nothing there
    public Field explain(Model model, Scan scan, PatientPoint at, JobContext job) throws UnsuitableInputException, ModelException {
        examine(model.card(), scan, job);
        requireSlices(model.card());
        return new Occlusion(model.card(), sliceNet(model), crew.on(job)).around(scan.volume(), at);
    }

    private static void requireSlices(ModelCard card) throws ModelException {
        if (!card.task().sliceBySlice()) {
            throw new ModelException("model " + card.id() + " does not answer slice by slice; this is not offered for it");
        }
    }

    /// Embeds a picture for outlines by prompts; takes seconds, once a picture. Outlines then come at once.
    ///
    /// @param model one for prompts
    /// @param picture its grey values
    /// @throws ModelException if the model cannot be loaded, fails or is of another kind
    public PromptImage embed(Model model, PromptPicture picture, JobContext job) throws ModelException {
        if (model.card().task() != ModelTask.SEGMENTATION_BY_PROMPT) {
            throw new ModelException("model " + model.card().id() + " does not take prompts");
        }
        OnnxSession decoder = session(Model.sha256(model.second()), model::second, OnnxSession::openAny);
        return PromptModel.of(session(model), decoder).embed(picture, job);
    }

    private Optional<Checking> checking(Model model) throws ModelException {
        Optional<SecondLook> second = model.card().more().second();
        return second.isEmpty()
                ? Optional.empty()
                : Optional.of(new Checking(second.get(), session(second.get().sha256(), model::second)));
    }

    private Optional<OnnxSession> context(Model model) throws ModelException {
        Optional<ContextSpec> context = model.card().more().context();
        return context.isEmpty() ? Optional.empty() : Optional.of(session(context.get().sha256(), model::second));
    }

    private SliceNet sliceNet(Model model) throws ModelException {
        return SliceNet.of(model.card(), session(model), context(model));
    }

    private Detecting detecting(Model model, OnnxSession session) throws ModelException {
        return new Detecting(model.card(), session, checking(model));
    }

    private OnnxSession session(Model model) throws ModelException {
        return session(model.card().sha256(), model::weights);
    }

    private OnnxSession session(String digest, Supplier<byte[]> weights) throws ModelException {
        return session(digest, weights, OnnxSession::open);
    }

    @FunctionalInterface
    private interface Opening {
        OnnxSession open(byte[] weights, EngineSettings settings) throws ModelException;
    }

    private OnnxSession session(String digest, Supplier<byte[]> weights, Opening opening) throws ModelException {
        synchronized (loaded) {
            OnnxSession session = loaded.get(digest);
            if (session == null) {
                session = opening.open(weights.get(), settings);
                loaded.put(digest, session);
            }
            return session;
        }
    }

    private Prediction prediction(ModelCard card, String seriesUid, TaskOutcome outcome) {
        Provenance from = provenance(card);
        List<Finding> findings = new ArrayList<>();
        for (TaskOutcome.Mark m : outcome.marks()) {
            LabelClass label = card.labels().get(m.label());
            FindingId id = new FindingId("F" + (findings.size() + 1));
            findings.add(new Finding(id, seriesUid, label.type(), label.name(), m.centre(), m.confidence(),
                    m.segmentNumber(), m.measurements(), from, m.alternatives(), card.more().calibration().isPresent()));
        }
        return new Prediction(seriesUid, from, findings, outcome.segmentation());
    }

    /// Unloads all models; runs under way end first.
    @Override
    public void close() {
        crew.close();
        synchronized (loaded) {
            loaded.values().forEach(OnnxSession::close);
            loaded.clear();
        }
    }
}
