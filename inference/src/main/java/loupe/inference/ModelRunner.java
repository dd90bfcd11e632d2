package loupe.inference;

import java.time.Clock;
import loupe.core.finding.Prediction;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;

/// Runs models on series. One runner lives as long as the program; models stay loaded between runs.
///
/// Safe for any thread but the JavaFX one, which it refuses; runs of one model take turns.
public final class ModelRunner implements AutoCloseable {
    private final EngineSettings settings;
    private final Clock clock;
    private final String software;

    /// A runner.
    ///
    /// @param settings threads and determinism
    /// @param clock tells when a result was made
    /// @param software program and version for provenance, e.g. `Loupe 0.1.0`
    public ModelRunner(EngineSettings settings, Clock clock, String software) {
        this.settings = settings;
        this.clock = clock;
        this.software = software;
    }

    /// Whether a model accepts a series.
    ///
    /// @throws UnsuitableInputException if its card does not; the message says why
    public static void check(ModelCard card, Scan scan) throws UnsuitableInputException {}

    /// Runs a model on a series. Masks and centres come back in the series' own grid and patient space.
    ///
    /// Detections give a finding each (ids `F1`, `F2`, … strongest first) with a segment; segmentations give a finding a
    /// structure that was found, with its volume.
    ///
    /// @param job progress in `steps`; cancel stops within 200 ms
    /// @throws UnsuitableInputException if the card does not accept the series
    /// @throws ModelException if the model cannot be loaded or fails
    /// @throws loupe.core.work.CancelledException if cancel was asked for
    public Prediction run(Model model, Scan scan, JobContext job) throws UnsuitableInputException, ModelException {
        throw new ModelException("not yet");
    }

    /// Unloads all models; runs under way end first.
    @Override
    public void close() {}
}
