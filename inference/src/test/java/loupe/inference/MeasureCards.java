package loupe.inference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import loupe.inference.card.Accuracy;
import loupe.inference.card.Model;
import loupe.inference.engine.EngineSettings;
import loupe.inference.slide.NucleiField;
import loupe.inference.slide.TissueSlide;
import loupe.sample.PhantomSeeds;

/// Measures the built-in models and writes the figures into their cards: `MeasureCards RESOURCES [MODEL…]`, where RESOURCES is
/// the folder `models` of this module's resources and no MODEL means all of them; `MeasureCards --validation` only prints, of
/// the CT models on the validation seeds.
///
/// Films and slides are drawn from seeds 9000 on, which no training took (it took 1000 to 1699).
public final class MeasureCards {
    private static final long DRAWN_FROM = 9000;
    private static final int FILMS = 60;
    private static final int SLIDES = 24;
    private static final int FIELDS = 24;

    private MeasureCards() {}

    /// @param arguments the folder and ids, or `--validation`
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("--validation")) {
            System.out.println(scans(PhantomSeeds.validation()));
            return;
        }
        Set<String> wanted = Set.copyOf(List.of(arguments).subList(1, arguments.length));
        for (String id : List.of("film-lungs", "he-tissue", "he-nuclei")) {
            if (wanted.isEmpty() || wanted.contains(id)) {
                write(new File(arguments[0], id + ".json"), drawn(id));
            }
        }
        if (wanted.isEmpty() || wanted.contains("ct-lungs") || wanted.contains("ct-nodules")) {
            write(scans(PhantomSeeds.test()), arguments[0]);
        }
    }

    private static LongStream seeds(int count) {
        return LongStream.range(DRAWN_FROM, DRAWN_FROM + count);
    }

    private static List<Accuracy> drawn(String id) throws Exception {
        Model model = ModelCatalogue.builtIn().find(id).orElseThrow();
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            return switch (id) {
                case "film-lungs" -> DrawnFilm.figures(runner, model, seeds(FILMS));
                case "he-tissue" -> TissueSlide.figures(runner, model, seeds(SLIDES));
                case "he-nuclei" -> NucleiField.figures(model, seeds(FIELDS));
                default -> throw new IllegalArgumentException("no such model is measured on drawn images");
            };
        }
    }

    private static Bar scans(LongStream seeds) throws Exception {
        ModelCatalogue own = ModelCatalogue.builtIn();
        try (Bar bar = new Bar(own.find("ct-lungs").orElseThrow(), own.find("ct-nodules").orElseThrow())) {
            for (long seed : seeds.toArray()) {
                bar.measure(seed, true);
                Bar.Scan last = bar.scans().getLast();
                System.out.println(seed + " " + last.lungDice() + " " + last.thresholdDice() + " nodules " + last.nodules()
                        + " found " + last.found() + " false " + last.falsePositives());
            }
            System.out.println(bar);
            return bar;
        }
    }

    /// Writes the figures of the test phantoms into the cards in a folder.
    static void write(Bar bar, String folder) throws IOException {
        String on = bar.scans().size() + " unseen phantoms with simulated disease (seeds 9000 to 9019)";
        write(new File(folder, "ct-lungs.json"), List.of(
                new Accuracy("Dice", bar.meanDice(), on, ""), new Accuracy("Dice, worst scan", bar.worstDice(), on, "")));
        String nodules = on.replace("disease", "nodules of 5 to 20 mm");
        write(new File(folder, "ct-nodules.json"), List.of(
                new Accuracy("false positives a scan", bar.falsePositivesAScan(), nodules, ""),
                new Accuracy("sensitivity", bar.foundShare(), nodules, "")));
    }

    private static void write(File file, List<Accuracy> figures) throws IOException {
        new CardFile(file).change(card -> {
            ArrayNode list = card.putArray("accuracy");
            for (Accuracy a : figures) {
                System.out.println(file.getName() + ": " + a);
                var entry = list.addObject().put("measure", a.measure()).put("value", Math.round(a.value() * 1e4) / 1e4)
                        .put("on", a.on());
                if (!a.group().isEmpty()) {
                    entry.put("group", a.group());
                }
            }
        });
    }
}
