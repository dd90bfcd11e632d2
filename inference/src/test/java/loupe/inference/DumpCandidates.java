package loupe.inference;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import loupe.core.finding.Finding;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.card.OutputStep;
import loupe.inference.engine.EngineSettings;
import loupe.sample.chest.ChestPhantom;
import loupe.sample.chest.PhantomSettings;

/// Writes what the nodule net's heat map points at when its threshold is low, for the training of the net that looks
/// again: `DumpCandidates FOLDER FROM_SEED COUNT` writes `SEED.candidates.json`, each `[slice, row, column, confidence,
/// diameterMm, hit]`.
public final class DumpCandidates {
    /// Far more than will be shown: a second look decides.
    private static final OutputStep.Peaks KEEN = new OutputStep.Peaks(0.3, 0, 2.2, 5);

    private DumpCandidates() {}

    /// @param arguments folder, first seed, how many
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        long from = Long.parseLong(arguments[1]);
        Model model = keen(ModelCatalogue.builtIn().find("ct-nodules").orElseThrow());
        try (ModelRunner runner = new ModelRunner(new EngineSettings(1, true), Clock.systemUTC(), "training")) {
            for (long seed = from; seed < from + Long.parseLong(arguments[2]); seed++) {
                Path to = folder.resolve(seed + ".candidates.json");
                if (!Files.exists(to)) {
                    Files.writeString(to, candidates(seed, model, runner));
                }
            }
        }
    }

    private static Model keen(Model m) throws Exception {
        ModelCard c = m.card();
        return Model.of(new ModelCard(c.id(), c.version(), c.title(), c.task(), c.accepts(), c.input(), List.of(KEEN),
                c.labels(), c.statement(), c.sha256()), m.weights());
    }

    private static String candidates(long seed, Model model, ModelRunner runner) throws Exception {
        ChestPhantom phantom = ChestPhantom.generate(seed, PhantomSettings.USUAL);
        ObjectNode json = JsonMapper.builder().build().createObjectNode();
        ArrayNode all = json.putArray("candidates");
        try (Volume volume = phantom.volume()) {
            for (Finding f : runner.run(model, new Scan(volume, "2.25.1", "CT", "CHEST"), JobContext.unattended()).findings()) {
                double[] at = phantom.grid().toIndex(f.centre());
                all.addArray().add(at[2]).add(at[1]).add(at[0]).add(f.confidence())
                        .add(f.measurements().getFirst().value()).add(Bar.hit(f.centre(), phantom.truth().noduleList()));
            }
        }
        json.put("nodules", phantom.truth().noduleList().size());
        return json.toString();
    }
}
