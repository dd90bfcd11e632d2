package loupe.inference.slide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.Halves;
import loupe.inference.ModelRunner;
import loupe.inference.card.Accuracy;
import loupe.inference.card.Model;
import loupe.sample.slide.SlidePhantom;
import loupe.sample.slide.SlideRegion;

/// How well a model outlines the tissue of a drawn slide.
///
/// @param dice overlap with the drawn tissue
/// @param stain mean absorbance of the tissue's pixels
/// @param share share of the slide that is tissue
public record TissueSlide(double dice, double stain, double share) {
    private static final int WIDTH_UM = 6000;
    private static final int HEIGHT_UM = 4000;

    static TissueSlide measured(ModelRunner runner, Model model, long seed) throws Exception {
        SlidePhantom slide = SlidePhantom.generate(seed, WIDTH_UM, HEIGHT_UM);
        double um = model.card().more().slide().orElseThrow().umPerPixel();
        SlideScan scan = new PhantomSlide(slide).scan(1 << 24);
        SlideRegion region = new SlideRegion(0, 0, um, (int) (WIDTH_UM / um), (int) (HEIGHT_UM / um));
        boolean[] truth = slide.tissue(region);
        Optional<Mask> ours = runner.run(model, scan, Optional.empty(), JobContext.unattended()).prediction().segmentation()
                .map(s -> s.segment(1).mask());
        double there = 0;
        double both = 0;
        for (int i = 0; i < truth.length; i++) {
            there += truth[i] ? 1 : 0;
            both += truth[i] && ours.isPresent() && ours.get().contains(0, i) ? 1 : 0;
        }
        double dice = 2 * both / (there + ours.map(m -> (double) m.count()).orElse(0.0));
        return new TissueSlide(dice, Absorbance.mean(slide.rgb(region), i -> truth[i]), there / truth.length);
    }

    /// A card's figures from slides of some seeds.
    public static List<Accuracy> figures(ModelRunner runner, Model model, LongStream seeds) throws Exception {
        long[] all = seeds.toArray();
        List<TissueSlide> slides = new ArrayList<>();
        for (long seed : all) {
            slides.add(measured(runner, model, seed));
        }
        String on = all.length + " unseen drawn slides (seeds " + all[0] + " to " + all[all.length - 1] + ")";
        List<Accuracy> figures = new ArrayList<>();
        figures.add(new Accuracy("Dice", mean(slides), on, ""));
        figures.add(new Accuracy("Dice, worst slide", slides.stream().mapToDouble(TissueSlide::dice).min().orElse(0), on, ""));
        for (Map<String, List<TissueSlide>> halves : List.of(
                Halves.of(slides, TissueSlide::stain, "pale stain (half)", "strong stain (half)"),
                Halves.of(slides, TissueSlide::share, "little tissue (half)", "much tissue (half)"))) {
            halves.forEach((group, half) -> figures.add(new Accuracy("Dice", mean(half), on, group)));
        }
        return figures;
    }

    private static double mean(List<TissueSlide> slides) {
        return slides.stream().mapToDouble(TissueSlide::dice).average().orElse(0);
    }
}
