package loupe.inference;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.card.Accuracy;
import loupe.inference.card.Model;
import loupe.sample.film.FilmPhantom;

/// How well a model outlines the lungs of a drawn film.
///
/// @param dice overlap with the drawn outline
/// @param slender how much higher than wide both lungs together are
/// @param brightness mean brightness, 0 to 1
record DrawnFilm(double dice, double slender, double brightness) {
    private static final int SIDE = 400;

    static DrawnFilm measured(ModelRunner runner, Model model, long seed) throws Exception {
        FilmPhantom film = FilmPhantom.generate(seed, SIDE);
        VoxelGrid grid = VoxelGrid.axial(SIDE, SIDE, 1, new PatientPoint(0, 0, 0), 0.9, 1, "");
        Volume.Builder b = Volume.builder(grid, Volume.SampleType.INT16, "");
        Mask.Builder truth = Mask.builder(grid);
        float[] values = film.values();
        boolean[] lungs = film.lungs();
        int[] box = {SIDE, 0, SIDE, 0};
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            b.sliceSamples(0).setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (4000 * values[i]));
            sum += values[i];
            if (lungs[i]) {
                truth.add(0, i);
                box[0] = Math.min(box[0], i % SIDE);
                box[1] = Math.max(box[1], i % SIDE);
                box[2] = Math.min(box[2], i / SIDE);
                box[3] = Math.max(box[3], i / SIDE);
            }
        }
        try (Volume v = b.build()) {
            Mask ours = runner.run(model, new Scan(v, "2.25.1", "DX", "CHEST"), JobContext.unattended())
                    .segmentation().map(s -> s.segment(1).mask()).orElse(Mask.empty(grid));
            return new DrawnFilm(ours.dice(truth.build()), (box[3] - box[2] + 1.0) / (box[1] - box[0] + 1),
                    sum / values.length);
        }
    }

    /// A card's figures from films of some seeds.
    static List<Accuracy> figures(ModelRunner runner, Model model, LongStream seeds) throws Exception {
        long[] all = seeds.toArray();
        List<DrawnFilm> films = new ArrayList<>();
        for (long seed : all) {
            films.add(measured(runner, model, seed));
        }
        String on = all.length + " unseen drawn films (seeds " + all[0] + " to " + all[all.length - 1] + ")";
        List<Accuracy> figures = new ArrayList<>();
        figures.add(new Accuracy("Dice", mean(films), on, ""));
        figures.add(new Accuracy("Dice, worst film", films.stream().mapToDouble(DrawnFilm::dice).min().orElse(0), on, ""));
        for (Map<String, List<DrawnFilm>> halves : List.of(
                Halves.of(films, DrawnFilm::slender, "broad chests (half)", "long chests (half)"),
                Halves.of(films, DrawnFilm::brightness, "dark films (half)", "bright films (half)"))) {
            halves.forEach((group, half) -> figures.add(new Accuracy("Dice", mean(half), on, group)));
        }
        return figures;
    }

    private static double mean(List<DrawnFilm> films) {
        return films.stream().mapToDouble(DrawnFilm::dice).average().orElse(0);
    }
}
