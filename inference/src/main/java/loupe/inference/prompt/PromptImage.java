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

/// An embedded image: outlines come at once. Holds 4 MB. Safe for any thread but the JavaFX one.
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
    private final int columns;
    private final int rows;

    PromptImage(OnnxSession decoder, FloatTensor embedding, int columns, int rows) {
        this.decoder = decoder;
        this.embedding = embedding;
        this.columns = columns;
        this.rows = rows;
    }

    private record Mark(Prompt.Point at, float label) {}

    /// Outlines what a prompt points at.
    ///
    /// @throws ModelException if the net fails
    public Outline outline(Prompt prompt, JobContext job) throws ModelException {
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
        BitSet pixels = new BitSet(columns * rows);
        for (int i = 0; i < columns * rows; i++) {
            if (masks.values().get(i) > 0) {
                pixels.set(i);
            }
        }
        return new Outline(columns, rows, pixels, Math.clamp(out.get(1).values().get(0), 0, 1));
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
