package loupe.inference.trial;

import java.io.IOException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import loupe.core.work.JobContext;
import loupe.inference.ModelRunner;
import loupe.inference.Scan;
import loupe.inference.UnsuitableInputException;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.ModelException;
import loupe.inference.prompt.Prompt;
import loupe.inference.prompt.PromptPicture;

/// Runs a model once on noise of the kind its task takes: a series, a film, a slide of one tile, or a picture with a box.
final class FirstRun {
    private static final int COLUMNS = 128;
    private static final int ROWS = 96;

    private final ModelRunner runner;
    private final RandomGenerator random = new SplittableRandom(1);

    FirstRun(ModelRunner runner) {
        this.runner = runner;
    }

    /// @throws UnsuitableInputException if the card accepts nothing of its own task
    /// @throws ModelException if the model fails, or answers with what its card does not say
    void of(Model model) throws UnsuitableInputException, ModelException, IOException {
        ModelCard card = model.card();
        JobContext job = JobContext.unattended();
        switch (card.task()) {
            case SEGMENTATION_3D_WHOLE, SEGMENTATION_3D_TILES, SEGMENTATION_2D_SLICES, DETECTION_HEATMAP, DETECTION_BOXES,
                    CLASSIFICATION, CLASSIFICATION_FILM, SEGMENTATION_2D_FILM -> {
                Scan scan = NoiseScan.of(card, random);
                try {
                    runner.run(model, scan, job);
                } finally {
                    scan.volume().close();
                }
            }
            case SEGMENTATION_SLIDE_TILES, DETECTION_SLIDE_OBJECTS ->
                runner.run(model, NoiseSlide.of(card, random), Optional.empty(), job);
            case SEGMENTATION_BY_PROMPT -> runner.embed(model, picture(), job)
                    .outline(Prompt.box(COLUMNS / 4.0, ROWS / 4.0, COLUMNS * 3 / 4.0, ROWS * 3 / 4.0), job);
        }
    }

    private PromptPicture picture() {
        float[] gray = new float[COLUMNS * ROWS];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = random.nextFloat(256);
        }
        return new PromptPicture(COLUMNS, ROWS, gray);
    }
}
