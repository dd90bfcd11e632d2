package loupe.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.input.Likeness;
import loupe.sample.PhantomSeeds;
import loupe.sample.chest.ChestPhantom;
import loupe.sample.chest.PhantomSettings;

/// Learns what a chest CT looks like from training phantoms, each cropped by chance as scans are, and writes that into cards:
/// `FitTypicalInput CARD.json…`. Limits leave room beyond the widest training value.
public final class FitTypicalInput {
    private static final int SIDE = 8;
    private static final int PHANTOMS = 80;
    private static final double ROOM = 0.15;

    /// Wide, since people differ more than phantoms do.
    private static final double SPREAD = 0.8;

    private FitTypicalInput() {}

    /// @param cards card files
    public static void main(String[] cards) throws Exception {
        RandomGenerator random = new SplittableRandom(7);
        List<Likeness> seen = new ArrayList<>();
        for (long seed : PhantomSeeds.training().limit(PHANTOMS).toArray()) {
            ChestPhantom phantom = ChestPhantom.generate(seed, PhantomSettings.USUAL);
            try (Volume whole = phantom.volume(); Volume part = Crops.byChance(whole, random)) {
                seen.add(Likeness.of(whole, SIDE, false, JobContext.unattended()));
                seen.add(Likeness.of(part, SIDE, false, JobContext.unattended()));
            }
        }
        ObjectNode typical = typical(seen, new ObjectMapper());
        for (String card : cards) {
            new CardFile(new File(card)).change(json -> json.set("typicalInput", typical));
        }
    }

    private static ObjectNode typical(List<Likeness> seen, ObjectMapper mapper) {
        double[] mean = new double[SIDE * SIDE * SIDE];
        for (Likeness l : seen) {
            float[] t = l.thumbnail();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += t[i] / seen.size();
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] = Math.round(mean[i] * 100) / 100.0;
        }
        ObjectNode json = mapper.createObjectNode().put("side", SIDE).put("scaled", false);
        ArrayNode numbers = json.putArray("mean");
        Arrays.stream(mean).forEach(numbers::add);
        json.put("leastLikeness", rounded(seen.stream().mapToDouble(l -> l.correlation(mean)).min().orElse(1) - ROOM));
        ArrayNode upright = json.putArray("leastUpright");
        for (int axis = 0; axis < 3; axis++) {
            int a = axis;
            double[] all = seen.stream().mapToDouble(l -> l.upright(mean, a)).sorted().toArray();
            double least = all[all.length / 50];
            System.out.println("axis " + a + " least " + all[0] + " 2 % " + least + " median " + all[all.length / 2] + " likeness " + json.get("leastLikeness"));
            upright.add(rounded(Math.max(0, least / 3)));
        }
        ArrayNode quantiles = json.putArray("quantiles");
        for (int q = 0; q < 5; q++) {
            int k = q;
            double least = seen.stream().mapToDouble(l -> l.quantiles()[k]).min().orElse(0) - SPREAD;
            double most = seen.stream().mapToDouble(l -> l.quantiles()[k]).max().orElse(0) + SPREAD;
            System.out.println("quantile " + k + " " + least + " " + most);
            quantiles.addArray().add(rounded(least)).add(rounded(most));
        }
        return json;
    }

    private static double rounded(double v) {
        return Math.round(v * 1000) / 1000.0;
    }
}
