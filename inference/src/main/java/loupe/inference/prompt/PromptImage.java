package loupe.inference.prompt;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.core.work.JobContext;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.tensor.FloatTensor;

/// An embedded image: outlines come at once. Holds 4 MB and the picture. Safe for any thread but the JavaFX one.
public final class PromptImage {
    /// Labels of points as the decoder knows them.
    private static final float NOT_A_POINT = -1;

    private static final float OUTSIDE = 0;
    private static final float INSIDE = 1;
    private static final float FROM = 2;
    private static final float TO = 3;
    private static final int PRIOR = 256;

    private final OnnxSession decoder;
    private final FloatTensor embedding;
    private final PromptPicture picture;
    private final int columns;
    private final int rows;

    /// @param picture what the embedding is of
    PromptImage(OnnxSession decoder, FloatTensor embedding, PromptPicture picture) {
        this.decoder = decoder;
        this.embedding = embedding;
        this.picture = picture;
        this.columns = picture.columns();
        this.rows = picture.rows();
    }

    private record Mark(Prompt.Point at, float label) {}

    /// What the decoder says of a prompt.
    ///
    /// @param logits of the whole image, row by row; above 0 is inside
    /// @param guess the model's own guess of the overlap, as it gives it
    record Decoded(float[] logits, float guess) {}

    /// Outlines what a prompt points at.
    ///
    /// @throws ModelException if the net fails
    public Outline outline(Prompt prompt, JobContext job) throws ModelException {
        Decoded d = decode(prompt, job);
        BitSet pixels = new BitSet(d.logits.length);
        for (int i = 0; i < d.logits.length; i++) {
            if (d.logits[i] > 0) {
                pixels.set(i);
            }
        }
        Outlook outlook = prompt.box()
                .map(b -> Outlook.of(FitForest.own().chance(new FitSigns(d.logits, picture, b).values(d.guess, job))))
                .orElse(Outlook.OPEN);
        return new Outline(columns, rows, pixels, Math.clamp(d.guess, 0, 1), outlook);
    }

    Decoded decode(Prompt prompt, JobContext job) throws ModelException {
        List<FloatTensor> out = decoder.run(inputs(marks(prompt)), List.of("masks", "iou_predictions"), job);
        FloatTensor masks = out.getFirst();
        if (masks.values().capacity() < columns * rows) {
            throw new ModelException("the model's decoder does not outline the whole image");
        }
        if (out.getLast().values().capacity() < 1) {
            throw new ModelException("the model's decoder does not say how good its outline is");
        }
        PromptModel.requireNumbers(masks);
        PromptModel.requireNumbers(out.getLast());
        float[] logits = new float[columns * rows];
        masks.values().get(0, logits);
        return new Decoded(logits, out.getLast().values().get(0));
    }

    private static List<Mark> marks(Prompt prompt) {
        List<Mark> all = new ArrayList<>();
        prompt.inside().forEach(p -> all.add(new Mark(p, INSIDE)));
        prompt.outside().forEach(p -> all.add(new Mark(p, OUTSIDE)));
        if (prompt.box().isPresent()) {
            all.add(new Mark(prompt.box().get().from(), FROM));
            all.add(new Mark(prompt.box().get().to(), TO));
        } else {
            all.add(new Mark(new Prompt.Point(0, 0), NOT_A_POINT));
        }
        return all;
    }

    private Map<String, FloatTensor> inputs(List<Mark> marks) {
        double scale = (double) PromptModel.SIDE / Math.max(columns, rows);
        FloatTensor places = FloatTensor.direct(1, marks.size(), 2);
        FloatTensor labels = FloatTensor.direct(1, marks.size());
        for (int i = 0; i < marks.size(); i++) {
            places.values().put(2 * i, (float) (marks.get(i).at.column() * scale));
            places.values().put(2 * i + 1, (float) (marks.get(i).at.row() * scale));
            labels.values().put(i, marks.get(i).label);
        }
        FloatTensor size = FloatTensor.direct(2);
        size.values().put(0, rows).put(1, columns);
        Map<String, FloatTensor> all = new HashMap<>();
        all.put("image_embeddings", embedding);
        all.put("point_coords", places);
        all.put("point_labels", labels);
        all.put("mask_input", FloatTensor.direct(1, 1, PRIOR, PRIOR));
        all.put("has_mask_input", FloatTensor.direct(1));
        all.put("orig_im_size", size);
        return all;
    }
}
