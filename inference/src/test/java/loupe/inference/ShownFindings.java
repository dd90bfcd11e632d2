package loupe.inference;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import loupe.core.finding.Finding;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.card.Calibration;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.EngineSettings;
import loupe.sample.chest.ChestPhantom;
import loupe.sample.chest.PhantomSettings;

/// What a nodule model shows on phantoms, and whether a nodule is there ([Bar#hit]).
final class ShownFindings {
    /// One shown finding.
    ///
    /// @param seed the phantom it was shown on
    /// @param confidence what the model says of it, 0 to 1
    /// @param right whether a nodule is there
    record One(long seed, double confidence, boolean right) {
        One calibrated(Calibration c) {
            return new One(seed, c.apply(confidence), right);
        }
    }

    private ShownFindings() {}

    /// Runs a model on phantoms; takes seconds each. Those it refuses are said and left out.
    static List<One> of(Model model, LongStream seeds) throws Exception {
        List<One> all = new ArrayList<>();
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            for (long seed : seeds.toArray()) {
                ChestPhantom phantom = ChestPhantom.generate(seed, PhantomSettings.USUAL);
                try (Volume volume = phantom.volume()) {
                    Scan scan = new Scan(volume, "2.25.1", "CT", "CHEST");
                    for (Finding f : runner.run(model, scan, JobContext.unattended()).findings()) {
                        all.add(new One(seed, f.confidence(), Bar.hit(f.centre(), phantom.truth().noduleList()) >= 0));
                    }
                } catch (UnsuitableInputException e) {
                    System.out.println("refused " + seed + ": " + e.getMessage());
                }
            }
        }
        return all;
    }

    /// The same model, its probabilities as they are.
    static Model uncalibrated(Model m) throws Exception {
        ModelCard c = m.card();
        ModelCard.More more = new ModelCard.More(
                c.more().second(), java.util.Optional.empty(), c.more().typical(), c.more().slide(),
                c.more().tiles(), c.more().context());
        return Model.of(new ModelCard(c.id(), c.version(), c.title(), c.task(), c.accepts(), c.input(), c.output(),
                c.labels(), c.statement(), c.sha256(), more), m.weights(), m.second());
    }
}
