package loupe.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import loupe.inference.card.Model;
import loupe.sample.PhantomSeeds;

/// Measures the built-in models and writes the figures into their cards: `MeasureCards RESOURCES`, where RESOURCES is the
/// folder `models` of this module's resources; `MeasureCards --validation` only prints, on the validation seeds.
public final class MeasureCards {
    private MeasureCards() {}

    /// @param arguments the folder, or `--validation`
    public static void main(String[] arguments) throws Exception {
        boolean validation = arguments[0].equals("--validation");
        ModelCatalogue own = ModelCatalogue.builtIn();
        Model lungs = own.find("ct-lungs").orElseThrow();
        Model nodules = own.find("ct-nodules").orElseThrow();
        LongStream seeds = validation ? PhantomSeeds.validation() : PhantomSeeds.test();
        try (Bar bar = new Bar(lungs, nodules)) {
            for (long seed : seeds.toArray()) {
                bar.measure(seed, true);
                Bar.Scan last = bar.scans().getLast();
                System.out.println(seed + " " + last.lungDice() + " " + last.thresholdDice() + " nodules " + last.nodules()
                        + " found " + last.found() + " false " + last.falsePositives());
            }
            System.out.println(bar);
            if (!validation) {
                write(bar, arguments[0]);
            }
        }
    }

    /// Writes the figures of the test phantoms into the cards in a folder.
    static void write(Bar bar, String folder) throws Exception {
        String on = bar.scans().size() + " unseen phantoms with simulated disease (seeds 9000 to 9019)";
        write(new File(folder, "ct-lungs.json"), on, Map.of("Dice", bar.meanDice(), "Dice, worst scan", bar.worstDice()));
        write(new File(folder, "ct-nodules.json"), on.replace("disease", "nodules of 5 to 20 mm"),
                Map.of("sensitivity", bar.foundShare(), "false positives a scan", bar.falsePositivesAScan()));
    }

    private static void write(File file, String on, Map<String, Double> figures) throws Exception {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode card = (ObjectNode) mapper.readTree(file);
        var list = card.putArray("accuracy");
        for (String name : List.copyOf(new java.util.TreeSet<>(figures.keySet()))) {
            list.addObject().put("measure", name).put("value", Math.round(figures.get(name) * 1e4) / 1e4).put("on", on);
        }
        mapper.writeValue(file, card);
    }
}
