package loupe.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.input.Likeness;
import loupe.sample.film.FilmPhantom;

/// Learns what a chest film looks like from drawn training films, and writes that into cards: `FitTypicalFilm CARD.json…`.
///
/// The least likeness leaves the room people need, who differ more than drawings: drawn films come to 0.61 at least, the five
/// public chest films looked at to 0.57, films of a breast, a hip and a leg to -0.06 at most. A film upside down is told, one
/// from left to right is not: lungs are nearly even.
public final class FitTypicalFilm {
    private static final int SIDE = 8;
    private static final int PIXELS = 400;
    private static final int FILMS = 80;
    private static final long FIRST_SEED = 1000;
    private static final double LEAST_LIKENESS = 0.4;
    private static final double LEAST_UPRIGHT = 0;

    private FitTypicalFilm() {}

    /// @param cards card files
    public static void main(String[] cards) throws Exception {
        List<float[]> seen = new ArrayList<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + FILMS; seed++) {
            try (Volume film = drawn(seed)) {
                seen.add(Likeness.of(film, SIDE, true, JobContext.unattended()).thumbnail());
            }
        }
        ObjectNode typical = typical(seen);
        for (String card : cards) {
            new CardFile(new File(card)).change(json -> json.set("typicalInput", typical));
        }
    }

    /// A drawn film as a volume; the caller closes it.
    static Volume drawn(long seed) {
        float[] values = FilmPhantom.generate(seed, PIXELS).values();
        VoxelGrid grid = VoxelGrid.axial(PIXELS, PIXELS, 1, new PatientPoint(0, 0, 0), 0.9, 1, "");
        Volume.Builder b = Volume.builder(grid, Volume.SampleType.FLOAT32, "");
        for (int i = 0; i < values.length; i++) {
            b.sliceSamples(0).setAtIndex(ValueLayout.JAVA_FLOAT, i, values[i]);
        }
        return b.build();
    }

    private static ObjectNode typical(List<float[]> seen) {
        ObjectNode json = new ObjectMapper().createObjectNode().put("side", SIDE).put("scaled", true);
        ArrayNode mean = json.putArray("mean");
        for (int i = 0; i < SIDE * SIDE * SIDE; i++) {
            int at = i;
            double v = seen.stream().mapToDouble(t -> t[at]).average().orElse(0);
            mean.add(Math.round(100 * v) / 100.0);
        }
        json.put("leastLikeness", LEAST_LIKENESS);
        json.putArray("leastUpright").add(-1.0).add(LEAST_UPRIGHT).add(-1.0);
        ArrayNode quantiles = json.putArray("quantiles");
        for (int q = 0; q < 5; q++) {
            quantiles.addArray().add(-1.5).add(1.5);
        }
        return json;
    }
}
