package loupe.inference.slide;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import loupe.core.work.JobContext;
import loupe.inference.Halves;
import loupe.inference.card.Accuracy;
import loupe.inference.card.Model;
import loupe.inference.card.OutputStep;
import loupe.inference.card.SlideSpec;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.sample.slide.SlidePhantom;
import loupe.sample.slide.SlideRegion;

/// How well a model finds the nuclei of one field of a drawn slide.
///
/// @param match nuclei found, missed and too many
/// @param stain mean absorbance of the nuclei's pixels
public record NucleiField(ObjectMatch match, double stain) {
    private static final int FEWEST = 20;
    private static final int SIDE_UM = 2600;

    /// Measures one field in the middle of the slide of a seed.
    static NucleiField measured(OnnxSession session, Model model, long seed) throws IOException, ModelException {
        SlideSpec spec = model.card().more().slide().orElseThrow();
        OutputStep.Objects rule = (OutputStep.Objects) model.card().output().getFirst();
        SlidePhantom slide = SlidePhantom.generate(seed, SIDE_UM, SIDE_UM);
        Tiling tiling = new Tiling(new PhantomSlide(slide).scan(1 << 24), spec);
        Tiling.Tile tile = tiling.tile(tiling.across() * 5 + 4);
        ObjectMap.Labels ours = ObjectMap.of(tiling.maps(session, tile, 2, JobContext.unattended()), rule);
        int side = spec.tile() + 2 * spec.margin();
        SlideRegion region = new SlideRegion((tile.left() - spec.margin()) * 0.5, (tile.top() - spec.margin()) * 0.5, 0.5,
                side, side);
        int[] truth = slide.labels(region);
        ObjectMatch match = new ObjectMatch();
        match.add(ours.of(), truth, FEWEST);
        return new NucleiField(match, Absorbance.mean(slide.rgb(region), i -> truth[i] > 0));
    }

    static ObjectMatch together(List<NucleiField> fields) {
        ObjectMatch all = new ObjectMatch();
        fields.forEach(f -> all.add(f.match));
        return all;
    }

    /// A card's figures from fields of some seeds.
    public static List<Accuracy> figures(Model model, LongStream seeds) throws IOException, ModelException {
        long[] all = seeds.toArray();
        List<NucleiField> fields = new ArrayList<>();
        try (OnnxSession session = OnnxSession.open(model.weights(), EngineSettings.sparing(0))) {
            for (long seed : all) {
                fields.add(measured(session, model, seed));
            }
        }
        String on = all.length + " unseen drawn fields (seeds " + all[0] + " to " + all[all.length - 1]
                + "), objects that overlap by at least half of their union";
        ObjectMatch whole = together(fields);
        List<Accuracy> figures = new ArrayList<>(List.of(
                new Accuracy("F1", whole.f1(), on, ""),
                new Accuracy("sensitivity", whole.sensitivity(), on, ""),
                new Accuracy("precision", whole.precision(), on, ""),
                new Accuracy("F1, worst field", fields.stream().mapToDouble(f -> f.match.f1()).min().orElse(0), on, "")));
        for (Map<String, List<NucleiField>> halves : List.of(
                Halves.of(fields, NucleiField::stain, "pale nuclei (half)", "dark nuclei (half)"),
                Halves.of(fields, f -> f.match.there(), "sparse fields (half)", "crowded fields (half)"))) {
            halves.forEach((group, half) -> figures.add(new Accuracy("F1", together(half).f1(), on, group)));
        }
        return figures;
    }
}
