package loupe.inference.task;

import java.nio.FloatBuffer;
import java.util.Optional;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.inference.card.InputSpec;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.FloatTensor;
import loupe.inference.tensor.Lanes;

/// Runs a slice model over all slices of a prepared field, a few slices a run: neighbours are channels, what a coarser net
/// said of the place is the last one.
final class SliceMap {
    private static final int BATCH = 4;

    private final OnnxSession session;
    private final InputSpec input;
    private final Optional<Field> around;

    /// @param around what a coarser net said; its axes are those of the fields that are run
    SliceMap(OnnxSession session, InputSpec input, Optional<Field> around) {
        this.session = session;
        this.input = input;
        this.around = around;
    }

    /// One probability a voxel, on the field's grid.
    Field run(Field prepared, Lanes lanes) throws ModelException {
        int slices = prepared.grid().slices();
        float[] out = new float[prepared.values().length];
        for (int s = 0; s < slices; s += BATCH) {
            lanes.job().progress(s, slices, "slices");
            int count = Math.min(BATCH, slices - s);
            FloatTensor answer = session.run(batch(prepared, s, count, lanes), lanes.job());
            int plane = prepared.grid().voxelsPerSlice();
            if (answer.values().capacity() != count * plane) {
                throw new ModelException("the model's output does not have one number a pixel; its card does not fit it");
            }
            answer.values().get(0, out, s * plane, count * plane);
        }
        requireProbabilities(out);
        lanes.job().progress(slices, slices, "slices");
        return new Field(prepared.grid(), out);
    }

    /// The tensor of some slices.
    FloatTensor batch(Field prepared, int first, int count, Lanes lanes) {
        int plane = prepared.grid().voxelsPerSlice();
        int neighbours = input.offsets().size();
        int channels = neighbours + (around.isPresent() ? 1 : 0);
        FloatTensor batch = FloatTensor.direct(count, channels, prepared.grid().rows(), prepared.grid().columns());
        FloatBuffer to = batch.values();
        lanes.each(count, n -> {
            int s = first + n;
            for (int k = 0; k < neighbours; k++) {
                int slice = Math.clamp(s + input.offsets().get(k), 0, prepared.grid().slices() - 1);
                to.put((n * channels + k) * plane, prepared.values(), slice * plane, plane);
            }
            if (around.isPresent()) {
                to.put((n * channels + neighbours) * plane, interpolated(around.get(), prepared.grid(), s), 0, plane);
            }
        });
        return batch;
    }

    /// The coarse answer at the pixels of a slice, trilinear; both grids have the same axes.
    private static float[] interpolated(Field coarse, VoxelGrid fine, int slice) {
        double[] at = coarse.grid().toIndex(fine.toPatient(0, 0, slice));
        PatientPoint far = fine.toPatient(1, 1, slice);
        double[] next = coarse.grid().toIndex(far);
        float[] out = new float[fine.voxelsPerSlice()];
        for (int r = 0; r < fine.rows(); r++) {
            double row = at[1] + r * (next[1] - at[1]);
            for (int c = 0; c < fine.columns(); c++) {
                out[r * fine.columns() + c] = (float) coarse.linear(at[0] + c * (next[0] - at[0]), row, at[2]);
            }
        }
        return out;
    }

    static void requireProbabilities(float[] values) throws ModelException {
        for (float v : values) {
            if (!(v >= -1e-4f && v <= 1.0001f)) {
                throw new ModelException("the model's output is no probability; the model must not be used");
            }
        }
    }
}
