package loupe.inference.task;

import java.nio.FloatBuffer;
import loupe.core.work.JobContext;
import loupe.inference.card.InputSpec;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.FloatTensor;

/// Runs a slice model over all slices of a prepared field, a few slices a run, neighbours as channels.
final class SliceMap {
    private static final int BATCH = 4;

    private final OnnxSession session;
    private final InputSpec input;

    SliceMap(OnnxSession session, InputSpec input) {
        this.session = session;
        this.input = input;
    }

    /// One probability a voxel, on the field's grid.
    Field run(Field prepared, JobContext job) throws ModelException {
        int slices = prepared.grid().slices();
        float[] out = new float[prepared.values().length];
        for (int s = 0; s < slices; s += BATCH) {
            job.progress(s, slices, "slices");
            int count = Math.min(BATCH, slices - s);
            FloatTensor answer = session.run(batch(prepared, s, count), job);
            int plane = prepared.grid().voxelsPerSlice();
            if (answer.values().capacity() != count * plane) {
                throw new ModelException("the model's output does not have one number a pixel; its card does not fit it");
            }
            answer.values().get(0, out, s * plane, count * plane);
        }
        requireProbabilities(out);
        job.progress(slices, slices, "slices");
        return new Field(prepared.grid(), out);
    }

    /// The tensor of some slices, neighbours as channels.
    FloatTensor batch(Field prepared, int first, int count) {
        int plane = prepared.grid().voxelsPerSlice();
        int channels = input.offsets().size();
        FloatTensor batch = FloatTensor.direct(count, channels, prepared.grid().rows(), prepared.grid().columns());
        FloatBuffer to = batch.values();
        for (int s = first; s < first + count; s++) {
            for (int k = 0; k < channels; k++) {
                int slice = Math.clamp(s + input.offsets().get(k), 0, prepared.grid().slices() - 1);
                int at = ((s - first) * channels + k) * plane;
                to.put(at, prepared.values(), slice * plane, plane);
            }
        }
        return batch;
    }

    private static void requireProbabilities(float[] values) throws ModelException {
        for (float v : values) {
            if (!(v >= -1e-4f && v <= 1.0001f)) {
                throw new ModelException("the model's output is no probability; the model must not be used");
            }
        }
    }
}
